escalation-title = Escalade
escalation-lead = Quand une alerte concerne cette équipe, le niveau 1 est prévenu en premier. Si personne ne la prend en charge à temps, le niveau suivant est prévenu.
escalation-no-shifts = Le planning de l’équipe n’a pas encore d’astreintes. En attendant, le niveau 1 réunit tous les membres, le niveau 2 les administrateurs d’équipe, et il n’y a personne aux autres niveaux.
escalation-layer = Niveau { $layer }
escalation-all-members = Tous les membres
escalation-team-admins = Administrateurs d’équipe
escalation-nobody = Personne : niveau ignoré
escalation-time-out-label = Minutes pour répondre
escalation-time-out-invalid = Saisissez de { $min } à { $max } minutes pour le niveau { $layer }
escalation-repeats-label = Prévenir de nouveau
escalation-repeats-none = Ne pas répéter
escalation-repeats-once = Une fois de plus
escalation-repeats-twice = Deux fois de plus
escalation-repeats-thrice = Trois fois de plus
escalation-waits =
    { $minutes ->
        [one] { $minutes } minute pour répondre
       *[other] { $minutes } minutes pour répondre
    }
escalation-after = Après le dernier niveau, une alerte d’urgence élevée ou critique prévient les administrateurs d’équipe ou, s’ils ont déjà été prévenus, ceux du compte. Pour une urgence moindre, les administrateurs sont informés que personne n’a répondu.
escalation-add = Ajouter un niveau
escalation-remove = Supprimer le niveau { $layer }
escalation-saved = L’escalade a été enregistrée.
escalation-added = Le niveau { $layer } a été ajouté.
escalation-removed = Le niveau { $layer } a été supprimé.
escalation-limit = Une équipe a de { $min } à { $max } niveaux.
