teams-title = Teams
teams-count =
    { $count ->
        [0] Keine Teams in diesem Konto.
        [one] Ein Team in diesem Konto.
       *[other] { $count } Teams in diesem Konto.
    }
teams-empty = Es gibt noch keine Teams. Ein Admin des Kontos kann eines erstellen.
teams-empty-admin = Es gibt noch keine Teams. Ein Team ist eine Gruppe von Personen, die sich die Rufbereitschaft teilen, mit eigenem Dienstplan. Erstelle das erste.
teams-none-found = Zu „{ $q }“ wurde kein Team gefunden.
teams-show-all = Alle Teams anzeigen
teams-search = Teamname oder #Nummer
teams-new = Neues Team
teams-column-number = Nummer
teams-column-name = Name
teams-column-members = Mitglieder
teams-column-admins = Team-Admins
teams-column-action = Aktionen
teams-actions-of = Aktionen für { $name }
teams-action-open = Öffnen
teams-action-edit = Bearbeiten
teams-no-admin = kein Team-Admin
teams-no-admin-choose = Dieses Team hat keinen Team-Admin. Mach eines seiner Mitglieder zum Team-Admin.
teams-no-admin-ask = Dieses Team hat keinen Team-Admin. Bitte einen Admin des Kontos, jemanden zum Team-Admin zu machen.
teams-name-label = Name
teams-name-empty = Gib einen Namen für das Team ein
teams-name-taken = Ein anderes Team hat schon diesen Namen. Wähle einen anderen
teams-notes-label = Notizen
teams-notes-hint = Wofür das Team verantwortlich ist und was andere wissen sollten. Alle im Konto können die Notizen lesen.
teams-notes-none = Noch keine Notizen.
teams-notes-too-long = Gib Notizen mit höchstens { $max } Zeichen ein
teams-notes-invisible = Entferne die unsichtbaren Zeichen aus den Notizen
teams-admins-label = Team-Admins
teams-admins-hint = Team-Admins verwalten Mitglieder, Notizen und Dienstplan des Teams. Jedes Team braucht mindestens einen. Die anderen Mitglieder kannst du danach hinzufügen.
teams-admins-empty = Wähle mindestens einen Team-Admin
teams-people-label = Personen suchen
teams-people-search = Name, E-Mail oder Telefon
teams-people-none = Zu „{ $q }“ wurde in diesem Konto niemand gefunden.
teams-people-more = Es gibt noch mehr Personen. Gib mehr vom Namen ein, um sie zu finden.
teams-people-others =
    { $count ->
        [one] Noch eine Person. Suche sie über ihren Namen.
       *[other] Noch { $count } Personen. Suche sie über ihren Namen.
    }
teams-create = Team erstellen
teams-made = Das Team wurde erstellt.
teams-saved = Das Team wurde gespeichert.
teams-details-title = Name und Notizen
teams-members-count =
    { $count ->
        [0] Noch keine Mitglieder.
        [one] Eine Person in diesem Team.
       *[other] { $count } Personen in diesem Team.
    }
teams-members-none = Noch keine Mitglieder.
teams-row-members =
    { $count ->
        [one] { $count } Mitglied
       *[other] { $count } Mitglieder
    }
teams-members-none-yet = Noch keine Mitglieder. Die erste Person, die du hinzufügst, wird Team-Admin.
teams-add-label = Mitglied hinzufügen
teams-add-action = Hinzufügen
teams-in-already = schon im Team
teams-joined = { $name } wurde zum Team hinzugefügt.
teams-left = { $name } wurde aus dem Team entfernt.
teams-pill-admin = Team-Admin
teams-make-admin = Zum Team-Admin machen
teams-unmake-admin = Als Team-Admin entfernen
teams-admin-made = { $name } ist jetzt Team-Admin.
teams-admin-unmade = { $name } ist nicht mehr Team-Admin.
teams-leave-title = Diese Person aus dem Team entfernen?
teams-leave-text = Sie ist dann nicht mehr im Team { $team } und nicht mehr in seinem Dienstplan. Im Konto bleibt sie.
teams-leave-action = Aus dem Team entfernen
teams-leave-keep = Im Team behalten
teams-back-to-team = Zurück zum Team
teams-removal-title = Dieses Team löschen?
teams-removal-text =
    { $count ->
        [0] Auch seine Notizen und sein Dienstplan werden gelöscht. Es hat keine Mitglieder.
        [one] Auch seine Notizen und sein Dienstplan werden gelöscht. Die eine Person darin bleibt im Konto.
       *[other] Auch seine Notizen und sein Dienstplan werden gelöscht. Die { $count } Personen darin bleiben im Konto.
    }
teams-removal-action = Team löschen
teams-removed = Das Team { $name } wurde gelöscht.
