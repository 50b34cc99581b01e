import-title = Importer des utilisateurs
import-lead = Importez des personnes à partir d’un fichier CSV. Le fichier est d’abord vérifié, et vous voyez toutes les erreurs avant l’importation.
import-file-label = Fichier CSV
import-file-hint = La première ligne nomme les colonnes. Le nom et l’adresse e-mail sont obligatoires ; le téléphone, les rôles et les équipes sont facultatifs, et les autres colonnes sont ignorées. Séparez plusieurs rôles ou équipes par un point-virgule. { $lines } lignes au maximum.
import-read = Vérifier le fichier
import-other = Choisir un autre fichier
import-run = Importer
import-count =
    { $count ->
        [one] Le fichier est valide. Une personne sera ajoutée, ou invitée si elle a déjà un profil.
       *[other] Le fichier est valide. { $count } personnes seront ajoutées, ou invitées si elles ont déjà un profil.
    }
import-here =
    { $count ->
        [one] Une personne est déjà dans le compte ou invitée : rien ne change pour elle.
       *[other] { $count } personnes sont déjà dans le compte ou invitées : rien ne change pour elles.
    }
import-nothing-new = Toutes les personnes de ce fichier sont déjà dans le compte ou invitées. Il n’y a rien à importer.
import-column-result = Résultat
import-result-new = Nouvelle personne
import-result-here = Déjà dans le compte
import-result-invited = Déjà invitée
import-faults = Rien n’a été importé. Corrigez ces lignes, puis choisissez de nouveau le fichier.
import-more-faults = Il y a d’autres erreurs. Corrigez d’abord celles-ci.
import-column-line = Ligne
import-column-column = Colonne
import-column-found = Contenu
import-found-nothing = Vide
import-column-fault = Que faire
import-empty = Choisissez un fichier CSV contenant au moins une ligne.
import-not-utf8 = Enregistrez le fichier au format CSV en UTF-8, puis choisissez-le de nouveau.
import-too-large = Ce fichier fait { $size }. La limite est de { $most } et de { $lines } lignes par fichier. Divisez-le et importez les parties l’une après l’autre.
import-unreadable = Ajoutez le guillemet fermant qui manque, ou supprimez le guillemet ouvrant
import-no-column = Ajoutez une colonne nommée { $column }
import-nobody = Ajoutez une ligne par personne sous les noms de colonnes
import-too-long = Un fichier peut contenir { $most } lignes au maximum. Divisez-le et importez le reste séparément
import-role-unknown = Le rôle « { $role } » n’existe pas : utilisez admin, billing, broadcaster ou communicator
import-team-unknown = L’équipe « { $team } » n’existe pas : créez-la d’abord ou retirez-la
import-twice = Cette adresse figure déjà sur une ligne précédente. N’en gardez qu’une
import-done =
    Importation terminée.{ $created ->
        [0] {""}
        [one] {" "}Une personne a été ajoutée.
       *[other] {" "}{ $created } personnes ont été ajoutées.
    }{ $invited ->
        [0] {""}
        [one] {" "}Une personne a été invitée.
       *[other] {" "}{ $invited } personnes ont été invitées.
    }{ $here ->
        [0] {""}
        [one] {" "}Une personne était déjà dans le compte ou invitée.
       *[other] {" "}{ $here } personnes étaient déjà dans le compte ou invitées.
    }
import-done-partly =
    Importation partielle.{ $created ->
        [0] {""}
        [one] {" "}Une personne a été ajoutée.
       *[other] {" "}{ $created } personnes ont été ajoutées.
    }{ $invited ->
        [0] {""}
        [one] {" "}Une personne a été invitée.
       *[other] {" "}{ $invited } personnes ont été invitées.
    }{ $here ->
        [0] {""}
        [one] {" "}Une personne était déjà dans le compte ou invitée.
       *[other] {" "}{ $here } personnes étaient déjà dans le compte ou invitées.
    } { $left ->
        [one] Une personne n’a pas pu être importée, car le compte
       *[other] { $left } personnes n’ont pas pu être importées, car le compte
    } a atteint sa limite d’utilisateurs ou le nombre d’invitations permis par heure. Augmentez la limite dans « Paramètres du compte » ou attendez une heure, puis importez de nouveau le même fichier.
