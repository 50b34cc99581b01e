common-skip-link = Naar de inhoud
common-menu-label = Menu
common-profile-menu = Profielmenu
common-sign-out = Uitloggen
common-update = Opslaan
common-unsaved = Nog niet opgeslagen
common-copy = Kopiëren
common-copied = Gekopieerd
common-show-password = Tonen
common-hide-password = Verbergen
common-scope-everywhere = In alle accounts
common-scope-account = Alleen in { $account }
common-error-title = Fout: { $title }
common-summary-title = Controleer deze gegevens:
common-stale = Dit is intussen gewijzigd, in een ander tabblad of door iemand anders. Wat je hebt ingevuld, staat hieronder nog: kies nog een keer ‘Opslaan’ om het te bewaren. Of laad de pagina opnieuw om te zien wat er is opgeslagen.
common-too-many-tries =
    { $minutes ->
        [one] Te veel pogingen. Wacht een minuut en probeer het dan opnieuw.
       *[other] Te veel pogingen. Wacht { $minutes } minuten en probeer het dan opnieuw.
    }
common-try-after = Dit is te vaak aangevraagd. Probeer het na { $when } opnieuw.
common-wait-seconds =
    { $seconds ->
        [one] Wacht nog een seconde en probeer het dan opnieuw.
       *[other] Wacht nog { $seconds } seconden en probeer het dan opnieuw.
    }
common-pill-primary = primair
common-pill-verified = geverifieerd
common-pill-unverified = niet geverifieerd
common-pill-blocked = geblokkeerd
common-make-primary = Primair maken
common-resend = Opnieuw sturen
common-remove = Verwijderen
common-keep-it = Behouden
common-added-on = Toegevoegd op { $when }
common-used-on = Laatst gebruikt: { $when }
common-back-to-settings = Terug naar mijn instellingen
common-pages = Pagina’s
common-newer = Nieuwer
common-older = Ouder
common-choice-unknown = Kies een optie uit de lijst
common-time-zone-unknown = Kies een tijdzone uit de lijst
common-zone-search = Stad, land, afkorting of tijdsverschil
common-zone-none = Geen tijdzone gevonden. Probeer een stad in de buurt, het land of een tijdsverschil zoals +2.
common-zone-suggestion = Dit apparaat staat op een andere tijdzone. Gebruik:
common-zones-africa = Afrika
common-zones-america = Amerika
common-zones-antarctica = Antarctica
common-zones-asia = Azië
common-zones-atlantic = Atlantische Oceaan
common-zones-australia = Australië
common-zones-europe = Europa
common-zones-indian = Indische Oceaan
common-zones-pacific = Grote Oceaan
common-name-empty = Vul een naam in
common-account-name-empty = Vul een naam voor het account in
common-name-too-long = Gebruik maximaal { $max } tekens voor de naam
common-name-invisible = Verwijder de onzichtbare tekens uit de naam
common-name-link = Vul een naam in zonder webadres erin
common-email-label = E-mailadres
common-email-empty = Vul je e-mailadres in
common-email-malformed = Vul een e-mailadres in zoals naam@example.com
common-password-label = Wachtwoord
common-password-hint = Minimaal { $min } tekens. Een paar willekeurige woorden zijn makkelijk te onthouden en moeilijk te raden.
common-password-empty = Vul een wachtwoord in
common-password-too-short = Gebruik minimaal { $min } tekens
common-password-too-long = Gebruik maximaal { $max } tekens
common-password-unequal = Vul twee keer hetzelfde nieuwe wachtwoord in
common-password-weak = Dit wachtwoord is makkelijk te raden. Voeg nog een of twee woorden toe
common-password-weak-keyboard = Toetsen naast elkaar zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-repeats = Herhalingen zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-sequence = Reeksen als abc of 123 zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-date = Datums en jaartallen zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-name = Namen zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-common = Dit lijkt op een veelgebruikt wachtwoord of woord. Gebruik liever een paar willekeurige woorden
common-code-empty = Vul de zes cijfers van de code in
common-code-malformed = Vul alleen de zes cijfers van de code in
common-code-hint = Zes cijfers
common-device = { $browser } op { $system }
common-device-unknown = Onbekende browser
common-search = Zoeken
common-previous = Vorige
common-next = Volgende
