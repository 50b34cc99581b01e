accounts-title = Konten
accounts-lead = Die Firmen und Gruppen, zu denen du gehörst. Was du siehst und änderst, gilt für das aktuelle Konto.
accounts-none = Du gehörst noch zu keinem Konto. Lass dich von einem Admin einladen oder erstelle eins.
accounts-current = aktuell
accounts-owner = Inhaber
accounts-member = Mitglied
accounts-switch = Wechseln
accounts-switch-item = Konto wechseln
accounts-switched = Du bist jetzt in { $account }.
accounts-new-title = Konto erstellen
accounts-new-text = Erstelle ein eigenes Konto für eine andere Firma oder Gruppe, mit eigenen Benutzern, Teams und Einstellungen. Du wirst Inhaber. Dein Profil und deine Kontaktdaten bleiben in allen Konten gleich.
accounts-made = { $account } wurde erstellt und ist jetzt dein aktuelles Konto.
accounts-name-label = Kontoname
accounts-name-hint = Der Name der Firma oder Gruppe
accounts-back = Zurück zu den Kontoeinstellungen
accounts-settings-title = Kontoeinstellungen
accounts-settings-saved = Die Kontoeinstellungen wurden gespeichert.
accounts-basics-title = Konto
accounts-limit-label = Höchstzahl an Benutzern
accounts-limit-hint = So viele Personen dürfen höchstens im Konto sein. Ohne Eingabe gibt es keine Grenze.
accounts-limit-malformed = Gib eine ganze Zahl von 1 bis { $most } ein oder lass das Feld leer
accounts-limit-below =
    { $total ->
        [one] Im Konto ist eine Person. Gib mindestens 1 ein
       *[other] Im Konto sind { $total } Personen. Gib mindestens { $total } ein oder entferne zuerst einige davon
    }
accounts-interfaces-title = Nachrichten und API
accounts-discreet-label = Benachrichtigungen ohne Inhalt (HIPAA)
accounts-discreet-hint = Nachrichten enthalten nur eine ID und einen Hinweis zum Antworten, aber nicht, was passiert ist. Für Konten, die keine Gesundheitsdaten versenden dürfen.
accounts-older-api-label = Ältere API
accounts-older-api-hint = Programme können die ältere API mit den Tokens dieses Kontos nutzen. Schalte sie nur ein, wenn du sie brauchst.
accounts-older-api-deprecated-label = Ältere API läuft aus
accounts-older-api-deprecated-hint = Programme, die noch die ältere API nutzen, bekommen mit jeder Antwort den Hinweis, auf API v4 zu wechseln.
accounts-if-match-label = Änderungen nur mit If-Match
accounts-if-match-hint = Programme müssen beim Ändern und Löschen angeben, welche Version sie gelesen haben. Sonst lehnen wir den Aufruf ab.
accounts-factor-title = Zwei-Faktor-Authentifizierung
accounts-factor-text = Wer keinen zweiten Faktor hat, sieht die Frist unter „Meine Einstellungen“. Danach gibt es ohne zweiten Faktor keinen Zugriff mehr auf dieses Konto. Auch ein Passkey gilt als zweiter Faktor.
accounts-factor-label = Zweiten Faktor vorschreiben
accounts-factor-off = Nicht erforderlich
accounts-factor-kept = Keine Änderung
accounts-factor-now = Ab sofort
accounts-factor-3-days = In 3 Tagen
accounts-factor-7-days = In 7 Tagen
accounts-factor-14-days = In 14 Tagen
accounts-factor-30-days = In 30 Tagen
accounts-factor-since = Erforderlich seit dem { $when }
accounts-factor-from = Erforderlich ab dem { $when }
accounts-factor-without =
    { $without ->
        [0] Alle haben einen zweiten Faktor (insgesamt { $total }).
        [one] { $without } von { $total } Personen hat noch keinen.
       *[other] { $without } von { $total } Personen haben noch keinen.
    }
accounts-factor-own-first = Du hast noch keinen zweiten Faktor und würdest dich aussperren. Richte zuerst einen ein oder wähle ein späteres Datum
accounts-factor-own-link = Eigenen zweiten Faktor einrichten
accounts-lengths-title = Sitzungen
accounts-lengths-text = Wann sich die Personen in diesem Konto neu anmelden müssen. Änderungen gelten sofort, auch für laufende Sitzungen.
accounts-idle-label = Inaktivität bis zur Abmeldung
accounts-absolute-label = Maximale Sitzungsdauer
accounts-idle-usual = Standard (14 Tage)
accounts-absolute-usual = Standard (30 Tage)
accounts-length-15-minutes = 15 Minuten
accounts-length-1-hour = 1 Stunde
accounts-length-8-hours = 8 Stunden
accounts-length-12-hours = 12 Stunden
accounts-length-24-hours = 24 Stunden
accounts-length-7-days = 7 Tage
accounts-length-14-days = 14 Tage
accounts-length-30-days = 30 Tage
accounts-absolute-below = Wähle eine längste Sitzungsdauer, die mindestens so lang ist wie die erlaubte Inaktivität
accounts-owner-title = Inhaberschaft
accounts-transfer-title = Inhaberschaft übertragen
accounts-transfer-hint = Mache jemand anderen im Konto zum Inhaber. Du bleibst Admin.
accounts-transfer-way = Übertragen
accounts-transfer-lead = Wer soll Inhaber von { $account } werden?
accounts-transfer-search = Name oder E-Mail
accounts-transfer-none = Im Konto wurde niemand anderes gefunden. Versuch es mit einer anderen Suche oder lade die Person zuerst ein.
accounts-transfer-choose = Auswählen
accounts-transfer-question = Diese Person zum Inhaber machen?
accounts-transfer-text = Diese Person wird Inhaber von { $account } und erhält die Rollen Admin und Abrechnung. Du bleibst Admin, und nur sie kann dir das Konto zurückgeben. Ihr bekommt beide eine E-Mail.
accounts-transfer-keep = Inhaber bleiben
accounts-transferred = { $name } ist jetzt Inhaber. Du bist weiterhin Admin.
accounts-removal-name = Konto löschen
accounts-removal-hint = Löscht alles in diesem Konto endgültig, für alle.
accounts-removal-way = Löschen
accounts-removal-title = Dieses Konto löschen?
accounts-removal-text = Seine Teams, Dienstpläne, Einladungen, Rollen und Einstellungen werden sofort gelöscht und lassen sich nicht wiederherstellen. Sein Audit-Protokoll kann niemand mehr lesen.
accounts-removal-people =
    { $total ->
        [one] Du bist die einzige Person im Konto. Dein Profil bleibt erhalten.
       *[other] Die { $total } Personen im Konto behalten ihr Profil und bleiben in ihren anderen Konten.
    }
accounts-removal-label = Kontoname
accounts-removal-label-hint = Gib ihn genau wie oben ein
accounts-removal-other-name = Gib den Namen genau wie oben ein: { $account }
accounts-removal-keep = Konto behalten
accounts-deleted = { $account } wurde gelöscht.
accounts-door-from = { $account } erfordert ab dem { $when } einen zweiten Faktor. Richte vorher einen ein, um den Zugriff zu behalten.
accounts-door-closed = Du hast erst Zugriff auf { $account }, wenn du einen zweiten Faktor eingerichtet hast.
accounts-door-passkey = Du hast in dieser Sitzung keinen Zugriff auf { $account }, weil ein zweiter Faktor erforderlich ist. Melde dich ab und mit deinem Passkey wieder an oder richte eine Authenticator-App ein.
accounts-mail-owner = { $owner } ist jetzt Inhaber von { $account }.
accounts-mail-deleted = Das Konto { $account } wurde mit allem darin gelöscht.
accounts-sessions-row = Alle Sitzungen
accounts-sessions-hint = Melde alle ab, wenn du nicht weißt, wer sonst noch angemeldet ist.
accounts-sessions-end = Alle abmelden
accounts-sessions-question = Alle Personen von diesem Konto abmelden?
accounts-sessions-text = Alle müssen sich neu anmelden, auch du. API-Tokens funktionieren weiter.
accounts-sessions-keep = Angemeldet lassen
