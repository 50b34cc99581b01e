sms-phone-code = { $code } is je Callbook-code. Hij verloopt over { $minutes } minuten. Deel hem met niemand.
sms-test = Callbook: dit is een test. We gebruiken dit nummer voor alarmen.
sms-help = Callbook stuurt je bericht als er iets misgaat. Instellingen: { $url } Stuur STOP om te stoppen, START om weer te beginnen.
sms-phone-removed = Callbook: dit nummer is uit je profiel verwijderd. Was jij dit niet? Open onze e-mail of meld het bij een beheerder.
sms-factor-reset = Callbook: iemand wil je tweede factor verwijderen. Dat gebeurt over { $hours } uur. Was jij dit niet? Annuleer het met de link in onze e-mail.
sms-alert = Alarm #{ $number } - { $title }
sms-alert-bare = Alarm #{ $number }
sms-alert-how =
    Antwoord met
    A om op te pakken
    R om af te wijzen
sms-alert-acknowledged = Alarm #{ $number } opgepakt door { $name } - { $title }
sms-alert-acknowledged-bare = Alarm #{ $number } opgepakt door { $name }
sms-alert-resolved = Alarm #{ $number } opgelost - { $title }
sms-alert-resolved-bare = Alarm #{ $number } opgelost
sms-alert-dropped = Alarm #{ $number } onbeantwoord - { $title }
sms-alert-dropped-bare = Alarm #{ $number } onbeantwoord
sms-alert-which = Welk alarm? { $alerts }. Antwoord met A of R en het nummer, bijvoorbeeld: A { $number }
sms-answered-acknowledged = Je hebt alarm #{ $number } opgepakt.
sms-answered-rejected = Je hebt alarm #{ $number } afgewezen.
sms-answered-already = { $name } heeft alarm #{ $number } al opgepakt.
sms-answered-over = Alarm #{ $number } wacht niet meer op een antwoord.
sms-alert-asked = Alarm #{ $number }: nog mee bezig? Los het op of schrijf een opmerking - { $title }
sms-alert-asked-bare = Alarm #{ $number }: nog mee bezig? Los het op of schrijf een opmerking
sms-alert-count = Callbook: aantal alarmen dat nog op je wacht: { $count }. { $url }
sms-alert-who = Wie ben je? { $places }. Zet het cijfer voor jouw naam achter je antwoord, bijvoorbeeld: { $number }
sms-alert-where = Welk account? { $places }. Zet het cijfer voor het account achter je antwoord, bijvoorbeeld: { $number }
