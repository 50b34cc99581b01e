sms-phone-code = { $code } est votre code Callbook. Il est valable 10 minutes. Ne le donnez à personne.
sms-test = Ceci est un test de Callbook. En cas d'alerte, nous vous joignons à ce numéro.
sms-help = Callbook vous alerte en cas de panne. Paramètres : { $url } Répondez STOP pour ne plus rien recevoir, START pour reprendre.
sms-phone-removed = Callbook : ce numéro a été supprimé de votre profil. Ce n'était pas vous ? Ouvrez notre e-mail ou prévenez un administrateur.
sms-factor-reset = Callbook : quelqu'un veut retirer votre second facteur. Cela se fera dans 24 heures. Vous ne l'avez pas demandé ? Utilisez le lien de notre e-mail.
