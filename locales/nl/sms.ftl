sms-phone-code = { $code } is je Callbook-code. Hij is 10 minuten geldig. Deel hem met niemand.
sms-test = Dit is een test van Callbook. Als het erop aankomt, bereiken we je op dit nummer.
sms-help = Callbook belt je als er iets misgaat. Instellingen: { $url } Stuur STOP om berichten te stoppen of START om ze weer te krijgen.
sms-phone-removed = Callbook: dit nummer is uit je profiel verwijderd. Was jij dit niet? Open onze e-mail of meld het bij een beheerder.
sms-factor-reset = Callbook: iemand wil je tweede factor verwijderen. Dat gebeurt over 24 uur. Heb je hier niet om gevraagd? Stop het dan met de link in onze e-mail.
