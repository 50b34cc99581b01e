teams-title = Équipes
teams-count =
    { $count ->
        [0] Aucune équipe dans ce compte.
        [one] { $count } équipe dans ce compte.
       *[other] { $count } équipes dans ce compte.
    }
teams-empty = Il n’y a pas encore d’équipe. Un administrateur du compte peut en créer une.
teams-empty-admin = Il n’y a pas encore d’équipe. Une équipe est un groupe de personnes qui se partagent les astreintes, avec son propre planning. Créez la première.
teams-none-found = Aucune équipe ne correspond à « { $q } ».
teams-show-all = Afficher toutes les équipes
teams-search = Nom de l’équipe ou #numéro
teams-new = Nouvelle équipe
teams-column-number = Numéro
teams-column-name = Nom
teams-column-members = Membres
teams-column-admins = Administrateurs d’équipe
teams-column-action = Actions
teams-actions-of = Actions pour { $name }
teams-action-open = Ouvrir
teams-action-edit = Modifier
teams-no-admin = aucun administrateur d’équipe
teams-no-admin-choose = Cette équipe n’a pas d’administrateur. Nommez l’un de ses membres administrateur d’équipe.
teams-no-admin-ask = Cette équipe n’a pas d’administrateur. Demandez à un administrateur du compte d’en nommer un.
teams-name-label = Nom
teams-name-empty = Saisissez un nom pour l’équipe
teams-name-taken = Une autre équipe porte déjà ce nom. Choisissez-en un autre
teams-notes-label = Notes
teams-notes-hint = Ce dont l’équipe est responsable et ce que les autres doivent savoir. Tout le monde dans le compte peut lire les notes.
teams-notes-none = Aucune note pour l’instant.
teams-notes-too-long = Saisissez des notes de { $max } caractères au maximum
teams-notes-invisible = Supprimez les caractères invisibles des notes
teams-admins-label = Administrateurs d’équipe
teams-admins-hint = Les administrateurs d’équipe gèrent les membres, les notes et le planning de l’équipe. Il en faut au moins un par équipe. Vous pourrez ajouter les autres membres ensuite.
teams-admins-empty = Choisissez au moins un administrateur d’équipe
teams-people-label = Rechercher des personnes
teams-people-search = Nom, e-mail ou téléphone
teams-people-none = Personne dans ce compte ne correspond à « { $q } ».
teams-people-more = D’autres personnes correspondent. Précisez le nom pour les trouver.
teams-people-others =
    { $count ->
        [one] Une autre personne. Recherchez-la par son nom.
       *[other] { $count } autres personnes. Recherchez-les par leur nom.
    }
teams-create = Créer l’équipe
teams-made = L’équipe a été créée.
teams-saved = L’équipe a été enregistrée.
teams-details-title = Nom et notes
teams-members-count =
    { $count ->
        [0] Aucun membre pour l’instant.
        [one] { $count } personne dans cette équipe.
       *[other] { $count } personnes dans cette équipe.
    }
teams-members-none = Aucun membre pour l’instant.
teams-row-members =
    { $count ->
        [one] { $count } membre
       *[other] { $count } membres
    }
teams-members-none-yet = Aucun membre pour l’instant. La première personne que vous ajoutez devient administrateur d’équipe.
teams-add-label = Ajouter un membre
teams-add-action = Ajouter
teams-in-already = dans l’équipe
teams-joined = { $name } fait maintenant partie de l’équipe.
teams-left = { $name } ne fait plus partie de l’équipe.
teams-pill-admin = administrateur d’équipe
teams-make-admin = Nommer administrateur d’équipe
teams-unmake-admin = Retirer le rôle d’administrateur d’équipe
teams-admin-made = { $name } est maintenant administrateur d’équipe.
teams-admin-unmade = { $name } n’est plus administrateur d’équipe.
teams-leave-title = Retirer cette personne de l’équipe ?
teams-leave-text = Elle ne fera plus partie de l’équipe { $team } ni de son planning. Elle reste dans le compte.
teams-leave-action = Retirer de l’équipe
teams-leave-keep = Garder dans l’équipe
teams-back-to-team = Retour à l’équipe
teams-removal-title = Supprimer cette équipe ?
teams-removal-text =
    { $count ->
        [0] Ses notes et son planning sont aussi supprimés. Elle n’a aucun membre.
        [one] Ses notes et son planning sont aussi supprimés. La personne qui en fait partie reste dans le compte.
       *[other] Ses notes et son planning sont aussi supprimés. Les { $count } personnes qui en font partie restent dans le compte.
    }
teams-removal-action = Supprimer l’équipe
teams-removed = L’équipe { $name } a été supprimée.
