teams-title = Teams
teams-count =
    { $count ->
        [one] In diesem Konto gibt es ein Team.
       *[other] In diesem Konto gibt es { $count } Teams.
    }
teams-empty = Es gibt noch keine Teams. Ein Admin des Kontos kann eines anlegen.
teams-empty-admin = Es gibt noch keine Teams. Ein Team teilt sich die Rufbereitschaft und hat einen eigenen Dienstplan. Lege das erste an.
teams-none-found = Zu „{ $q }“ wurde kein Team gefunden.
teams-show-all = Alle Teams anzeigen
teams-search = Teamname oder #Nummer
teams-new = Neues Team
teams-column-number = Nummer
teams-column-name = Name
teams-column-members = Mitglieder
teams-column-admins = Team-Admins
teams-column-action = Aktion
teams-actions-of = Aktionen für { $name }
teams-action-open = Öffnen
teams-action-edit = Bearbeiten
teams-admins-none = keine
teams-name-label = Name
teams-name-empty = Gib einen Namen für das Team ein
teams-name-taken = Ein anderes Team heißt schon so. Wähle einen anderen Namen
teams-notes-label = Notizen
teams-notes-hint = Worum sich das Team kümmert und was andere wissen sollten. Alle im Konto können sie lesen.
teams-notes-none = Zu diesem Team gibt es keine Notizen.
teams-notes-too-long = Verwende höchstens { $max } Zeichen für die Notizen
teams-notes-invisible = Entferne die unsichtbaren Zeichen aus den Notizen
teams-admins-label = Team-Admins
teams-admins-hint = Sie verwalten Mitglieder, Notizen und Dienstplan des Teams. Jedes Team braucht mindestens einen Team-Admin. Die anderen Mitglieder kannst du danach hinzufügen.
teams-admins-empty = Wähle mindestens einen Team-Admin
teams-people-label = Weitere Personen suchen
teams-people-search = Name, E-Mail oder Telefon
teams-people-none = Zu „{ $q }“ wurde in diesem Konto niemand gefunden.
teams-people-more = Es gibt noch mehr. Gib mehr vom Namen ein, um sie zu finden.
teams-create = Team anlegen
teams-made = Das Team wurde angelegt.
teams-saved = Das Team wurde geändert.
teams-details-title = Name und Notizen
teams-members-count =
    { $count ->
        [0] In diesem Team ist niemand.
        [one] In diesem Team ist eine Person.
       *[other] In diesem Team sind { $count } Personen.
    }
teams-members-none = In diesem Team ist noch niemand.
teams-members-none-yet = In diesem Team ist noch niemand. Die erste Person, die du hinzufügst, wird Team-Admin.
teams-add-label = Mitglied hinzufügen
teams-add-action = Hinzufügen
teams-in-already = schon im Team
teams-joined = { $name } ist jetzt im Team.
teams-left = { $name } wurde aus dem Team entfernt.
teams-pill-admin = Team-Admin
teams-make-admin = Zum Team-Admin machen
teams-unmake-admin = Zum Mitglied machen
teams-admin-made = { $name } ist jetzt Team-Admin.
teams-admin-unmade = { $name } ist nicht mehr Team-Admin.
teams-leave = Entfernen
teams-leave-title = Diese Person aus dem Team entfernen?
teams-leave-text = Sie ist dann nicht mehr im Team { $team } und nicht mehr in seinem Dienstplan. Im Konto bleibt sie.
teams-leave-action = Aus dem Team entfernen
teams-leave-keep = Im Team behalten
teams-back = Zurück zu den Teams
teams-back-to-team = Zurück zum Team
teams-removal-title = Dieses Team entfernen?
teams-removal-text =
    { $count ->
        [0] Seine Notizen und sein Dienstplan gehen mit ihm verloren. Es ist niemand darin.
        [one] Seine Notizen und sein Dienstplan gehen mit ihm verloren. Die eine Person darin bleibt im Konto.
       *[other] Seine Notizen und sein Dienstplan gehen mit ihm verloren. Die { $count } Personen darin bleiben im Konto.
    }
teams-removal-action = Team entfernen
teams-removed = Das Team { $name } wurde entfernt.
