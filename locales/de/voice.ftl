voice-phone-code-hello = Hallo. Hier ist Callbook mit deinem Bestätigungscode.
voice-phone-code = Dein Code lautet: { $code }.
voice-phone-code-again = Ich wiederhole: { $code }. Auf Wiederhören.
voice-test = Hallo. Das ist ein Test von Callbook. Wir verwenden diese Nummer für Alarme.
voice-test-again = Ich wiederhole: Das ist ein Test von Callbook. Auf Wiederhören.
voice-alert = Hier ist Callbook mit Alarm Nummer { $number }. { $title }.
voice-alert-bare = Hier ist Callbook mit Alarm Nummer { $number }.
voice-alert-keys = Drücke die 1 zum Übernehmen, die 2 zum Ablehnen oder die 9, um es noch einmal zu hören.
voice-answered-acknowledged = Du hast Alarm Nummer { $number } übernommen. Auf Wiederhören.
voice-answered-rejected = Du hast Alarm Nummer { $number } abgelehnt. Auf Wiederhören.
voice-answered-already = { $name } hat Alarm Nummer { $number } bereits übernommen. Auf Wiederhören.
voice-answered-over = Alarm Nummer { $number } wartet nicht mehr auf eine Antwort. Auf Wiederhören.
voice-alert-count =
    Hier ist Callbook. { $count ->
        [one] Ein weiterer Alarm wartet auf dich. Öffne Callbook, um ihn zu sehen.
       *[other] { $count } weitere Alarme warten auf dich. Öffne Callbook, um sie zu sehen.
    }
