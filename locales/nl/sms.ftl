sms-phone-code = { $code } is je Callbook-code. Hij is 10 minuten geldig. Deel hem met niemand.
sms-test = Dit is een test van Callbook. Als het erop aankomt, bereiken we je op dit nummer.
sms-help = Callbook belt je als er iets misgaat. Instellingen: { $url } Stuur STOP om berichten te stoppen of START om ze weer te krijgen.
