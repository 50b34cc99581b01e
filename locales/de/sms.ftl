sms-phone-code = { $code } ist dein Callbook-Code. Er gilt 10 Minuten. Gib ihn niemals weiter.
sms-test = Das ist ein Test von Callbook. Wenn es darauf ankommt, erreichen wir dich unter dieser Nummer.
sms-help = Callbook ruft dich an, wenn etwas ausfällt. Einstellungen: { $url } Antworte mit STOP zum Abbestellen, START zum Fortsetzen.
