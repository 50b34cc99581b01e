settings-title = Mes paramètres
settings-lead = Votre profil et la façon de vous joindre.
settings-find = Rechercher un paramètre
settings-find-none = Aucun paramètre ne correspond. Essayez un autre mot.
settings-on-this-page = Sur cette page
