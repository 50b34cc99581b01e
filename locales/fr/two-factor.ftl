two-factor-title = Authentification à deux facteurs
two-factor-synonyms = 2fa, mfa, a2f, totp, authentificateur, second facteur, double authentification, codes de récupération, sécurité
two-factor-lead = En plus de votre mot de passe, vous saisirez un code fourni par une application de votre téléphone. Connaître votre mot de passe ne suffira plus pour se connecter.
two-factor-enable-action = Activer l’authentification à deux facteurs
two-factor-on = activée
two-factor-codes-label = Codes de récupération
two-factor-codes-left = Il en reste { $left } sur { $all }
two-factor-codes-renew = Générer de nouveaux codes
two-factor-add-action = Ajouter une autre application d’authentification
two-factor-removal-title = Désactiver l’authentification à deux facteurs ?
two-factor-removal-consequence = Vous pourrez vous connecter avec votre seul mot de passe. Vos applications d’authentification et vos codes de récupération ne fonctionneront plus, et vos autres sessions seront fermées.
two-factor-removal-action = Désactiver l’authentification à deux facteurs
two-factor-enabled = L’authentification à deux facteurs a bien été activée
two-factor-disabled = L’authentification à deux facteurs a été désactivée. Vos autres sessions ont été fermées.
two-factor-added = L’application d’authentification a été ajoutée. Vos autres sessions ont été fermées.
two-factor-removed = L’application d’authentification a été supprimée. Vos autres sessions ont été fermées.
two-factor-authenticator-removal-title = Supprimer cette application d’authentification ?
two-factor-authenticator-removal-consequence = Ses codes ne fonctionneront plus, et vos autres sessions seront fermées.
two-factor-authenticator-removal-last = C’est votre seule application d’authentification. Ajoutez-en d’abord une autre, ou désactivez l’authentification à deux facteurs.
two-factor-authenticator-removal-action = Supprimer l’application d’authentification
two-factor-enrolment-title = Activer l’authentification à deux facteurs
two-factor-add-title = Ajouter une application d’authentification
two-factor-step-codes = Sauvegardez vos codes de récupération
two-factor-step-scan = Scannez le code QR
two-factor-step-code = Saisissez le code affiché par l’application
two-factor-codes-why = Si vous perdez votre téléphone, chacun de ces codes vous permet de vous connecter une fois. Conservez-les dans un endroit accessible sans lui.
two-factor-scan-how = Utilisez l’application d’authentification de votre choix, par exemple Google Authenticator, Microsoft Authenticator ou 1Password.
two-factor-qr-label = Code QR de la clé ci-dessous
two-factor-same-device = Ouvrir l’application sur cet appareil
two-factor-key-how = Ou saisissez cette clé dans l’application :
two-factor-name-label = Nom
two-factor-name-hint = Un nom pour la distinguer des autres
two-factor-naming-title = Renommer cette application d’authentification
two-factor-renamed = L’application d’authentification a été renommée.
two-factor-first-name = Application d’authentification
two-factor-code-label = Code à six chiffres
two-factor-code-wrong = Code incorrect. Saisissez celui que l’application affiche en ce moment, et vérifiez l’heure de votre appareil.
two-factor-effect = Vos autres sessions seront ensuite fermées.
two-factor-full = Vous avez atteint la limite de { $most } applications d’authentification. Supprimez-en une d’abord.
two-factor-saved-label = J’ai sauvegardé ces codes
two-factor-saved-missing = Sauvegardez les codes, puis confirmez-le
two-factor-download = Télécharger
two-factor-print = Imprimer
two-factor-codes-title = Nouveaux codes de récupération
two-factor-codes-effect = Dès que vous confirmez, ces codes sont actifs et les anciens ne fonctionnent plus.
two-factor-codes-action = Utiliser ces codes
two-factor-codes-keep = Garder les anciens
two-factor-codes-made = Vos nouveaux codes de récupération sont maintenant actifs.
two-factor-disable = Désactiver
two-factor-keep = La garder activée
two-factor-reset-due = Quelqu’un a demandé le retrait de votre second facteur. Nous le retirerons le { $when }. Pour le conserver, utilisez le lien que nous vous avons envoyé par e-mail.
two-factor-attention-codes =
    { $left ->
        [0] Il ne vous reste aucun code de récupération.
        [one] Il vous reste { $left } code de récupération.
       *[other] Il vous reste { $left } codes de récupération.
    }
