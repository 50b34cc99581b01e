import-title = Importer des utilisateurs
import-lead = À partir d’un fichier CSV. Il est d’abord vérifié, et vous voyez chaque erreur avant toute modification.
import-file-label = Fichier CSV
import-file-hint = Les colonnes sont nommées sur la première ligne : name et email sont obligatoires ; phone, roles et teams sont facultatives. Plusieurs rôles ou équipes se séparent par un point-virgule. 500 lignes au maximum.
import-read = Vérifier le fichier
import-other = Choisir un autre fichier
import-run = Importer
import-count =
    { $count ->
        [one] Le fichier est correct. Une personne sera ajoutée, ou invitée si elle a déjà un profil.
       *[other] Le fichier est correct. { $count } personnes seront ajoutées, ou invitées si elles ont déjà un profil. Un compte peut ajouter ou inviter 50 personnes par heure ; au-delà, importez de nouveau le même fichier plus tard.
    }
import-faults = Rien n’a été importé. Corrigez ces lignes, puis choisissez de nouveau le fichier.
import-more-faults = D’autres erreurs suivent celles-ci.
import-column-line = Ligne
import-column-fault = Que faire
import-line = Ligne { $line }
import-empty = Choisissez un fichier CSV contenant au moins une ligne.
import-not-utf8 = Enregistrez le fichier au format CSV en UTF-8, puis choisissez-le de nouveau.
import-unreadable = Cette ligne est illisible : fermez ses guillemets
import-no-column = Ajoutez une colonne nommée { $column }
import-nobody = Ajoutez une ligne par personne sous la première
import-too-long = Gardez au plus { $most } lignes par fichier et importez les autres ensuite
import-role-unknown = Le rôle « { $role } » n’existe pas : utilisez admin, billing, broadcaster ou communicator
import-team-unknown = L’équipe « { $team } » n’existe pas : créez-la d’abord ou retirez-la
import-twice = Cette adresse figure déjà sur une ligne précédente : n’en gardez qu’une
import-done = Importation terminée. Créés : { $created }, invités : { $invited }, déjà présents : { $here }.
import-done-partly = Importation partielle. Créés : { $created }, invités : { $invited }, déjà présents : { $here }. Il en reste { $left } : le compte a atteint sa limite. Importez de nouveau le même fichier plus tard.
