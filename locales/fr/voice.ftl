voice-phone-code-hello = Bonjour. Ici Callbook, avec votre code de vérification.
voice-phone-code = Votre code est : { $code }.
voice-phone-code-again = Je répète : { $code }. Au revoir.
voice-test = Bonjour. Ceci est un test de Callbook. En cas d’alerte, nous vous joignons à ce numéro.
voice-test-again = Je répète : ceci est un test de Callbook. Au revoir.
