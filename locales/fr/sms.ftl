sms-phone-code = { $code } est votre code Callbook. Il expire dans { $minutes } minutes. Ne le donnez à personne.
sms-test = Callbook : ceci est un test. Nous utiliserons ce numéro pour les alertes.
sms-help = Callbook vous prévient en cas de panne. Paramètres : { $url } Répondez STOP pour ne plus rien recevoir, START pour reprendre.
sms-phone-removed = Callbook : ce numéro a été supprimé de votre profil. Ce n'était pas vous ? Ouvrez notre e-mail ou prévenez un administrateur.
sms-factor-reset = Callbook : quelqu'un veut retirer votre second facteur. Cela se fera dans { $hours } heures. Ce n'était pas vous ? Annulez avec le lien de notre e-mail.
