voice-phone-code-hello = Hallo. Hier ist Callbook mit deinem Bestätigungscode.
voice-phone-code = Dein Code lautet: { $code }.
voice-phone-code-again = Noch einmal: { $code }. Auf Wiederhören.
voice-test = Hallo. Das ist ein Test von Callbook. Wenn es darauf ankommt, erreichen wir dich unter dieser Nummer.
voice-test-again = Noch einmal: Das ist ein Test von Callbook. Auf Wiederhören.
