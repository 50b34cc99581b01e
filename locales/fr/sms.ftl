sms-phone-code = { $code } est votre code Callbook. Il expire dans { $minutes } minutes. Ne le donnez à personne.
sms-test = Callbook : ceci est un test. Nous utiliserons ce numéro pour les alertes.
sms-help = Callbook vous prévient en cas de panne. Paramètres : { $url } Répondez STOP pour ne plus rien recevoir, START pour reprendre.
sms-phone-removed = Callbook : ce numéro a été supprimé de votre profil. Ce n'était pas vous ? Ouvrez notre e-mail ou prévenez un administrateur.
sms-factor-reset = Callbook : quelqu'un veut retirer votre second facteur. Cela se fera dans { $hours } heures. Ce n'était pas vous ? Annulez avec le lien de notre e-mail.
sms-alert = Alerte #{ $number } - { $title }
sms-alert-bare = Alerte #{ $number }
sms-alert-how =
    Répondez
    A pour accepter
    R pour refuser
sms-alert-acknowledged = Alerte #{ $number } prise en charge par { $name } - { $title }
sms-alert-acknowledged-bare = Alerte #{ $number } prise en charge par { $name }
sms-alert-resolved = RES Alerte #{ $number } - { $title }
sms-alert-resolved-bare = RES Alerte #{ $number }
sms-alert-dropped = Personne ne répond à l'alerte #{ $number } - { $title }
sms-alert-dropped-bare = Personne ne répond à l'alerte #{ $number }
sms-alert-which = Quelle alerte ? { $alerts }. Répondez avec son numéro, par exemple : A { $number }
