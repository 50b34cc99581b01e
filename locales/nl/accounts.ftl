accounts-title = Accounts
accounts-lead = De bedrijven en groepen waar je bij hoort. Wat je ziet en wijzigt, geldt voor het huidige account.
accounts-none = Je bent nog geen lid van een account. Vraag een beheerder om je uit te nodigen of maak er zelf een aan.
accounts-current = huidig
accounts-owner = eigenaar
accounts-member = lid
accounts-switch = Wisselen
accounts-switch-item = Van account wisselen
accounts-switched = Je bent gewisseld naar { $account }.
accounts-new-title = Account aanmaken
accounts-new-text = Maak een apart account aan voor een ander bedrijf of een andere groep, met eigen gebruikers, teams en instellingen. Jij wordt de eigenaar. Je profiel en je contactgegevens blijven in elk account hetzelfde.
accounts-made = { $account } is aangemaakt en is nu je huidige account.
accounts-name-label = Accountnaam
accounts-name-hint = De naam van het bedrijf of de groep
accounts-back = Terug naar de accountinstellingen
accounts-settings-title = Accountinstellingen
accounts-settings-saved = De accountinstellingen zijn opgeslagen.
accounts-basics-title = Account
accounts-limit-label = Gebruikerslimiet
accounts-limit-hint = Het maximale aantal mensen in dit account. Laat leeg voor geen limiet.
accounts-limit-malformed = Vul een heel getal van 1 tot en met { $most } in, of laat het leeg
accounts-limit-below =
    { $total ->
        [one] Er is één persoon in het account. Vul minstens 1 in
       *[other] Er zijn { $total } mensen in het account. Vul minstens { $total } in, of verwijder er eerst een paar
    }
accounts-interfaces-title = Berichten en API
accounts-discreet-label = Meldingen zonder inhoud (HIPAA)
accounts-discreet-hint = Berichten bevatten alleen een ID en hoe je reageert, zonder details over wat er is gebeurd. Voor accounts die geen gezondheidsgegevens mogen versturen.
accounts-older-api-label = Oudere API
accounts-older-api-hint = Programma’s kunnen dan de oudere API gebruiken met de tokens van dit account. Zet dit alleen aan als je het nodig hebt.
accounts-older-api-deprecated-label = Oudere API als verouderd aanmerken
accounts-older-api-deprecated-hint = Programma’s die de oudere API gebruiken, krijgen bij elk antwoord de melding dat ze moeten overstappen op API v4.
accounts-if-match-label = Wijzigen alleen met If-Match
accounts-if-match-hint = Programma’s moeten bij wijzigen en verwijderen aangeven welke versie ze hebben gelezen. Anders weigeren we het verzoek.
accounts-factor-title = Tweefactorauthenticatie
accounts-factor-text = Wie geen tweede factor heeft, ziet de uiterste datum in ‘Mijn instellingen’ en kan dit account daarna pas weer openen als er een is ingesteld. Een passkey geldt ook als tweede factor.
accounts-factor-label = Tweede factor verplichten
accounts-factor-off = Niet verplicht
accounts-factor-kept = Ongewijzigd laten
accounts-factor-now = Meteen
accounts-factor-3-days = Over 3 dagen
accounts-factor-7-days = Over 7 dagen
accounts-factor-14-days = Over 14 dagen
accounts-factor-30-days = Over 30 dagen
accounts-factor-since = Verplicht sinds { $when }
accounts-factor-from = Verplicht vanaf { $when }
accounts-factor-without =
    { $without ->
        [0] Iedereen heeft een tweede factor ({ $total } in totaal).
        [one] { $without } van de { $total } mensen heeft er nog geen.
       *[other] { $without } van de { $total } mensen hebben er nog geen.
    }
accounts-factor-own-first = Je hebt nog geen tweede factor, dus je zou jezelf buitensluiten. Stel er eerst een in of kies een latere datum
accounts-factor-own-link = Je eigen tweede factor instellen
accounts-lengths-title = Sessies
accounts-lengths-text = Wanneer mensen in dit account opnieuw moeten inloggen. Wijzigingen gelden meteen, ook voor lopende sessies.
accounts-idle-label = Uitloggen na inactiviteit van
accounts-absolute-label = Maximale sessieduur
accounts-idle-usual = Standaard (14 dagen)
accounts-absolute-usual = Standaard (30 dagen)
accounts-length-15-minutes = 15 minuten
accounts-length-1-hour = 1 uur
accounts-length-8-hours = 8 uur
accounts-length-12-hours = 12 uur
accounts-length-24-hours = 24 uur
accounts-length-7-days = 7 dagen
accounts-length-14-days = 14 dagen
accounts-length-30-days = 30 dagen
accounts-absolute-below = Kies een maximale sessieduur die niet korter is dan de toegestane inactiviteit
accounts-owner-title = Eigendom
accounts-transfer-title = Eigendom overdragen
accounts-transfer-hint = Maak iemand anders in het account eigenaar. Jij blijft beheerder.
accounts-transfer-way = Overdragen
accounts-transfer-lead = Wie moet eigenaar van { $account } worden?
accounts-transfer-search = Naam of e-mail
accounts-transfer-none = Er is niemand anders in het account gevonden. Probeer een andere zoekterm of nodig de persoon eerst uit.
accounts-transfer-choose = Kiezen
accounts-transfer-question = Deze persoon eigenaar maken?
accounts-transfer-text = Deze persoon wordt eigenaar van { $account }, met de rollen beheerder en facturatie. Jij blijft beheerder. Alleen de nieuwe eigenaar kan het account aan je teruggeven. Jullie krijgen allebei een e-mail.
accounts-transfer-keep = Eigenaar blijven
accounts-transferred = { $name } is nu de eigenaar. Jij bent nog steeds beheerder.
accounts-removal-name = Account verwijderen
accounts-removal-hint = Verwijdert alles in dit account definitief, voor iedereen.
accounts-removal-way = Verwijderen
accounts-removal-title = Dit account verwijderen?
accounts-removal-text = De teams, roosters, uitnodigingen, rollen en instellingen worden meteen verwijderd en kunnen niet worden hersteld. Niemand kan het auditlogboek nog lezen.
accounts-removal-people =
    { $total ->
        [one] Je bent de enige in dit account. Je profiel blijft bestaan.
       *[other] De { $total } mensen in dit account houden hun profiel en blijven in hun andere accounts.
    }
accounts-removal-label = Accountnaam
accounts-removal-label-hint = Typ de naam precies zoals hierboven
accounts-removal-other-name = Typ de naam precies zoals hierboven: { $account }
accounts-removal-keep = Account behouden
accounts-deleted = { $account } is verwijderd.
accounts-door-from = { $account } vereist vanaf { $when } een tweede factor. Stel er voor die tijd een in om toegang te houden.
accounts-door-closed = Je hebt pas toegang tot { $account } als je een tweede factor hebt ingesteld.
accounts-door-passkey = Je hebt in deze sessie geen toegang tot { $account }, omdat er een tweede factor nodig is. Log uit en weer in met je passkey, of stel een authenticator-app in.
accounts-mail-owner = { $owner } is nu eigenaar van { $account }.
accounts-mail-deleted = Het account { $account } is verwijderd, met alles erin.
accounts-sessions-row = Alle sessies
accounts-sessions-hint = Log iedereen uit als je niet weet wie er nog meer ingelogd is.
accounts-sessions-end = Iedereen uitloggen
accounts-sessions-question = Iedereen uitloggen bij dit account?
accounts-sessions-text = Iedereen moet opnieuw inloggen, jij ook. API-tokens blijven werken.
accounts-sessions-keep = Ingelogd laten
