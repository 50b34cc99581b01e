teams-title = Teams
teams-count =
    { $count ->
        [0] No teams in this account.
        [one] One team in this account.
       *[other] { $count } teams in this account.
    }
teams-empty = There are no teams yet. An admin of the account can create one.
teams-empty-admin = There are no teams yet. A team is a group of people who share on-call duty, with its own schedule. Create the first one.
teams-none-found = No teams match “{ $q }”.
teams-show-all = Show all teams
teams-search = Team name or #number
teams-new = New team
teams-column-number = Number
teams-column-name = Name
teams-column-members = Members
teams-column-admins = Team admins
teams-column-action = Actions
teams-actions-of = Actions for { $name }
teams-action-open = Open
teams-action-edit = Edit
teams-no-admin = no team admin
teams-no-admin-choose = This team has no team admin. Make one of its members team admin.
teams-no-admin-ask = This team has no team admin. Ask an admin of the account to choose one.
teams-name-label = Name
teams-name-empty = Enter a team name
teams-name-taken = Another team already has this name. Choose a different one
teams-notes-label = Notes
teams-notes-hint = What the team is responsible for, and what others should know. Everyone in the account can read the notes.
teams-notes-none = No notes yet.
teams-notes-too-long = Enter notes of up to { $max } characters
teams-notes-invisible = Remove the invisible characters from the notes
teams-admins-label = Team admins
teams-admins-hint = Team admins manage the team’s members, notes and schedule. Every team needs at least one. You can add the other members afterwards.
teams-admins-empty = Choose at least one team admin
teams-people-label = Find people
teams-people-search = Name, email or phone
teams-people-none = No one in this account matches “{ $q }”.
teams-people-more = There are more people. Type more of the name to find them.
teams-people-others =
    { $count ->
        [one] One more person. Search to find them.
       *[other] { $count } more people. Search to find them.
    }
teams-create = Create team
teams-made = The team was created.
teams-saved = Team saved.
teams-details-title = Name and notes
teams-members-count =
    { $count ->
        [0] No members yet.
        [one] One person in this team.
       *[other] { $count } people in this team.
    }
teams-members-none = No members yet.
teams-row-members =
    { $count ->
        [one] { $count } member
       *[other] { $count } members
    }
teams-members-none-yet = No members yet. The first person you add becomes team admin.
teams-add-label = Add a member
teams-add-action = Add
teams-in-already = in the team
teams-joined = { $name } was added to the team.
teams-left = { $name } was removed from the team.
teams-pill-admin = team admin
teams-make-admin = Make team admin
teams-unmake-admin = Remove as team admin
teams-admin-made = { $name } is now a team admin.
teams-admin-unmade = { $name } is no longer a team admin.
teams-leave-title = Remove this person from the team?
teams-leave-text = They will no longer be in { $team } or on its schedule. They stay in the account.
teams-leave-action = Remove from team
teams-leave-keep = Keep in team
teams-back-to-team = Back to the team
teams-removal-title = Delete this team?
teams-removal-text =
    { $count ->
        [0] Its notes and schedule are deleted too. It has no members.
        [one] Its notes and schedule are deleted too. The one person in it stays in the account.
       *[other] Its notes and schedule are deleted too. The { $count } people in it stay in the account.
    }
teams-removal-action = Delete team
teams-removed = The team { $name } was deleted.
