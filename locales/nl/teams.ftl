teams-title = Teams
teams-count =
    { $count ->
        [one] Er is één team in dit account.
       *[other] Er zijn { $count } teams in dit account.
    }
teams-empty = Er zijn nog geen teams. Een beheerder van het account kan er een aanmaken.
teams-empty-admin = Er zijn nog geen teams. Een team bestaat uit de mensen die samen piket draaien, met een eigen rooster. Maak het eerste aan.
teams-none-found = Geen team gevonden voor ‘{ $q }’.
teams-show-all = Alle teams tonen
teams-search = Teamnaam of #nummer
teams-new = Nieuw team
teams-column-number = Nummer
teams-column-name = Naam
teams-column-members = Leden
teams-column-admins = Teambeheerders
teams-column-action = Actie
teams-actions-of = Acties voor { $name }
teams-action-open = Openen
teams-action-edit = Bewerken
teams-admins-none = geen
teams-name-label = Naam
teams-name-empty = Vul een naam voor het team in
teams-name-taken = Een ander team heet al zo. Kies een andere naam
teams-notes-label = Notities
teams-notes-hint = Waar het team voor zorgt en wat anderen moeten weten. Iedereen in het account kan ze lezen.
teams-notes-none = Er zijn geen notities over dit team.
teams-notes-too-long = Gebruik maximaal { $max } tekens voor de notities
teams-notes-invisible = Verwijder de onzichtbare tekens uit de notities
teams-admins-label = Teambeheerders
teams-admins-hint = Zij beheren de leden, de notities en het rooster van het team. Er is er minstens één nodig. De andere leden kun je daarna toevoegen.
teams-admins-empty = Kies minstens één teambeheerder
teams-people-label = Meer mensen zoeken
teams-people-search = Naam, e-mail of telefoon
teams-people-none = Niemand in dit account gevonden voor ‘{ $q }’.
teams-people-more = Er zijn er meer. Typ meer van de naam om ze te vinden.
teams-create = Team aanmaken
teams-made = Het team is aangemaakt.
teams-saved = Het team is gewijzigd.
teams-details-title = Naam en notities
teams-members-count =
    { $count ->
        [0] Er zit niemand in dit team.
        [one] Er zit één persoon in dit team.
       *[other] Er zitten { $count } mensen in dit team.
    }
teams-members-none = Er zit nog niemand in dit team.
teams-members-none-yet = Er zit nog niemand in dit team. Wie je als eerste toevoegt, wordt teambeheerder.
teams-add-label = Lid toevoegen
teams-add-action = Toevoegen
teams-in-already = zit al in het team
teams-joined = { $name } zit nu in het team.
teams-left = { $name } is uit het team verwijderd.
teams-pill-admin = teambeheerder
teams-make-admin = Teambeheerder maken
teams-unmake-admin = Gewoon lid maken
teams-admin-made = { $name } is nu teambeheerder.
teams-admin-unmade = { $name } is geen teambeheerder meer.
teams-leave = Verwijderen
teams-leave-title = Deze persoon uit het team verwijderen?
teams-leave-text = Deze persoon zit dan niet meer in { $team } en staat niet meer in het rooster, maar blijft wel in het account.
teams-leave-action = Uit team verwijderen
teams-leave-keep = In team houden
teams-back = Terug naar de teams
teams-back-to-team = Terug naar het team
teams-removal-title = Dit team verwijderen?
teams-removal-text =
    { $count ->
        [0] De notities en het rooster worden ook verwijderd. Er zit niemand in.
        [one] De notities en het rooster worden ook verwijderd. De persoon die erin zit, blijft in het account.
       *[other] De notities en het rooster worden ook verwijderd. De { $count } mensen die erin zitten, blijven in het account.
    }
teams-removal-action = Team verwijderen
teams-removed = Het team { $name } is verwijderd.
