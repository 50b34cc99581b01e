test-alert-title = Serveur en panne !
test-alert-heading = Alerte de test
test-alert-send = M’envoyer une alerte de test
test-alert-again = En envoyer une autre
test-alert-waits = Nous attendons votre réponse. Vous avez cinq minutes.
test-alert-answer-here = Prendre en charge ici
test-alert-unreachable = Aucun canal ne fonctionne : rien ne vous a été envoyé.
test-alert-answered = Vous avez répondu par { $channel } après { $seconds ->
        [one] une seconde
       *[other] { $seconds } secondes
    }. Tout fonctionne.
test-alert-answered-here = Vous avez répondu sur cette page après { $seconds ->
        [one] une seconde
       *[other] { $seconds } secondes
    }. La prochaine fois, essayez de répondre là où l’alerte arrive.
test-alert-unanswered = Pas de réponse en cinq minutes. Si rien n’est arrivé, vérifiez vos coordonnées et vos canaux dans « Mes paramètres ».
test-alert-finish = Terminer
