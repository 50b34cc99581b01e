settings-title = Mes paramètres
settings-lead = Qui vous êtes et comment vous souhaitez qu’on vous prévienne.
settings-find = Rechercher un paramètre
settings-find-none = Aucun paramètre ne correspond. Essayez un autre mot.
settings-on-this-page = Sur cette page
