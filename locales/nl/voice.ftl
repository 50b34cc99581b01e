voice-phone-code-hello = Hallo. Dit is Callbook met je verificatiecode.
voice-phone-code = Je code is: { $code }.
voice-phone-code-again = Nog een keer: { $code }. Tot ziens.
voice-test = Hallo. Dit is een test van Callbook. Als het erop aankomt, bereiken we je op dit nummer.
voice-test-again = Nog een keer: dit is een test van Callbook. Tot ziens.
