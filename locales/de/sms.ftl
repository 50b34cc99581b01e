sms-phone-code = { $code } ist dein Callbook-Code. Er gilt 10 Minuten. Gib ihn niemals weiter.
sms-test = Das ist ein Test von Callbook. Wenn es darauf ankommt, erreichen wir dich unter dieser Nummer.
sms-help = Callbook ruft dich an, wenn etwas ausfällt. Einstellungen: { $url } Antworte mit STOP zum Abbestellen, START zum Fortsetzen.
sms-phone-removed = Callbook: Diese Nummer wurde aus deinem Profil entfernt. Warst du das nicht? Lies unsere E-Mail oder frag einen Admin.
sms-factor-reset = Callbook: Jemand will deinen zweiten Faktor entfernen, in 24 Stunden. Warst du das nicht? Stoppe es mit dem Link in unserer E-Mail.
