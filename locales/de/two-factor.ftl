two-factor-title = Zwei-Faktor-Authentifizierung
two-factor-synonyms = 2fa, mfa, totp, authenticator, zweiter faktor, bestätigung in zwei schritten, wiederherstellungscodes, sicherheit
two-factor-lead = Zusätzlich zu deinem Passwort gibst du einen Code aus einer App auf deinem Telefon ein. Wer dein Passwort kennt, kann sich trotzdem nicht anmelden.
two-factor-enable-action = Zwei-Faktor-Authentifizierung aktivieren
two-factor-on = aktiv
two-factor-codes-label = Wiederherstellungscodes
two-factor-codes-left = Noch { $left } von { $all }
two-factor-codes-renew = Neue Codes erzeugen
two-factor-add-action = Weitere Authenticator-App hinzufügen
two-factor-removal-title = Zwei-Faktor-Authentifizierung deaktivieren?
two-factor-removal-consequence = Du kannst dich dann allein mit deinem Passwort anmelden. Deine Authenticator-Apps und Wiederherstellungscodes funktionieren nicht mehr, und du wirst überall sonst abgemeldet.
two-factor-removal-action = Zwei-Faktor-Authentifizierung deaktivieren
two-factor-enabled = Die Zwei-Faktor-Authentifizierung wurde erfolgreich aktiviert
two-factor-disabled = Die Zwei-Faktor-Authentifizierung wurde deaktiviert. Du wurdest überall sonst abgemeldet.
two-factor-added = Die Authenticator-App wurde hinzugefügt. Du wurdest überall sonst abgemeldet.
two-factor-removed = Die Authenticator-App wurde entfernt. Du wurdest überall sonst abgemeldet.
two-factor-authenticator-removal-title = Diese Authenticator-App entfernen?
two-factor-authenticator-removal-consequence = Ihre Codes funktionieren dann nicht mehr, und du wirst überall sonst abgemeldet.
two-factor-authenticator-removal-last = Das ist deine einzige Authenticator-App. Füge zuerst eine andere hinzu oder deaktiviere die Zwei-Faktor-Authentifizierung.
two-factor-authenticator-removal-action = Authenticator-App entfernen
two-factor-enrolment-title = Zwei-Faktor-Authentifizierung aktivieren
two-factor-add-title = Authenticator-App hinzufügen
two-factor-step-codes = Speichere deine Wiederherstellungscodes
two-factor-step-scan = Scanne den QR-Code
two-factor-step-code = Gib den Code ein, den die App anzeigt
two-factor-codes-why = Wenn du dein Telefon verlierst, kannst du dich mit jedem dieser Codes einmal anmelden. Bewahre sie so auf, dass du auch ohne Telefon darankommst.
two-factor-scan-how = Nutze eine beliebige Authenticator-App, zum Beispiel Google Authenticator, Microsoft Authenticator oder 1Password.
two-factor-qr-label = QR-Code für den Schlüssel unten
two-factor-same-device = App auf diesem Gerät öffnen
two-factor-key-how = Oder gib diesen Schlüssel in die App ein:
two-factor-name-label = Name
two-factor-name-hint = Ein Name, an dem du sie wiedererkennst
two-factor-naming-title = Authenticator-App umbenennen
two-factor-renamed = Die Authenticator-App wurde umbenannt.
two-factor-first-name = Authenticator-App
two-factor-code-label = Sechsstelliger Code
two-factor-code-wrong = Falscher Code. Gib den Code ein, den die App gerade anzeigt, und prüfe, ob die Uhr deines Geräts richtig geht.
two-factor-effect = Danach wirst du überall sonst abgemeldet.
two-factor-full = Du hast die Höchstzahl von { $most } Authenticator-Apps erreicht. Entferne zuerst eine.
two-factor-saved-label = Ich habe diese Codes gespeichert
two-factor-saved-missing = Speichere die Codes und bestätige, dass du sie gespeichert hast
two-factor-download = Herunterladen
two-factor-print = Drucken
two-factor-codes-title = Neue Wiederherstellungscodes
two-factor-codes-effect = Sobald du bestätigst, sind diese Codes aktiv, und die alten funktionieren nicht mehr.
two-factor-codes-action = Diese Codes verwenden
two-factor-codes-keep = Alte Codes behalten
two-factor-codes-made = Deine neuen Wiederherstellungscodes sind jetzt aktiv.
two-factor-disable = Deaktivieren
two-factor-keep = Aktiviert lassen
two-factor-reset-due = Jemand hat das Entfernen deines zweiten Faktors angefordert. Wir entfernen ihn am { $when }. Um ihn zu behalten, nutze den Link in unserer E-Mail.
two-factor-attention-codes =
    { $left ->
        [0] Du hast keine Wiederherstellungscodes mehr.
        [one] Du hast noch einen Wiederherstellungscode.
       *[other] Du hast noch { $left } Wiederherstellungscodes.
    }
