teams-title = Équipes
teams-count =
    { $count ->
        [one] Ce compte contient une équipe.
       *[other] Ce compte contient { $count } équipes.
    }
teams-empty = Il n’y a pas encore d’équipe. Un administrateur du compte peut en créer une.
teams-empty-admin = Il n’y a pas encore d’équipe. Une équipe réunit les personnes qui se partagent les astreintes, avec leur propre planning. Créez la première.
teams-none-found = Aucune équipe ne correspond à « { $q } ».
teams-show-all = Afficher toutes les équipes
teams-search = Nom de l’équipe ou #numéro
teams-new = Nouvelle équipe
teams-column-number = Numéro
teams-column-name = Nom
teams-column-members = Membres
teams-column-admins = Administrateurs d’équipe
teams-column-action = Action
teams-actions-of = Actions pour { $name }
teams-action-open = Ouvrir
teams-action-edit = Modifier
teams-admins-none = aucun
teams-name-label = Nom
teams-name-empty = Saisissez un nom pour l’équipe
teams-name-taken = Une autre équipe porte déjà ce nom. Choisissez-en un autre
teams-notes-label = Notes
teams-notes-hint = Ce dont l’équipe s’occupe et ce que les autres doivent savoir. Tout le monde dans le compte peut les lire.
teams-notes-none = Aucune note sur cette équipe.
teams-notes-too-long = Les notes ne doivent pas dépasser { $max } caractères
teams-notes-invisible = Supprimez les caractères invisibles des notes
teams-admins-label = Administrateurs d’équipe
teams-admins-hint = Ils gèrent les membres, les notes et le planning de l’équipe. Il en faut toujours au moins un. Vous pourrez ajouter les autres membres ensuite.
teams-admins-empty = Choisissez au moins un administrateur d’équipe
teams-people-label = Trouver d’autres personnes
teams-people-search = Nom, e-mail ou téléphone
teams-people-none = Personne dans ce compte ne correspond à « { $q } ».
teams-people-more = Il y en a d’autres. Précisez le nom pour les trouver.
teams-create = Créer l’équipe
teams-made = L’équipe a été créée.
teams-saved = L’équipe a été modifiée.
teams-details-title = Nom et notes
teams-members-count =
    { $count ->
        [0] Il n’y a personne dans cette équipe.
        [one] Il y a une personne dans cette équipe.
       *[other] Il y a { $count } personnes dans cette équipe.
    }
teams-members-none = Il n’y a encore personne dans cette équipe.
teams-members-none-yet = Il n’y a encore personne dans cette équipe. La première personne que vous ajoutez en devient l’administrateur.
teams-add-label = Ajouter un membre
teams-add-action = Ajouter
teams-in-already = dans l’équipe
teams-joined = { $name } fait maintenant partie de l’équipe.
teams-left = { $name } ne fait plus partie de l’équipe.
teams-pill-admin = administrateur d’équipe
teams-make-admin = Nommer administrateur d’équipe
teams-unmake-admin = Rendre simple membre
teams-admin-made = { $name } est maintenant administrateur d’équipe.
teams-admin-unmade = { $name } n’est plus administrateur d’équipe.
teams-leave = Retirer
teams-leave-title = Retirer cette personne de l’équipe ?
teams-leave-text = Elle ne fera plus partie de { $team } ni de son planning. Elle reste dans le compte.
teams-leave-action = Retirer de l’équipe
teams-leave-keep = Garder dans l’équipe
teams-back = Retour aux équipes
teams-back-to-team = Retour à l’équipe
teams-removal-title = Supprimer cette équipe ?
teams-removal-text =
    { $count ->
        [0] Ses notes et son planning sont supprimés avec elle. Elle n’a aucun membre.
        [one] Ses notes et son planning sont supprimés avec elle. La personne qui en fait partie reste dans le compte.
       *[other] Ses notes et son planning sont supprimés avec elle. Les { $count } personnes qui en font partie restent dans le compte.
    }
teams-removal-action = Supprimer l’équipe
teams-removed = L’équipe { $name } a été supprimée.
