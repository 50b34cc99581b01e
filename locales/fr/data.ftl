data-title = Vos données
data-synonyms = exporter, télécharger, json, rgpd, confidentialité, quitter un compte, supprimer le profil
data-export-name = Tout exporter
data-export-hint = Tout ce que Callbook conserve à votre sujet, dans un fichier JSON, sans mots de passe, clés ni codes.
data-export-action = Télécharger
data-leaving-way = Quitter
data-leaving-row = Quitter { $account }
data-leaving-hint = Vous y perdez vos rôles et vos équipes.
data-leaving-title = Quitter ce compte ?
data-leaving-text = Vous perdrez immédiatement vos rôles et vos équipes dans ce compte et ne recevrez plus ses notifications. Seul un de ses administrateurs pourra vous y ajouter de nouveau.{ $alerts ->
        [0] {""}
        [one] {" "}Vous avez une alerte en cours : d’autres personnes seront prévenues.
       *[other] {" "}Vous avez { $alerts } alertes en cours : d’autres personnes seront prévenues.
    }
data-leaving-owner = Vous êtes propriétaire de ce compte. Transférez-le ou supprimez-le d’abord dans « Paramètres du compte ».
data-leaving-action = Quitter le compte
data-leaving-keep = Rester
data-left = Vous avez quitté le compte { $account }.
data-removal-name = Supprimer mon profil
data-removal-hint = Vous retire de tous les comptes et supprime définitivement vos données.
data-removal-way = Supprimer
data-removal-title = Supprimer votre profil ?
data-removal-text = Toutes vos sessions seront fermées et vous quitterez tous les comptes. Votre nom, vos adresses, vos téléphones, votre mot de passe, vos seconds facteurs, vos clés d’accès, vos jetons d’API et vos messages sont supprimés immédiatement et ne peuvent pas être récupérés. Ce que vous avez fait dans un compte reste dans son journal d’audit, sans votre nom. Nous enverrons un dernier e-mail à vos adresses vérifiées.{ $alerts ->
        [0] {""}
        [one] {" "}Vous avez une alerte en cours : d’autres personnes seront prévenues.
       *[other] {" "}Vous avez { $alerts } alertes en cours : d’autres personnes seront prévenues.
    }
data-removal-owner = Vous êtes propriétaire de ces comptes : { $accounts }. Transférez ou supprimez d’abord chacun d’eux : passez à ce compte, puis ouvrez « Paramètres du compte ».
data-removal-keep = Garder mon profil
data-deleted = Votre profil a été supprimé.
data-mail-exported = Une copie de tout ce que Callbook conserve à votre sujet a été téléchargée.
data-mail-deleted-subject = Votre profil Callbook a été supprimé
data-mail-deleted = Votre profil Callbook a été supprimé le { $when }, depuis l’une de vos sessions. C’est notre dernier e-mail : nous ne conservons plus votre adresse.
data-mail-deleted-not-you = Si ce n’était pas vous, prévenez immédiatement un administrateur de votre compte : quelqu’un d’autre était connecté à votre profil.
