accounts-title = Konten
accounts-lead = Die Firmen und Gruppen, zu denen du gehörst. Was nur für ein Konto gilt, siehst und änderst du immer im aktuellen Konto.
accounts-none = Du gehörst zu keinem Konto. Bitte einen Admin, dich einzuladen, oder erstelle eins.
accounts-current = aktuell
accounts-owner = Inhaber
accounts-member = Mitglied
accounts-switch = Wechseln
accounts-switch-item = Konto wechseln
accounts-switched = Du bist jetzt in { $account }.
accounts-new-title = Konto erstellen
accounts-new-text = Ein neues Konto ist für eine andere Firma oder Gruppe da, mit eigenen Mitgliedern, Teams und Regeln. Es gehört dir. Dein Callbook-Profil und deine Kontaktdaten bleiben überall gleich.
accounts-new-cancel = Abbrechen
accounts-made = { $account } wurde erstellt und ist jetzt dein aktuelles Konto.
accounts-name-label = Kontoname
accounts-name-hint = Der Name der Firma oder Gruppe
accounts-back = Zurück zu den Kontoeinstellungen
accounts-settings-title = Kontoeinstellungen
accounts-settings-saved = Die Kontoeinstellungen sind gespeichert.
accounts-basics-title = Konto
accounts-limit-label = Benutzerlimit
accounts-limit-hint = So viele Personen dürfen im Konto sein. Ohne Eingabe gibt es kein Limit.
accounts-limit-malformed = Gib eine ganze Zahl von 1 bis { $most } ein oder lass das Feld leer
accounts-limit-below =
    { $total ->
        [one] Im Konto ist eine Person. Gib mindestens 1 ein
       *[other] Im Konto sind { $total } Personen. Gib mindestens { $total } ein oder entferne zuerst einige davon
    }
accounts-interfaces-title = Nachrichten und API
accounts-discreet-label = Hippanotifications
accounts-discreet-hint = Nachrichten enthalten nur eine ID und einen Hinweis zum Antworten, aber nicht, was passiert ist. Für Konten, die keine Gesundheitsdaten versenden dürfen.
accounts-older-api-label = Ältere API
accounts-older-api-hint = Programme können die ältere API mit Tokens dieses Kontos nutzen. Lass sie ausgeschaltet, wenn nichts sie braucht.
accounts-older-api-deprecated-label = Ältere API läuft aus
accounts-older-api-deprecated-hint = Programme, die noch die ältere API nutzen, bekommen mit jeder Antwort den Hinweis, auf API v4 zu wechseln.
accounts-if-match-label = Änderungen nur mit If-Match
accounts-if-match-hint = Programme müssen beim Ändern und Entfernen angeben, welche Version sie gelesen haben. Sonst lehnen wir den Aufruf ab.
accounts-factor-title = Zwei-Faktor-Authentifizierung
accounts-factor-text = Wer keinen zweiten Faktor hat, sieht unter „Meine Einstellungen“, ab wann einer nötig ist. Von da an gibt es ohne ihn keinen Zugriff mehr auf das Konto. Ein Passkey zählt auch.
accounts-factor-label = Zweiten Faktor verlangen
accounts-factor-off = Nicht verlangt
accounts-factor-kept = Wie bisher
accounts-factor-now = Ab sofort
accounts-factor-3-days = In 3 Tagen
accounts-factor-7-days = In 7 Tagen
accounts-factor-14-days = In 14 Tagen
accounts-factor-30-days = In 30 Tagen
accounts-factor-since = Verlangt seit { $when }
accounts-factor-from = Verlangt ab { $when }
accounts-factor-without =
    { $without ->
        [0] Alle haben einen (insgesamt { $total }).
        [one] 1 von { $total } Personen hat noch keinen.
       *[other] { $without } von { $total } Personen haben noch keinen.
    }
accounts-factor-own-first = Du hast selbst keinen zweiten Faktor und würdest dich aussperren. Richte zuerst einen ein oder wähle einen späteren Tag
accounts-factor-own-link = Eigenen zweiten Faktor einrichten
accounts-lengths-title = Sitzungen
accounts-lengths-text = Wann sich die Personen in diesem Konto neu anmelden müssen. Änderungen gelten sofort, auch für laufende Sitzungen.
accounts-idle-label = Nach Inaktivität von
accounts-absolute-label = Spätestens nach
accounts-idle-usual = 14 Tagen (Standard)
accounts-absolute-usual = 30 Tagen (Standard)
accounts-length-15-minutes = 15 Minuten
accounts-length-1-hour = 1 Stunde
accounts-length-8-hours = 8 Stunden
accounts-length-12-hours = 12 Stunden
accounts-length-24-hours = 24 Stunden
accounts-length-7-days = 7 Tagen
accounts-length-14-days = 14 Tagen
accounts-length-30-days = 30 Tagen
accounts-absolute-below = Wähle mindestens die Zeit, die eine Sitzung inaktiv bleiben darf
accounts-owner-title = Inhaberschaft
accounts-transfer-title = Inhaberschaft übertragen
accounts-transfer-hint = Jemand anders im Konto wird Inhaber. Du bleibst Admin.
accounts-transfer-way = Übertragen
accounts-transfer-lead = Wem soll { $account } von jetzt an gehören?
accounts-transfer-search = Name oder E-Mail
accounts-transfer-none = Sonst wurde niemand im Konto gefunden. Versuch es mit einem anderen Wort oder lade die Person zuerst ein.
accounts-transfer-choose = Auswählen
accounts-transfer-question = Diese Person zum Inhaber machen?
accounts-transfer-text = { $account } gehört dann dieser Person, mit den Rollen Admin und Abrechnung. Du bleibst Admin, und nur sie kann dir das Konto zurückgeben. Ihr bekommt beide eine E-Mail.
accounts-transfer-keep = Inhaber bleiben
accounts-transferred = Das Konto gehört jetzt { $name }. Du bist weiterhin Admin.
accounts-removal-name = Konto löschen
accounts-removal-hint = Alles im Konto verschwindet, für alle und für immer.
accounts-removal-way = Löschen
accounts-removal-title = Dieses Konto löschen?
accounts-removal-text = Seine Teams, Dienstpläne, Einladungen, Rollen und Einstellungen werden sofort gelöscht und lassen sich nicht wiederherstellen. Sein Audit-Protokoll kann niemand mehr lesen.
accounts-removal-people =
    { $total ->
        [one] Du bist das einzige Mitglied. Dein Callbook-Profil bleibt.
       *[other] Die { $total } Mitglieder behalten ihr Callbook-Profil und bleiben in ihren anderen Konten.
    }
accounts-removal-label = Name des Kontos, das gelöscht wird
accounts-removal-label-hint = Gib ihn genau so ein, wie er oben steht
accounts-removal-other-name = Gib den Namen genau so ein, wie er oben steht: { $account }
accounts-removal-keep = Konto behalten
accounts-deleted = { $account } wurde gelöscht.
accounts-door-from = { $account } verlangt ab { $when } einen zweiten Faktor. Richte vorher einen ein, sonst hast du keinen Zugriff mehr auf das Konto.
accounts-door-closed = { $account } verlangt einen zweiten Faktor. Du hast erst Zugriff, wenn du einen eingerichtet hast.
accounts-door-passkey = { $account } verlangt einen zweiten Faktor, deshalb hast du in dieser Sitzung keinen Zugriff. Melde dich ab und mit deinem Passkey wieder an oder richte eine Authenticator-App ein.
accounts-mail-owner = { $account } gehört von jetzt an { $owner }.
accounts-mail-deleted = Das Konto { $account } wurde mit allem darin gelöscht.
accounts-sessions-row = Alle Sitzungen
accounts-sessions-hint = Melde alle ab, wenn du nicht weißt, wer sonst noch angemeldet ist.
accounts-sessions-end = Alle abmelden
accounts-sessions-question = Alle Personen von diesem Konto abmelden?
accounts-sessions-text = Alle müssen sich neu anmelden, auch du. API-Tokens funktionieren weiter.
accounts-sessions-keep = Angemeldet lassen
