users-role-admin = beheerder
users-role-billing = facturatie
users-role-broadcaster = broadcaster
users-role-communicator = communicator
users-title = Gebruikers
users-count =
    { $count ->
        [one] Eén persoon in dit account.
       *[other] { $count } mensen in dit account.
    }
users-search = Naam, e-mail, telefoon, rol of #nummer
users-shows = Gebruikers filteren
users-show-all = Iedereen
users-show-unfinished = Nog niet klaar
users-new = Nieuwe gebruiker
users-import = Importeren
users-export = Exporteren
users-column-name = Naam
users-column-roles = Rollen
users-column-last-sign-in = Laatst ingelogd
users-column-action = Acties
users-actions-of = Acties voor { $name }
users-action-open = Openen
users-action-roles = Rollen wijzigen
users-action-remove = Uit account verwijderen
users-you = jij
users-never = nooit
users-role-owner = eigenaar
users-pill-not-begun = nog niet ingelogd
users-pill-unfinished = nog niet klaar met instellen
users-none-found = Geen gebruikers gevonden voor ‘{ $q }’.
users-all-finished = Iedereen is klaar met instellen.
users-back = Terug naar de gebruiker
users-person-heading = Contactgegevens
users-there = Lokale tijd
users-no-phone = Geen telefoonnummer
users-since = In dit account sinds
users-roles-heading = Rollen
users-role-admin-hint = Beheert gebruikers, rollen, teams en inlogregels.
users-role-billing-hint = Beheert de facturatie.
users-role-broadcaster-hint = Voor gekoppelde systemen: kan berichten aan groepen sturen.
users-role-communicator-hint = Voor gekoppelde systemen: communiceert met de betrokkenen.
users-roles-set = De rollen zijn opgeslagen.
users-owner-keeps = De eigenaar heeft altijd de rollen beheerder en facturatie. Draag het account eerst over.
users-manage-heading = Beheren
users-removal-row = Lidmaatschap
users-removal-hint = Deze persoon verliest de toegang tot dit account. Het profiel en de instellingen blijven bestaan.
users-removal-title = Deze persoon uit het account verwijderen?
users-removal-text = Deze persoon verliest meteen de toegang tot { $account }, met teams, diensten en berichten. Het profiel en de contactgegevens blijven bestaan.{ $alerts ->
        [0] {""}
        [one] {" "}Er ligt nog één alarm bij deze persoon: daarvoor worden dan anderen gewaarschuwd.
       *[other] {" "}Er liggen nog { $alerts } alarmen bij deze persoon: daarvoor worden dan anderen gewaarschuwd.
    }
users-removal-owner = Je kunt de eigenaar niet verwijderen. Draag het account eerst over.
users-removal-action = Uit account verwijderen
users-removed = { $name } is uit dit account verwijderd.
users-factor-row = Tweefactorauthenticatie
users-factor-hint = Is deze persoon de authenticator-app en de herstelcodes kwijt, dan kun je de tweede factor resetten. Dat duurt { $hours } uur en we sturen bericht naar alle e-mailadressen van deze persoon.
users-factor-due = De tweede factor wordt gereset op { $when }, tenzij deze persoon dat annuleert.
users-factor-withdraw = Reset annuleren
users-factor-withdrawn = De reset is geannuleerd.
users-factor-title = Tweede factor resetten?
users-factor-text = Over { $hours } uur werken de authenticator-apps en herstelcodes van deze persoon niet meer en is inloggen met alleen het wachtwoord mogelijk. Tot die tijd kan deze persoon de reset annuleren. We sturen bericht naar alle e-mailadressen van deze persoon.
users-factor-action = Tweede factor resetten
users-factor-keep = Aan laten staan
users-factor-asked = De tweede factor wordt over { $hours } uur gereset. We sturen bericht naar alle e-mailadressen van deze persoon.
users-factor-not-on = Deze persoon heeft geen tweede factor.
users-factor-shared = Deze persoon is ook lid van een ander account. Alleen een serverbeheerder kan de tweede factor resetten.
users-factor-oneself = Je eigen tweede factor beheer je in ‘Mijn instellingen’.
users-factor-already = Er loopt al een reset.
users-veto-title = Tweede factor behouden?
users-veto-text = Een beheerder heeft ons gevraagd je tweede factor te verwijderen, omdat je hem kwijt zou zijn. Heb je hem nog, annuleer dan de reset.
users-veto-doubted = Iemand met toegang tot je e-mail heeft gemeld dat een onlangs toegevoegde tweede factor niet van jou is. Die wordt verwijderd. Is hij wel van jou, behoud hem dan.
users-veto-action = Tweede factor behouden
users-veto-leave = Ik ben hem kwijt, ga door
users-veto-not-mine = Hij is niet van mij, verwijderen
users-veto-done = De reset is geannuleerd. Je tweede factor is niet gewijzigd.
users-veto-next = Weet je niet waarom dit is aangevraagd? Overleg dan met je beheerders en stel een nieuw wachtwoord in.
users-veto-not-good = Deze link is niet meer geldig. Misschien is de tweede factor al gereset of is de reset geannuleerd.
users-new-lead = Wie nieuw is bij Callbook, krijgt een e-mail om een wachtwoord in te stellen. Wie al een profiel heeft, krijgt een uitnodiging.
users-new-action = Gebruiker toevoegen
users-phone-label = Telefoonnummer
users-phone-hint = Met het landnummer, zoals +31 6 12345678. Deze persoon verifieert het zelf.
users-created = { $name } is toegevoegd en krijgt een e-mail om een wachtwoord in te stellen.
users-invited = { $name } is uitgenodigd en wordt lid zodra de uitnodiging is geaccepteerd.
users-already-here = Iemand met dit adres is al lid van dit account
users-invited-already = Dit adres is al uitgenodigd, maar er is nog geen antwoord
users-full =
    { $limit ->
        [one] Dit account heeft plaats voor één gebruiker. Verhoog de limiet in ‘Accountinstellingen’ of verwijder iemand.
       *[other] Dit account heeft plaats voor { $limit } gebruikers. Verhoog de limiet in ‘Accountinstellingen’ of verwijder iemand.
    }
users-link-row = Link voor een eerste wachtwoord
users-link-hint = Deze persoon heeft nog geen wachtwoord ingesteld. De link verloopt na { $hours } uur.
users-link-sent = We sturen de e-mail.
users-link-not-needed = Deze persoon is al klaar met instellen.
users-invitations =
    { $count ->
        [one] Eén openstaande uitnodiging
       *[other] { $count } openstaande uitnodigingen
    }
users-invitation-until = verloopt op { $when }
users-invitation-over = verlopen
users-withdraw = Intrekken
users-withdrawn = De uitnodiging is ingetrokken.
users-no-team = Geen team
users-teams-set = De teams zijn opgeslagen.
users-contacts-heading = Contactgegevens toevoegen
users-contacts-shared = Deze persoon is ook lid van een ander account en kan de contactgegevens alleen zelf wijzigen.
users-contacts-hint = Contactgegevens die je toevoegt, zijn niet geverifieerd tot deze persoon ze verifieert. Geverifieerde gegevens kun je niet wijzigen.
users-contact-add = Toevoegen
users-contact-there = Deze persoon heeft dit adres of nummer al, of heeft het maximum bereikt
users-email-added = Het adres is toegevoegd. We sturen een link om het te verifiëren.
users-phone-added = Het nummer is toegevoegd. Deze persoon kan het verifiëren in ‘Mijn instellingen’.
users-contact-removal-title = Dit adres of nummer verwijderen?
users-contact-removal-text = Het is niet geverifieerd. We sturen deze persoon bericht.
users-contact-removal-action = Verwijderen
users-contact-removed = Het adres of nummer is verwijderd.
users-factor-nobody-to-tell = Deze persoon heeft geen werkend e-mailadres en zou de reset dus niet kunnen annuleren. Alleen een serverbeheerder kan de tweede factor resetten.
users-factor-too-often = Te veel verzoeken. Probeer het morgen opnieuw.
users-sessions-hint = Logt deze persoon in alle browsers uit bij dit account. API-tokens blijven werken.
users-sessions-end = Overal uitloggen
users-sessions-ended = Deze persoon is uitgelogd bij dit account.
users-column-reach = Bereikbaarheid
users-reach-yes = { $channels }
users-reach-quiet = alleen { $channels }
users-reach-no = niet bereikbaar
