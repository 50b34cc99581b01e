sms-phone-code = { $code } ist dein Callbook-Code. Er läuft in { $minutes } Minuten ab. Gib ihn nicht weiter.
sms-test = Callbook: Das ist ein Test. Wir verwenden diese Nummer für Alarme.
sms-help = Callbook meldet sich, wenn etwas ausfällt. Einstellungen: { $url } Antworte mit STOP zum Abbestellen, START zum Fortsetzen.
sms-phone-removed = Callbook: Diese Nummer wurde aus deinem Profil entfernt. Warst du das nicht? Öffne unsere E-Mail oder sag einem Admin Bescheid.
sms-factor-reset = Callbook: Jemand will deinen zweiten Faktor entfernen. Das geschieht in { $hours } Stunden. Warst du das nicht? Brich es mit dem Link in unserer E-Mail ab.
sms-alert = Alarm #{ $number } - { $title }
sms-alert-bare = Alarm #{ $number }
sms-alert-how =
    Antworte mit
    A zum Übernehmen
    R zum Ablehnen
sms-alert-acknowledged = Alarm #{ $number } von { $name } übernommen - { $title }
sms-alert-acknowledged-bare = Alarm #{ $number } von { $name } übernommen
sms-alert-resolved = Alarm #{ $number } behoben - { $title }
sms-alert-resolved-bare = Alarm #{ $number } behoben
sms-alert-dropped = Alarm #{ $number } unbeantwortet - { $title }
sms-alert-dropped-bare = Alarm #{ $number } unbeantwortet
sms-alert-which = Welcher Alarm? { $alerts }. Antworte mit A oder R und der Nummer, zum Beispiel: A { $number }
sms-answered-acknowledged = Du hast Alarm #{ $number } übernommen.
sms-answered-rejected = Du hast Alarm #{ $number } abgelehnt.
sms-answered-already = { $name } hat Alarm #{ $number } bereits übernommen.
sms-answered-over = Alarm #{ $number } wartet nicht mehr auf eine Antwort.
sms-alert-asked = Alarm #{ $number }: Arbeitest du noch daran? Als behoben markieren oder kommentieren - { $title }
sms-alert-asked-bare = Alarm #{ $number }: Arbeitest du noch daran? Als behoben markieren oder kommentieren
sms-alert-count = Callbook: Weitere Alarme, die auf dich warten: { $count }. { $url }
sms-alert-who = Wer bist du? { $places }. Setze die Ziffer vor deinem Namen ans Ende der Antwort, zum Beispiel: { $number }
sms-alert-where = Welches Konto? { $places }. Setze die Ziffer vor dem Konto ans Ende der Antwort, zum Beispiel: { $number }
