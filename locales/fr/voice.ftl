voice-phone-code-hello = Bonjour. Ici Callbook, avec votre code de vérification.
voice-phone-code = Votre code est : { $code }.
voice-phone-code-again = Je répète : { $code }. Au revoir.
voice-test = Bonjour. Ceci est un test de Callbook. Nous utiliserons ce numéro pour les alertes.
voice-test-again = Je répète : ceci est un test de Callbook. Au revoir.
voice-alert = Ici Callbook, pour l’alerte numéro { $number }. { $title }.
voice-alert-bare = Ici Callbook, pour l’alerte numéro { $number }.
voice-alert-keys = Appuyez sur 1 pour la prendre en charge, sur 2 pour la refuser ou sur 9 pour réécouter.
voice-answered-acknowledged = Vous avez pris en charge l’alerte numéro { $number }. Au revoir.
voice-answered-rejected = Vous avez refusé l’alerte numéro { $number }. Au revoir.
voice-answered-already = { $name } a déjà pris en charge l’alerte numéro { $number }. Au revoir.
voice-answered-over = L’alerte numéro { $number } n’attend plus de réponse. Au revoir.
voice-alert-count =
    Ici Callbook. { $count ->
        [one] Une autre alerte vous attend.
       *[other] { $count } autres alertes vous attendent.
    } Ouvrez Callbook pour voir ce qui attend une réponse.
