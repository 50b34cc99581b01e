accounts-title = Comptes
accounts-lead = Les entreprises et les groupes dont vous faites partie. Ce que vous voyez et modifiez concerne le compte actuel.
accounts-none = Vous ne faites encore partie d’aucun compte. Demandez à un administrateur de vous inviter, ou créez-en un.
accounts-current = actuel
accounts-owner = propriétaire
accounts-member = membre
accounts-switch = Passer à ce compte
accounts-switch-item = Changer de compte
accounts-switched = Vous êtes maintenant dans le compte { $account }.
accounts-new-title = Créer un compte
accounts-new-text = Créez un compte distinct pour une autre entreprise ou un autre groupe, avec ses propres utilisateurs, équipes et paramètres. Vous en serez propriétaire. Votre profil et vos coordonnées restent les mêmes dans tous les comptes.
accounts-made = Le compte { $account } a été créé. C’est maintenant votre compte actuel.
accounts-name-label = Nom du compte
accounts-name-hint = Le nom de l’entreprise ou du groupe
accounts-back = Retour aux paramètres du compte
accounts-settings-title = Paramètres du compte
accounts-settings-saved = Les paramètres du compte ont été enregistrés.
accounts-basics-title = Compte
accounts-limit-label = Nombre maximal d’utilisateurs
accounts-limit-hint = Le nombre maximal de personnes dans ce compte. Laissez ce champ vide pour ne pas fixer de limite.
accounts-limit-malformed = Saisissez un nombre entier de 1 à { $most }, ou laissez ce champ vide
accounts-limit-below =
    { $total ->
        [one] Il y a une personne dans le compte. Saisissez au moins 1
       *[other] Il y a { $total } personnes dans le compte. Saisissez au moins { $total }, ou retirez d’abord des personnes
    }
accounts-interfaces-title = Messages et API
accounts-discreet-label = Notifications sans données sensibles (HIPAA)
accounts-discreet-hint = Les messages ne contiennent qu’un identifiant et la façon de répondre, sans détail sur ce qui s’est passé. Pour les comptes qui ne doivent pas envoyer de données de santé.
accounts-older-api-label = Ancienne API
accounts-older-api-hint = Permet aux programmes d’utiliser l’ancienne API avec les jetons de ce compte. Ne l’activez que si vous en avez besoin.
accounts-older-api-deprecated-label = Signaler l’ancienne API comme obsolète
accounts-older-api-deprecated-hint = Indique, dans chaque réponse aux programmes qui utilisent l’ancienne API, qu’ils doivent passer à l’API v4.
accounts-if-match-label = If-Match obligatoire pour modifier
accounts-if-match-hint = Les programmes ne peuvent rien modifier ni supprimer sans indiquer quelle version ils ont lue.
accounts-factor-title = Authentification à deux facteurs
accounts-factor-text = Les personnes sans second facteur voient la date limite dans « Mes paramètres ». Passé ce délai, elles n’ont plus accès à ce compte tant qu’elles n’en ont pas configuré un. Une clé d’accès convient aussi comme second facteur.
accounts-factor-label = Exiger un second facteur
accounts-factor-off = Non obligatoire
accounts-factor-kept = Sans changement
accounts-factor-now = Dès maintenant
accounts-factor-3-days = Dans 3 jours
accounts-factor-7-days = Dans 7 jours
accounts-factor-14-days = Dans 14 jours
accounts-factor-30-days = Dans 30 jours
accounts-factor-since = Obligatoire depuis le { $when }
accounts-factor-from = Obligatoire à partir du { $when }
accounts-factor-without =
    { $without ->
        [0] Tout le monde a un second facteur ({ $total } en tout).
        [one] { $without } personne sur { $total } n’en a pas encore.
       *[other] { $without } personnes sur { $total } n’en ont pas encore.
    }
accounts-factor-own-first = Vous n’avez pas encore de second facteur et perdriez l’accès. Configurez-en d’abord un, ou choisissez une date ultérieure
accounts-factor-own-link = Configurer votre second facteur
accounts-lengths-title = Sessions
accounts-lengths-text = Quand les personnes de ce compte doivent se reconnecter. Les changements prennent effet immédiatement, y compris pour les sessions en cours.
accounts-idle-label = Déconnecter après une inactivité de
accounts-absolute-label = Durée maximale d’une session
accounts-idle-usual = Par défaut (14 jours)
accounts-absolute-usual = Par défaut (30 jours)
accounts-length-15-minutes = 15 minutes
accounts-length-1-hour = 1 heure
accounts-length-8-hours = 8 heures
accounts-length-12-hours = 12 heures
accounts-length-24-hours = 24 heures
accounts-length-7-days = 7 jours
accounts-length-14-days = 14 jours
accounts-length-30-days = 30 jours
accounts-absolute-below = Choisissez une durée maximale de session au moins égale à la limite d’inactivité
accounts-owner-title = Propriété
accounts-transfer-title = Transférer la propriété
accounts-transfer-hint = Rendez une autre personne propriétaire du compte. Vous resterez administrateur.
accounts-transfer-way = Transférer
accounts-transfer-lead = Qui doit être propriétaire du compte { $account } ?
accounts-transfer-search = Nom ou e-mail
accounts-transfer-none = Aucune autre personne du compte ne correspond. Essayez une autre recherche, ou invitez d’abord cette personne.
accounts-transfer-choose = Choisir
accounts-transfer-question = Rendre cette personne propriétaire ?
accounts-transfer-text = Cette personne sera propriétaire du compte { $account }, avec les rôles d’administrateur et de facturation. Vous resterez administrateur, et elle seule pourra vous rendre la propriété. Vous recevrez l’un et l’autre un e-mail.
accounts-transfer-keep = Rester propriétaire
accounts-transferred = { $name } est maintenant propriétaire du compte. Vous restez administrateur.
accounts-removal-name = Supprimer le compte
accounts-removal-hint = Supprime définitivement tout ce que contient ce compte, pour tout le monde.
accounts-removal-way = Supprimer
accounts-removal-title = Supprimer ce compte ?
accounts-removal-text = Ses équipes, plannings, invitations, rôles et paramètres sont supprimés immédiatement et ne peuvent pas être récupérés. Plus personne ne pourra lire son journal d’audit.
accounts-removal-people =
    { $total ->
        [one] Vous êtes la seule personne dans ce compte. Votre profil est conservé.
       *[other] Les { $total } personnes de ce compte gardent leur profil et restent dans leurs autres comptes.
    }
accounts-removal-label = Nom du compte
accounts-removal-label-hint = Saisissez-le exactement comme ci-dessus
accounts-removal-other-name = Saisissez le nom exactement comme ci-dessus : { $account }
accounts-removal-keep = Garder le compte
accounts-deleted = Le compte { $account } a été supprimé.
accounts-door-from = Le compte { $account } exigera un second facteur à partir du { $when }. Configurez-en un d’ici là pour conserver l’accès.
accounts-door-closed = Vous n’aurez pas accès au compte { $account } tant que vous n’aurez pas configuré un second facteur.
accounts-door-passkey = Vous n’avez pas accès au compte { $account } dans cette session, car il exige un second facteur. Déconnectez-vous puis reconnectez-vous avec votre clé d’accès, ou configurez une application d’authentification.
accounts-mail-owner = { $owner } est maintenant propriétaire du compte { $account }.
accounts-mail-deleted = Le compte { $account } a été supprimé, avec tout ce qu’il contenait.
accounts-sessions-row = Toutes les sessions
accounts-sessions-hint = Déconnectez tout le monde si vous ne savez pas qui d’autre est connecté.
accounts-sessions-end = Déconnecter tout le monde
accounts-sessions-question = Déconnecter tout le monde de ce compte ?
accounts-sessions-text = Tout le monde devra se reconnecter, vous aussi. Les jetons d’API continuent de fonctionner.
accounts-sessions-keep = Laisser tout le monde connecté
