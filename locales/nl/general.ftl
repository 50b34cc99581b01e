general-title = Algemene instellingen
general-synonyms = naam, weergavenaam, avatar, initialen, profiel, profielfoto, foto, afbeelding
general-name-label = Volledige naam
general-name-hint = De naam waaronder je team je kent.
general-avatar-hint = Je initialen worden naast je naam getoond.
general-saved = Je naam is opgeslagen.
