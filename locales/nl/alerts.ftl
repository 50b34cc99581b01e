alerts-title = Alarmen
alerts-lead = Waarop iemand moet reageren, en wie het heeft opgepakt.
alerts-new = Nieuw alarm
alerts-create = Alarm aanmaken
alerts-back = Alle alarmen
alerts-search = Titel, tag of #nummer
alerts-all = Alle
alerts-whose = Wie we waarschuwen
alerts-everyones = Iedereen
alerts-mine = Ik
alerts-empty = Er zijn nog geen alarmen. Zodra er een komt, waarschuwen we wie piket heeft.
alerts-none-found = Geen alarmen gevonden met deze filters.
alerts-column-alert = Alarm
alerts-column-status = Status
alerts-column-urgency = Urgentie
alerts-column-taken = Opgepakt door
alerts-column-when = Aangemaakt
alerts-waits-for-me = Wacht op jou
alerts-test = Test
alerts-urgency-silent = Stil
alerts-urgency-low = Laag
alerts-urgency-medium = Gemiddeld
alerts-urgency-high = Hoog
alerts-urgency-critical = Kritiek
alerts-status-queued = In de wachtrij
alerts-status-open = Open
alerts-status-acknowledged = Opgepakt
alerts-status-resolved = Opgelost
alerts-status-dropped = Onbeantwoord
alerts-status-suppressed = Alleen in de lijst
alerts-title-label = Titel
alerts-title-hint = Kort: hij wordt aan de telefoon voorgelezen.
alerts-title-empty = Vul een titel in
alerts-title-too-long = Vul een titel van maximaal { $max } tekens in
alerts-description-label = Beschrijving
alerts-description-hint = Wat bekend is, en wat je eerst moet doen.
alerts-description-too-long = Vul maximaal { $max } tekens in
alerts-urgency-label = Urgentie
alerts-urgency-hint = Een stil alarm staat alleen in de lijst en waarschuwt niemand.
alerts-destinations-label = Wie we waarschuwen
alerts-destinations-empty = Kies minstens één team of persoon
alerts-destination-gone = Verwijderd
alerts-layer-until = wacht tot { $when }
alerts-made = Het alarm is aangemaakt.
alerts-heading = Details
alerts-tags = Tags
alerts-times = { $count } keer binnengekomen
alerts-acknowledge = Oppakken
alerts-reject = Afwijzen
alerts-resolve = Oplossen
alerts-timeline = Tijdlijn
alerts-timeline-cut = Alleen de laatste { $count } regels worden getoond.
alerts-comments = Opmerkingen
alerts-comments-cut = Alleen de laatste { $count } reacties worden getoond. De API geeft ze allemaal.
alerts-comment-label = Opmerking
alerts-comment-add = Opmerking toevoegen
alerts-comment-added = Je opmerking is toegevoegd.
alerts-comment-empty = Vul een opmerking in
alerts-somebody = Iemand
alerts-entry-made = { $actor } heeft het alarm aangemaakt
alerts-entry-repeated = Opnieuw binnengekomen
alerts-entry-no-room = Opnieuw binnengekomen voor { $count ->
        [one] nog een bestemming, die niet wordt gewaarschuwd
       *[other] nog { $count } bestemmingen, die niet worden gewaarschuwd
    }: een alarm heeft hoogstens { $max } bestemmingen
alerts-entry-raised = Opnieuw binnengekomen, nu met urgentie: { $urgency }
alerts-entry-layer = { $team }: laag { $layer } wordt gewaarschuwd
alerts-entry-admins = Niemand heeft het opgepakt: de beheerders worden gewaarschuwd
alerts-entry-nobody = { $team }: op laag { $layer } heeft niemand piket
alerts-entry-sent = { $user } is gewaarschuwd
alerts-entry-unreachable = { $user } is niet bereikbaar: geen enkel kanaal werkt
alerts-entry-unanswered = Niemand reageerde op tijd
alerts-entry-acknowledged = { $actor } heeft het opgepakt
alerts-entry-rejected = { $actor } heeft het afgewezen
alerts-entry-resolved = { $actor } heeft het opgelost
alerts-entry-dropped = Niemand heeft het opgepakt: het alarm blijft onbeantwoord
alerts-answered-acknowledged = Je hebt alarm #{ $number } opgepakt.
alerts-answered-rejected = Je hebt alarm #{ $number } afgewezen.
alerts-answered-resolved = Je hebt alarm #{ $number } opgelost.
alerts-answered-already = { $name } heeft alarm #{ $number } al opgepakt.
alerts-answered-over = Alarm #{ $number } wacht niet meer op een antwoord.
alerts-answered-not-paged = Alarm #{ $number } wacht niet op jou.
alerts-link-title = Alarm
alerts-link-heading = Pak je alarm #{ $number } op?
alerts-link-not-good = Deze link is niet meer geldig. Log in om het alarm te bekijken.
alerts-removal-title = Dit alarm verwijderen?
alerts-removal-text = De tijdlijn en de opmerkingen worden ook verwijderd.
alerts-removal-action = Alarm verwijderen
alerts-removal-keep = Alarm behouden
alerts-removal-open = Los het alarm eerst op: alleen een opgelost alarm kan worden verwijderd.
alerts-removed = Het alarm is verwijderd.
alerts-answered-may-not-resolve = Alleen wie alarm #{ $number } heeft opgepakt of een beheerder kan het oplossen.
alerts-entry-handed-off = { $actor } heeft het alarm overgedragen aan { $to }
alerts-tag-empty = Vul een tag in
alerts-tag-too-long = Vul een tag van maximaal { $max } tekens in
alerts-key-unfit = Vul 1 tot { $max } zichtbare tekens in
alerts-destinations-too-many = Kies maximaal { $max } teams en personen
alerts-entry-held = { $user }: één bericht over veel alarmen, omdat er zo veel tegelijk kwamen
alerts-entry-asked = Er gebeurde een dag niets: we vroegen { $user } of er nog aan wordt gewerkt
alerts-entry-left = { $user } heeft het account verlaten: anderen worden gewaarschuwd
alerts-waiting =
    { $count ->
        [one] Er wacht één alarm op je.
       *[other] Er wachten { $count } alarmen op je.
    }
alerts-see = Alarmen bekijken
alerts-mass-none = Kies eerst 1 tot { $max } alarmen.
alerts-mass-with = Met de gekozen alarmen:
alerts-mass-pick = Alarm #{ $number } kiezen
alerts-mass-acknowledge-text = Wie nu wordt gewaarschuwd, wordt niet verder gewaarschuwd en krijgt bericht dat jij dit hebt opgepakt.
alerts-mass-resolve-text = Hiervoor wordt daarna niemand meer gewaarschuwd. Iedereen die is gewaarschuwd, krijgt daar bericht van.
alerts-handoff-title = Dit alarm overdragen
alerts-handoff-lead = Het alarm staat daarna weer open. We waarschuwen iedereen die je kiest.
alerts-handoff-action = Overdragen
alerts-handed-off = Je hebt alarm #{ $number } overgedragen aan { $to }.
alerts-handoff-may-not = Alleen wie alarm #{ $number } heeft opgepakt of een beheerder kan het overdragen.
alerts-entry-news = { $user } is op de hoogte gebracht
alerts-incident = Incident gemeld
alerts-mass-acknowledge-title =
    { $count ->
        [one] Dit alarm oppakken?
       *[other] Deze { $count } alarmen oppakken?
    }
alerts-mass-resolve-title =
    { $count ->
        [one] Dit alarm oplossen?
       *[other] Deze { $count } alarmen oplossen?
    }
alerts-news =
    { $count ->
        [one] Eén persoon is op de hoogte gebracht
       *[other] { $count } personen zijn op de hoogte gebracht
    }
alerts-mass-acknowledged =
    { $count ->
        [0] Er is geen alarm opgepakt.
        [one] Je hebt één alarm opgepakt.
       *[other] Je hebt { $count } alarmen opgepakt.
    }{ $others ->
        [0] {""}
        [one] {" "}Eén alarm kon niet worden gewijzigd.
       *[other] {" "}{ $others } alarmen konden niet worden gewijzigd.
    }
alerts-mass-resolved =
    { $count ->
        [0] Er is geen alarm opgelost.
        [one] Je hebt één alarm opgelost.
       *[other] Je hebt { $count } alarmen opgelost.
    }{ $others ->
        [0] {""}
        [one] {" "}Eén alarm kon niet worden gewijzigd.
       *[other] {" "}{ $others } alarmen konden niet worden gewijzigd.
    }
alerts-open = Alarm openen
