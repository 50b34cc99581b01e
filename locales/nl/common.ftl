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
common-try-after = That was asked for too often. Try again after { $when }.
common-wait-seconds =
    { $seconds ->
        [one] Wait another second, then ask again.
       *[other] Wait another { $seconds } seconds, then ask again.
    }
common-pill-primary = primary
common-pill-verified = verified
common-pill-unverified = unverified
common-pill-blocked = blocked
common-make-primary = Make primary
common-resend = Resend
common-remove = Remove
common-keep-it = Keep it
common-back-to-settings = Back to My Settings
common-pages = Pages
common-newer = Newer
common-older = Older
common-choice-unknown = Kies een optie uit de lijst
common-time-zone-unknown = Kies een tijdzone uit de lijst
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
common-password-weak-repeats = Herhaalde tekens zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-sequence = Reeksen als abc of 123 zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-date = Datums en jaartallen zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-name = Namen zijn makkelijk te raden. Gebruik liever een paar willekeurige woorden
common-password-weak-common = Dit lijkt op een veelgebruikt wachtwoord of woord. Gebruik liever een paar willekeurige woorden
