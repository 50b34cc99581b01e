sms-phone-code = { $code } is je Callbook-code. Hij verloopt over { $minutes } minuten. Deel hem met niemand.
sms-test = Callbook: dit is een test. We gebruiken dit nummer voor alarmen.
sms-help = Callbook stuurt je bericht als er iets misgaat. Instellingen: { $url } Stuur STOP om te stoppen, START om weer te beginnen.
sms-phone-removed = Callbook: dit nummer is uit je profiel verwijderd. Was jij dit niet? Open onze e-mail of meld het bij een beheerder.
sms-factor-reset = Callbook: iemand wil je tweede factor verwijderen. Dat gebeurt over { $hours } uur. Was jij dit niet? Annuleer het met de link in onze e-mail.
