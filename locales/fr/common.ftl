common-skip-link = Aller au contenu
common-menu-label = Menu
common-profile-menu = Menu du profil
common-sign-out = Se déconnecter
common-update = Enregistrer
common-unsaved = Modifications non enregistrées
common-copy = Copier
common-copied = Copié
common-show-password = Afficher
common-hide-password = Masquer
common-scope-everywhere = Dans tous vos comptes
common-scope-account = Uniquement dans { $account }
common-error-title = Erreur : { $title }
common-summary-title = Vérifiez ces informations :
common-stale = Ces informations ont été modifiées entre-temps, dans un autre onglet ou par quelqu’un d’autre. Votre saisie est conservée ci-dessous : cliquez de nouveau sur « Enregistrer » pour la valider, ou rechargez la page pour voir les valeurs actuelles.
common-too-many-tries =
    { $minutes ->
        [one] Trop de tentatives. Patientez une minute, puis réessayez.
       *[other] Trop de tentatives. Patientez { $minutes } minutes, puis réessayez.
    }
common-try-after = Trop de demandes. Réessayez après le { $when }.
common-wait-seconds =
    { $seconds ->
        [one] Patientez encore une seconde, puis réessayez.
       *[other] Patientez encore { $seconds } secondes, puis réessayez.
    }
common-pill-primary = principal
common-pill-verified = vérifié
common-pill-unverified = non vérifié
common-pill-blocked = bloqué
common-make-primary = Rendre principal
common-resend = Renvoyer
common-remove = Supprimer
common-keep-it = Conserver
common-added-on = Ajoutée le { $when }
common-used-on = Dernière utilisation : { $when }
common-back-to-settings = Retour à mes paramètres
common-pages = Pages
common-newer = Plus récents
common-older = Plus anciens
common-choice-unknown = Choisissez l’une des options de la liste
common-time-zone-unknown = Choisissez un fuseau horaire dans la liste
common-zone-search = Ville, pays, abréviation ou décalage
common-zone-none = Aucun fuseau horaire ne porte ce nom. Essayez une ville proche, le pays ou un décalage comme +2.
common-zone-suggestion = Cet appareil utilise un autre fuseau horaire. Choisir :
common-zones-africa = Afrique
common-zones-america = Amérique
common-zones-antarctica = Antarctique
common-zones-asia = Asie
common-zones-atlantic = Océan Atlantique
common-zones-australia = Australie
common-zones-europe = Europe
common-zones-indian = Océan Indien
common-zones-pacific = Océan Pacifique
common-name-empty = Saisissez un nom
common-account-name-empty = Saisissez un nom pour le compte
common-name-too-long = Le nom ne doit pas dépasser { $max } caractères
common-name-invisible = Supprimez les caractères invisibles du nom
common-name-link = Saisissez un nom qui ne contient pas d’adresse web
common-email-label = Adresse e-mail
common-email-empty = Saisissez votre adresse e-mail
common-email-malformed = Saisissez une adresse e-mail au format nom@example.com
common-password-label = Mot de passe
common-password-hint = Au moins { $min } caractères. Quelques mots sans rapport entre eux sont faciles à retenir et difficiles à deviner.
common-password-empty = Saisissez un mot de passe
common-password-too-short = Utilisez au moins { $min } caractères
common-password-too-long = Utilisez au maximum { $max } caractères
common-password-unequal = Les deux nouveaux mots de passe doivent être identiques
common-password-weak = Ce mot de passe est facile à deviner. Ajoutez un ou deux mots
common-password-weak-keyboard = Les touches qui se suivent sont faciles à deviner. Utilisez plutôt quelques mots sans rapport entre eux
common-password-weak-repeats = Les répétitions sont faciles à deviner. Utilisez plutôt quelques mots sans rapport entre eux
common-password-weak-sequence = Les suites comme abc ou 123 sont faciles à deviner. Utilisez plutôt quelques mots sans rapport entre eux
common-password-weak-date = Les dates et les années sont faciles à deviner. Utilisez plutôt quelques mots sans rapport entre eux
common-password-weak-name = Les noms et prénoms sont faciles à deviner. Utilisez plutôt quelques mots sans rapport entre eux
common-password-weak-common = Trop proche d’un mot ou d’un mot de passe courant. Utilisez plutôt quelques mots sans rapport entre eux
common-code-empty = Saisissez les six chiffres du code
common-code-malformed = Saisissez les six chiffres du code, et rien d’autre
common-code-hint = Six chiffres
common-device = { $browser } sur { $system }
common-device-unknown = Navigateur inconnu
common-search = Rechercher
common-previous = Précédent
common-next = Suivant
