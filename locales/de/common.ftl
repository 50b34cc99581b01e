common-skip-link = Zum Inhalt springen
common-menu-label = Menü
common-profile-menu = Profilmenü
common-sign-out = Abmelden
common-update = Speichern
common-unsaved = Noch nicht gespeichert
common-copy = Kopieren
common-copied = Kopiert
common-show-password = Anzeigen
common-hide-password = Ausblenden
common-scope-everywhere = In allen Konten
common-scope-account = Nur in { $account }
common-error-title = Fehler: { $title }
common-summary-title = Bitte prüfe diese Angaben:
common-stale = Das wurde inzwischen geändert, in einem anderen Tab oder von jemand anderem. Deine Eingaben stehen noch unten: Mit „Speichern“ übernimmst du sie trotzdem. Oder lade die Seite neu, um den gespeicherten Stand zu sehen.
common-too-many-tries =
    { $minutes ->
        [one] Zu viele Versuche. Warte eine Minute und versuch es dann noch einmal.
       *[other] Zu viele Versuche. Warte { $minutes } Minuten und versuch es dann noch einmal.
    }
common-try-after = Das wurde zu oft angefordert. Ab dem { $when } kannst du es wieder versuchen.
common-wait-seconds =
    { $seconds ->
        [one] Warte noch eine Sekunde und versuch es dann noch einmal.
       *[other] Warte noch { $seconds } Sekunden und versuch es dann noch einmal.
    }
common-pill-primary = primär
common-pill-verified = bestätigt
common-pill-unverified = unbestätigt
common-pill-blocked = gesperrt
common-make-primary = Als primär festlegen
common-resend = Erneut senden
common-remove = Entfernen
common-keep-it = Behalten
common-added-on = Hinzugefügt am { $when }
common-used-on = Zuletzt verwendet: { $when }
common-back-to-settings = Zurück zu meinen Einstellungen
common-pages = Seiten
common-newer = Neuere
common-older = Ältere
common-choice-unknown = Wähle eine Option aus der Liste
common-time-zone-unknown = Wähle eine Zeitzone aus der Liste
common-zone-search = Stadt, Land, Abkürzung oder Abstand zu UTC
common-zone-none = Keine Zeitzone gefunden. Versuch es mit einer Stadt in der Nähe, dem Land oder einem Abstand wie +2.
common-zone-suggestion = Auf diesem Gerät ist eine andere Zeitzone eingestellt. Übernehmen:
common-zones-africa = Afrika
common-zones-america = Amerika
common-zones-antarctica = Antarktis
common-zones-asia = Asien
common-zones-atlantic = Atlantik
common-zones-australia = Australien
common-zones-europe = Europa
common-zones-indian = Indischer Ozean
common-zones-pacific = Pazifik
common-name-empty = Gib einen Namen ein
common-account-name-empty = Gib einen Namen für das Konto ein
common-name-too-long = Der Name darf höchstens { $max } Zeichen lang sein
common-name-invisible = Entferne die unsichtbaren Zeichen aus dem Namen
common-name-link = Gib einen Namen ohne Webadresse ein
common-email-label = E-Mail-Adresse
common-email-empty = Gib deine E-Mail-Adresse ein
common-email-malformed = Gib eine E-Mail-Adresse wie name@example.com ein
common-password-label = Passwort
common-password-hint = Mindestens { $min } Zeichen. Ein paar Wörter ohne Zusammenhang sind leicht zu merken und schwer zu erraten.
common-password-empty = Gib ein Passwort ein
common-password-too-short = Verwende mindestens { $min } Zeichen
common-password-too-long = Verwende höchstens { $max } Zeichen
common-password-unequal = Gib zweimal dasselbe neue Passwort ein
common-password-weak = Dieses Passwort ist leicht zu erraten. Ergänze noch ein oder zwei Wörter
common-password-weak-keyboard = Benachbarte Tasten sind leicht zu erraten. Nimm lieber ein paar Wörter ohne Zusammenhang
common-password-weak-repeats = Wiederholungen sind leicht zu erraten. Nimm lieber ein paar Wörter ohne Zusammenhang
common-password-weak-sequence = Folgen wie abc oder 123 sind leicht zu erraten. Nimm lieber ein paar Wörter ohne Zusammenhang
common-password-weak-date = Datumsangaben und Jahreszahlen sind leicht zu erraten. Nimm lieber ein paar Wörter ohne Zusammenhang
common-password-weak-name = Namen sind leicht zu erraten. Nimm lieber ein paar Wörter ohne Zusammenhang
common-password-weak-common = Das ähnelt einem häufigen Passwort oder Wort. Nimm lieber ein paar Wörter ohne Zusammenhang
common-code-empty = Gib die sechs Ziffern des Codes ein
common-code-malformed = Gib nur die sechs Ziffern des Codes ein, sonst nichts
common-code-hint = Sechs Ziffern
common-device = { $browser } auf { $system }
common-device-unknown = Unbekannter Browser
common-search = Suchen
common-previous = Zurück
common-next = Weiter
