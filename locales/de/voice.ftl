voice-phone-code-hello = Hallo. Hier ist Callbook mit deinem Bestätigungscode.
voice-phone-code = Dein Code lautet: { $code }.
voice-phone-code-again = Ich wiederhole: { $code }. Auf Wiederhören.
voice-test = Hallo. Das ist ein Test von Callbook. Wir verwenden diese Nummer für Alarme.
voice-test-again = Ich wiederhole: Das ist ein Test von Callbook. Auf Wiederhören.
