voice-phone-code-hello = Bonjour. Ici Callbook, avec votre code de vérification.
voice-phone-code = Votre code est : { $code }.
voice-phone-code-again = Je répète : { $code }. Au revoir.
voice-test = Bonjour. Ceci est un test de Callbook. Nous utiliserons ce numéro pour les alertes.
voice-test-again = Je répète : ceci est un test de Callbook. Au revoir.
