sms-phone-code = { $code } ist dein Callbook-Code. Er gilt 10 Minuten. Gib ihn niemals weiter.
sms-test = Das ist ein Test von Callbook. Wenn es darauf ankommt, erreichen wir dich unter dieser Nummer.
sms-help = Callbook ruft dich an, wenn etwas ausfällt. Einstellungen: { $url } Antworte mit STOP zum Abbestellen, START zum Fortsetzen.
sms-phone-removed = Callbook: Diese Nummer wurde aus deinem Profil entfernt. Warst du das nicht? Öffne unsere E-Mail oder sag einem Admin Bescheid.
sms-factor-reset = Callbook: Jemand will deinen zweiten Faktor entfernen. Das geschieht in 24 Stunden. Hast du nicht darum gebeten? Stoppe es mit dem Link in unserer E-Mail.
