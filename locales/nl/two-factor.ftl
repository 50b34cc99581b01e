two-factor-title = Tweefactorauthenticatie
two-factor-synonyms = 2fa, mfa, totp, authenticator, tweede factor, tweefactorauthenticatie, herstelcodes, beveiliging
two-factor-lead = Naast je wachtwoord vul je een code uit een app op je telefoon in. Wie je wachtwoord kent, kan dan nog steeds niet inloggen.
two-factor-enable-action = Tweefactorauthenticatie inschakelen
two-factor-on = aan
two-factor-codes-label = Herstelcodes
two-factor-codes-left = Nog { $left } van { $all }
two-factor-codes-renew = Nieuwe codes genereren
two-factor-add-action = Nog een authenticator-app toevoegen
two-factor-removal-title = Tweefactorauthenticatie uitschakelen?
two-factor-removal-consequence = Je kunt dan met alleen je wachtwoord inloggen. Je authenticator-apps en herstelcodes werken niet meer en je wordt op al je andere apparaten uitgelogd.
two-factor-removal-action = Tweefactorauthenticatie uitschakelen
two-factor-enabled = Tweefactorauthenticatie is ingeschakeld
two-factor-disabled = Tweefactorauthenticatie is uitgeschakeld. Je bent op al je andere apparaten uitgelogd.
two-factor-added = De authenticator-app is toegevoegd. Je bent op al je andere apparaten uitgelogd.
two-factor-removed = De authenticator-app is verwijderd. Je bent op al je andere apparaten uitgelogd.
two-factor-authenticator-removal-title = Deze authenticator-app verwijderen?
two-factor-authenticator-removal-consequence = De codes ervan werken niet meer en je wordt op al je andere apparaten uitgelogd.
two-factor-authenticator-removal-last = Dit is je enige authenticator-app. Voeg eerst een andere toe of schakel tweefactorauthenticatie uit.
two-factor-authenticator-removal-action = Authenticator-app verwijderen
two-factor-enrolment-title = Tweefactorauthenticatie inschakelen
two-factor-add-title = Authenticator-app toevoegen
two-factor-step-codes = Bewaar je herstelcodes
two-factor-step-scan = Scan de QR-code
two-factor-step-code = Vul de code in die de app toont
two-factor-codes-why = Als je je telefoon kwijtraakt, kun je met elk van deze codes één keer inloggen. Bewaar ze op een plek waar je ook zonder telefoon bij kunt.
two-factor-scan-how = Gebruik een willekeurige authenticator-app, zoals Google Authenticator, Microsoft Authenticator of 1Password.
two-factor-qr-label = QR-code voor de sleutel hieronder
two-factor-same-device = App op dit apparaat openen
two-factor-key-how = Of typ deze sleutel in de app:
two-factor-name-label = Naam
two-factor-name-hint = Een naam waaraan je hem herkent
two-factor-naming-title = Naam van deze authenticator-app wijzigen
two-factor-renamed = De naam van de authenticator-app is gewijzigd.
two-factor-first-name = Authenticator-app
two-factor-code-label = Zescijferige code
two-factor-code-wrong = Onjuiste code. Vul de code in die de app nu toont en controleer of de klok van je apparaat goed staat.
two-factor-effect = Daarna word je op al je andere apparaten uitgelogd.
two-factor-full = Je hebt het maximum van { $most } authenticator-apps bereikt. Verwijder er eerst een.
two-factor-saved-label = Ik heb deze codes bewaard
two-factor-saved-missing = Bewaar de codes en bevestig dat je ze hebt bewaard
two-factor-download = Downloaden
two-factor-print = Afdrukken
two-factor-codes-title = Nieuwe herstelcodes
two-factor-codes-effect = Zodra je bevestigt, zijn deze codes actief en werken de oude niet meer.
two-factor-codes-action = Deze codes gebruiken
two-factor-codes-keep = Oude codes houden
two-factor-codes-made = Je nieuwe herstelcodes zijn nu actief.
two-factor-disable = Uitschakelen
two-factor-keep = Aan laten staan
two-factor-reset-due = Iemand heeft gevraagd je tweede factor te verwijderen. We verwijderen hem op { $when }. Gebruik de link in onze e-mail om hem te behouden.
two-factor-attention-codes =
    { $left ->
        [0] Je hebt geen herstelcodes meer.
        [one] Je hebt nog één herstelcode.
       *[other] Je hebt nog { $left } herstelcodes.
    }
