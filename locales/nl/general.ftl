general-title = Algemene instellingen
general-synonyms = naam, weergavenaam, avatar, initialen, profiel, profielfoto, foto, afbeelding
general-name-label = Volledige naam
general-name-hint = Zoals je team je kent.
general-avatar-hint = Je initialen staan overal waar je naam wordt getoond.
general-saved = Je naam is opgeslagen.
