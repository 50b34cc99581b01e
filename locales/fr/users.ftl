users-role-admin = administrateur
users-role-billing = facturation
users-role-broadcaster = diffusion
users-role-communicator = communication
users-title = Utilisateurs
users-count =
    { $count ->
        [one] { $count } personne dans ce compte.
       *[other] { $count } personnes dans ce compte.
    }
users-search = Nom, e-mail, téléphone, rôle ou #numéro
users-shows = Filtrer les utilisateurs
users-show-all = Tous
users-show-unfinished = À terminer
users-new = Nouvel utilisateur
users-import = Importer
users-export = Exporter
users-column-name = Nom
users-column-roles = Rôles
users-column-last-sign-in = Dernière connexion
users-column-action = Actions
users-actions-of = Actions pour { $name }
users-action-open = Ouvrir
users-action-roles = Modifier les rôles
users-action-remove = Retirer du compte
users-you = vous
users-never = jamais
users-role-owner = propriétaire
users-pill-not-begun = jamais connecté
users-pill-unfinished = configuration inachevée
users-none-found = Aucun utilisateur ne correspond à « { $q } ».
users-all-finished = Tout le monde a terminé la configuration.
users-back = Retour à l’utilisateur
users-person-heading = Coordonnées
users-there = Heure locale
users-no-phone = Aucun téléphone
users-since = Dans ce compte depuis
users-roles-heading = Rôles
users-role-admin-hint = Gère les utilisateurs, les rôles, les équipes et les règles de connexion.
users-role-billing-hint = Gère la facturation.
users-role-broadcaster-hint = Pour les systèmes connectés : peut diffuser des messages.
users-role-communicator-hint = Pour les systèmes connectés : communique avec les personnes touchées.
users-roles-set = Les rôles ont été enregistrés.
users-owner-keeps = Le propriétaire a toujours les rôles d’administrateur et de facturation. Transférez d’abord la propriété.
users-manage-heading = Gérer
users-removal-row = Appartenance au compte
users-removal-hint = Cette personne perdra l’accès à ce compte. Son profil et ses paramètres sont conservés.
users-removal-title = Retirer cette personne du compte ?
users-removal-text = Cette personne perdra immédiatement l’accès au compte { $account } : équipes, astreintes et messages. Son profil et ses coordonnées sont conservés.{ $alerts ->
        [0] {""}
        [one] {" "}Cette personne a une alerte en cours : d’autres seront prévenues.
       *[other] {" "}Cette personne a { $alerts } alertes en cours : d’autres seront prévenues.
    }
users-removal-owner = Vous ne pouvez pas retirer le propriétaire. Transférez d’abord la propriété.
users-removal-action = Retirer du compte
users-removed = { $name } ne fait plus partie de ce compte.
users-factor-row = Authentification à deux facteurs
users-factor-hint = Si cette personne a perdu son application d’authentification et ses codes de récupération, vous pouvez réinitialiser son second facteur. Cela prend { $hours } heures, et nous enverrons un avis à toutes ses adresses e-mail.
users-factor-due = Il sera réinitialisé le { $when }, sauf si cette personne annule la réinitialisation.
users-factor-withdraw = Annuler la réinitialisation
users-factor-withdrawn = La réinitialisation a été annulée.
users-factor-title = Réinitialiser le second facteur ?
users-factor-text = Dans { $hours } heures, les applications d’authentification et les codes de récupération de cette personne ne fonctionneront plus, et elle pourra se connecter avec son seul mot de passe. D’ici là, elle peut annuler la réinitialisation. Nous enverrons un avis à toutes ses adresses e-mail.
users-factor-action = Réinitialiser le second facteur
users-factor-keep = Le laisser activé
users-factor-asked = Le second facteur sera réinitialisé dans { $hours } heures. Nous envoyons un avis à toutes les adresses e-mail de cette personne.
users-factor-not-on = Cette personne n’a pas de second facteur.
users-factor-shared = Cette personne fait aussi partie d’un autre compte. Seul un administrateur du serveur peut réinitialiser son second facteur.
users-factor-oneself = Gérez votre propre second facteur dans « Mes paramètres ».
users-factor-already = La réinitialisation est déjà en cours.
users-veto-title = Conserver votre second facteur ?
users-veto-text = Un administrateur nous a demandé de retirer votre second facteur, que vous auriez perdu. Si vous l’avez encore, annulez la réinitialisation.
users-veto-doubted = Quelqu’un qui a accès à vos e-mails a signalé qu’un second facteur ajouté récemment n’est pas le vôtre. Il sera retiré. Si c’est le vôtre, conservez-le.
users-veto-action = Conserver mon second facteur
users-veto-leave = Je l’ai perdu, continuer
users-veto-not-mine = Ce n’est pas le mien, le retirer
users-veto-done = La réinitialisation a été annulée. Votre second facteur n’a pas changé.
users-veto-next = Si vous ne savez pas pourquoi cela a été demandé, parlez-en à vos administrateurs et choisissez un nouveau mot de passe.
users-veto-not-good = Ce lien n’est plus valable. Le second facteur a peut-être déjà été réinitialisé, ou la réinitialisation annulée.
users-new-lead = Les personnes qui n’ont pas encore de profil Callbook reçoivent un e-mail pour choisir un mot de passe. Celles qui en ont déjà un reçoivent une invitation.
users-new-action = Ajouter l’utilisateur
users-phone-label = Téléphone
users-phone-hint = Avec l’indicatif du pays, par exemple +33 6 12 34 56 78. La personne le vérifiera elle-même.
users-created = Un profil a été créé pour { $name }, qui recevra un e-mail pour choisir un mot de passe.
users-invited = Une invitation a été envoyée à { $name }, qui doit encore l’accepter.
users-already-here = Une personne ayant cette adresse fait déjà partie de ce compte
users-invited-already = Une invitation a déjà été envoyée à cette adresse et attend une réponse
users-full =
    { $limit ->
        [one] Ce compte est limité à { $limit } utilisateur. Augmentez la limite dans « Paramètres du compte » ou retirez quelqu’un.
       *[other] Ce compte est limité à { $limit } utilisateurs. Augmentez la limite dans « Paramètres du compte » ou retirez quelqu’un.
    }
users-link-row = Lien de configuration
users-link-hint = Cette personne n’a pas encore choisi de mot de passe. Le lien expire après { $hours } heures.
users-link-sent = Nous envoyons l’e-mail.
users-link-not-needed = Cette personne a déjà terminé la configuration.
users-invitations =
    { $count ->
        [one] { $count } invitation en attente
       *[other] { $count } invitations en attente
    }
users-invitation-until = expire le { $when }
users-invitation-over = expirée
users-withdraw = Retirer
users-withdrawn = L’invitation a été retirée.
users-no-team = Aucune équipe
users-teams-set = Les équipes ont été enregistrées.
users-contacts-heading = Ajouter des coordonnées
users-contacts-shared = Cette personne fait aussi partie d’un autre compte : elle seule peut modifier ses coordonnées.
users-contacts-hint = Les coordonnées que vous ajoutez restent non vérifiées jusqu’à ce que la personne les vérifie. Vous ne pouvez pas modifier celles qu’elle a vérifiées.
users-contact-add = Ajouter
users-contact-there = Cette personne a déjà cette adresse ou ce numéro, ou a atteint la limite
users-email-added = L’adresse a été ajoutée. Nous y envoyons un lien pour la vérifier.
users-phone-added = Le numéro a été ajouté. La personne peut le vérifier dans « Mes paramètres ».
users-contact-removal-title = Supprimer cette adresse ou ce numéro ?
users-contact-removal-text = La vérification n’a pas été faite. Nous préviendrons cette personne.
users-contact-removal-action = Supprimer
users-contact-removed = L’adresse ou le numéro a été supprimé.
users-factor-nobody-to-tell = Cette personne n’a aucune adresse e-mail utilisable et ne pourrait donc pas annuler la réinitialisation. Seul un administrateur du serveur peut réinitialiser son second facteur.
users-factor-too-often = Trop de demandes. Réessayez demain.
users-sessions-hint = Déconnecte cette personne de ce compte dans tous les navigateurs. Les jetons d’API continuent de fonctionner.
users-sessions-end = Déconnecter partout
users-sessions-ended = Cette personne a été déconnectée de ce compte.
users-column-reach = Joignable
users-reach-yes = { $channels }
users-reach-quiet = { $channels } seulement
users-reach-no = injoignable
