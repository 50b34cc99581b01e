test-alert-title = Server ligt plat!!!
test-alert-heading = Testalarm
test-alert-send = Stuur mij een testalarm
test-alert-again = Nog een sturen
test-alert-waits = We wachten op je antwoord. Je hebt vijf minuten.
test-alert-answer-here = Hier oppakken
test-alert-unreachable = Er werkt geen enkel kanaal, dus we hebben je niets gestuurd.
test-alert-answered = Je antwoordde na { $seconds ->
        [one] één seconde
       *[other] { $seconds } seconden
    } via { $channel }. Het werkt.
test-alert-answered-here = Je antwoordde na { $seconds ->
        [one] één seconde
       *[other] { $seconds } seconden
    } op deze pagina. Probeer de volgende keer te antwoorden waar het alarm binnenkomt.
test-alert-unanswered = Geen antwoord binnen vijf minuten. Als er niets binnenkwam, controleer dan je contactgegevens en kanalen in ‘Mijn instellingen’.
test-alert-finish = Instellen afronden
