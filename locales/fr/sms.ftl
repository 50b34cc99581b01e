sms-phone-code = { $code } est votre code Callbook. Il expire dans { $minutes } minutes. Ne le donnez à personne.
sms-test = Callbook : ceci est un test. Nous utiliserons ce numéro pour les alertes.
sms-help = Callbook vous prévient en cas de panne. Paramètres : { $url } Répondez STOP pour ne plus rien recevoir, START pour reprendre.
sms-phone-removed = Callbook : ce numéro a été supprimé de votre profil. Ce n'était pas vous ? Ouvrez notre e-mail ou prévenez un administrateur.
sms-factor-reset = Callbook : quelqu'un veut retirer votre second facteur. Cela se fera dans { $hours } heures. Ce n'était pas vous ? Annulez avec le lien de notre e-mail.
sms-alert = Alerte #{ $number } - { $title }
sms-alert-bare = Alerte #{ $number }
sms-alert-how =
    Répondez
    A pour prendre en charge
    R pour refuser
sms-alert-acknowledged = Alerte #{ $number } prise en charge par { $name } - { $title }
sms-alert-acknowledged-bare = Alerte #{ $number } prise en charge par { $name }
sms-alert-resolved = Alerte #{ $number } résolue - { $title }
sms-alert-resolved-bare = Alerte #{ $number } résolue
sms-alert-dropped = Alerte #{ $number } non prise en charge - { $title }
sms-alert-dropped-bare = Alerte #{ $number } non prise en charge
sms-alert-which = Quelle alerte ? { $alerts }. Répondez A ou R et son numéro, par exemple : A { $number }
sms-answered-acknowledged = Vous avez pris en charge l'alerte #{ $number }.
sms-answered-rejected = Vous avez refusé l'alerte #{ $number }.
sms-answered-already = { $name } a déjà pris en charge l'alerte #{ $number }.
sms-answered-over = L'alerte #{ $number } n'attend plus de réponse.
sms-alert-asked = Alerte #{ $number } toujours en cours ? Résolvez-la ou ajoutez un commentaire - { $title }
sms-alert-asked-bare = Alerte #{ $number } toujours en cours ? Résolvez-la ou ajoutez un commentaire
sms-alert-count = Callbook : d'autres alertes vous attendent ({ $count }) : { $url }
sms-alert-who = Qui répond ? { $places }. Répétez votre réponse avec le chiffre de votre nom à la fin, par exemple : { $number }
sms-alert-where = Quel compte ? { $places }. Répétez votre réponse avec le chiffre du compte à la fin, par exemple : { $number }
