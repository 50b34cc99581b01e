teams-title = Teams
teams-count =
    { $count ->
        [one] One team is in this account.
       *[other] { $count } teams are in this account.
    }
teams-empty = There are no teams yet. An admin of the account can create one.
teams-empty-admin = There are no teams yet. A team is the people who are on call together, with a schedule of their own. Create the first one.
teams-none-found = No team is found by “{ $q }”.
teams-show-all = Show all teams
teams-search = Team name or #number
teams-new = New Team
teams-column-number = Number
teams-column-name = Name
teams-column-members = Members
teams-column-admins = Team admins
teams-column-action = Action
teams-actions-of = Actions for { $name }
teams-action-open = Open
teams-action-edit = Edit
teams-admins-none = none
teams-name-label = Name
teams-name-empty = Enter a name for the team
teams-name-taken = Another team has this name. Choose a different one
teams-notes-label = Notes
teams-notes-hint = What the team looks after, and what others should know. Everyone in the account can read them.
teams-notes-none = Nothing was noted about this team.
teams-notes-too-long = Use at most { $max } characters for the notes
teams-notes-invisible = Remove the invisible characters from the notes
teams-admins-label = Team admins
teams-admins-hint = They manage the members, the notes and the schedule of the team, which needs at least one. You can add the other members afterwards.
teams-admins-empty = Choose at least one team admin
teams-people-label = Find more people
teams-people-search = Name, email or phone
teams-people-none = Nobody in this account is found by “{ $q }”.
teams-people-more = There are more. Type more of the name to find them.
teams-create = Create Team
teams-made = The team was created.
teams-saved = The team was changed.
teams-details-title = Name and notes
teams-members-count =
    { $count ->
        [0] Nobody is in this team.
        [one] One person is in this team.
       *[other] { $count } people are in this team.
    }
teams-members-none = Nobody is in this team yet.
teams-members-none-yet = Nobody is in this team yet. Whom you add first becomes its team admin.
teams-add-label = Add a member
teams-add-action = Add
teams-in-already = in the team
teams-joined = { $name } is in the team now.
teams-left = { $name } was removed from the team.
teams-pill-admin = team admin
teams-make-admin = Make team admin
teams-unmake-admin = Make member only
teams-admin-made = { $name } is a team admin now.
teams-admin-unmade = { $name } is no longer a team admin.
teams-leave = Remove
teams-leave-title = Remove this person from the team?
teams-leave-text = They will no longer be in { $team }, nor on its schedule. They stay in the account.
teams-leave-action = Remove from team
teams-leave-keep = Keep in team
teams-back = Back to Teams
teams-back-to-team = Back to the team
teams-removal-title = Remove this team?
teams-removal-text =
    { $count ->
        [0] Its notes and its schedule go with it. Nobody is in it.
        [one] Its notes and its schedule go with it. The one person in it stays in the account.
       *[other] Its notes and its schedule go with it. The { $count } people in it stay in the account.
    }
teams-removal-action = Remove team
teams-removed = The team { $name } was removed.
