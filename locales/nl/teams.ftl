teams-title = Teams
teams-count =
    { $count ->
        [0] Geen teams in dit account.
        [one] Eén team in dit account.
       *[other] { $count } teams in dit account.
    }
teams-empty = Er zijn nog geen teams. Een beheerder van het account kan er een aanmaken.
teams-empty-admin = Er zijn nog geen teams. Een team is een groep mensen die samen piket draaien, met een eigen rooster. Maak het eerste aan.
teams-none-found = Geen teams gevonden voor ‘{ $q }’.
teams-show-all = Alle teams tonen
teams-search = Teamnaam of #nummer
teams-new = Nieuw team
teams-column-number = Nummer
teams-column-name = Naam
teams-column-members = Leden
teams-column-admins = Teambeheerders
teams-column-action = Acties
teams-actions-of = Acties voor { $name }
teams-action-open = Openen
teams-action-edit = Bewerken
teams-no-admin = geen teambeheerder
teams-no-admin-choose = Dit team heeft geen teambeheerder. Maak een van de leden teambeheerder.
teams-no-admin-ask = Dit team heeft geen teambeheerder. Vraag een beheerder van het account om een teambeheerder te kiezen.
teams-name-label = Naam
teams-name-empty = Vul een naam voor het team in
teams-name-taken = Een ander team heeft deze naam al. Kies een andere
teams-notes-label = Notities
teams-notes-hint = Waarvoor het team verantwoordelijk is en wat anderen moeten weten. Iedereen in het account kan de notities lezen.
teams-notes-none = Nog geen notities.
teams-notes-too-long = Vul notities van maximaal { $max } tekens in
teams-notes-invisible = Verwijder de onzichtbare tekens uit de notities
teams-admins-label = Teambeheerders
teams-admins-hint = Teambeheerders beheren de leden, notities en het rooster van het team. Elk team heeft er minstens één nodig. De andere leden kun je daarna toevoegen.
teams-admins-empty = Kies minstens één teambeheerder
teams-people-label = Mensen zoeken
teams-people-search = Naam, e-mail of telefoon
teams-people-none = Niemand in dit account gevonden voor ‘{ $q }’.
teams-people-more = Er zijn meer mensen. Typ meer van de naam om ze te vinden.
teams-people-others =
    { $count ->
        [one] Nog één persoon. Zoek op naam.
       *[other] Nog { $count } mensen. Zoek op naam.
    }
teams-create = Team aanmaken
teams-made = Het team is aangemaakt.
teams-saved = Het team is opgeslagen.
teams-details-title = Naam en notities
teams-members-count =
    { $count ->
        [0] Nog geen leden.
        [one] Eén persoon in dit team.
       *[other] { $count } mensen in dit team.
    }
teams-members-none = Nog geen leden.
teams-row-members =
    { $count ->
        [one] { $count } lid
       *[other] { $count } leden
    }
teams-members-none-yet = Nog geen leden. De eerste persoon die je toevoegt, wordt teambeheerder.
teams-add-label = Lid toevoegen
teams-add-action = Toevoegen
teams-in-already = zit al in het team
teams-joined = { $name } is aan het team toegevoegd.
teams-left = { $name } is uit het team verwijderd.
teams-pill-admin = teambeheerder
teams-make-admin = Teambeheerder maken
teams-unmake-admin = Als teambeheerder verwijderen
teams-admin-made = { $name } is nu teambeheerder.
teams-admin-unmade = { $name } is geen teambeheerder meer.
teams-leave-title = Deze persoon uit het team verwijderen?
teams-leave-text = Deze persoon is dan geen lid meer van { $team } en staat niet meer in het rooster, maar blijft wel in het account.
teams-leave-action = Uit team verwijderen
teams-leave-keep = In team houden
teams-back-to-team = Terug naar het team
teams-removal-title = Dit team verwijderen?
teams-removal-text =
    { $count ->
        [0] De notities en het rooster worden ook verwijderd. Het team heeft geen leden.
        [one] De notities en het rooster worden ook verwijderd. De persoon in het team blijft in het account.
       *[other] De notities en het rooster worden ook verwijderd. De { $count } mensen in het team blijven in het account.
    }
teams-removal-action = Team verwijderen
teams-removed = Het team { $name } is verwijderd.
