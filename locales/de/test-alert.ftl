test-alert-title = Server ist ausgefallen!!!
test-alert-heading = Testalarm
test-alert-send = Testalarm an mich senden
test-alert-again = Noch einen senden
test-alert-waits = Wir warten auf deine Antwort. Du hast fünf Minuten.
test-alert-answer-here = Hier übernehmen
test-alert-unreachable = Kein Kanal funktioniert, deshalb haben wir dir nichts gesendet.
test-alert-answered = Du hast nach { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    } per { $channel } geantwortet. Es funktioniert.
test-alert-answered-here = Du hast nach { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    } auf dieser Seite geantwortet. Versuch beim nächsten Mal, dort zu antworten, wo der Alarm ankommt.
test-alert-unanswered = Keine Antwort in fünf Minuten. Wenn nichts angekommen ist, prüfe deine Kontaktdaten und Kanäle unter „Meine Einstellungen“.
test-alert-finish = Einrichtung abschließen
