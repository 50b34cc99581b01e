escalation-title = Escalatie
escalation-lead = Bij een alarm voor dit team wordt eerst laag 1 gewaarschuwd. Als niemand het op tijd oppakt, wordt de volgende laag gewaarschuwd.
escalation-no-shifts = Het rooster van het team heeft nog geen diensten. Tot die tijd bestaat laag 1 uit alle leden en laag 2 uit de teambeheerders; op verdere lagen is niemand.
escalation-layer = Laag { $layer }
escalation-all-members = Alle leden
escalation-team-admins = Teambeheerders
escalation-nobody = Niemand, wordt overgeslagen
escalation-time-out-label = Minuten om te reageren
escalation-time-out-invalid = Vul { $min } tot { $max } minuten in voor laag { $layer }
escalation-repeats-label = Opnieuw waarschuwen
escalation-repeats-none = Niet opnieuw
escalation-repeats-once = Nog één keer
escalation-repeats-twice = Nog twee keer
escalation-repeats-thrice = Nog drie keer
escalation-waits =
    { $minutes ->
        [one] { $minutes } minuut om te reageren
       *[other] { $minutes } minuten om te reageren
    }
escalation-after = Na de laatste laag worden bij een hoge of kritieke urgentie de teambeheerders gewaarschuwd, of de beheerders van het account als de teambeheerders al gewaarschuwd zijn. Bij een lagere urgentie krijgen de beheerders een melding dat niemand heeft gereageerd.
escalation-add = Laag toevoegen
escalation-remove = Laag { $layer } verwijderen
escalation-saved = De escalatie is opgeslagen.
escalation-added = Laag { $layer } is toegevoegd.
escalation-removed = Laag { $layer } is verwijderd.
escalation-limit = Een team heeft { $min } tot { $max } lagen.
