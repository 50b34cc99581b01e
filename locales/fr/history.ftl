history-title = Historique de sécurité
history-synonyms = activité, journal, audit, événements, connexions, sécurité
history-hint = Les derniers événements. Si l’un d’eux ne vient pas de vous, changez tout de suite votre mot de passe.
history-unknown = Autre événement
history-console = Sur le serveur, par un administrateur
