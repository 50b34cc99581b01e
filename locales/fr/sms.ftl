sms-phone-code = { $code } est votre code Callbook. Il est valable 10 minutes. Ne le donnez à personne.
sms-test = Ceci est un test de Callbook. En cas d'alerte, nous vous joignons à ce numéro.
sms-help = Callbook vous alerte en cas de panne. Paramètres : { $url } Répondez STOP pour ne plus rien recevoir, START pour reprendre.
