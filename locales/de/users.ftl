users-role-admin = Admin
users-role-billing = Abrechnung
users-role-broadcaster = Broadcaster
users-role-communicator = Communicator
users-title = Benutzer
users-count =
    { $count ->
        [one] Eine Person in diesem Konto.
       *[other] { $count } Personen in diesem Konto.
    }
users-search = Name, E-Mail, Telefon, Rolle oder #Nummer
users-shows = Benutzer filtern
users-show-all = Alle
users-show-unfinished = Einrichtung offen
users-new = Neuer Benutzer
users-import = Importieren
users-export = Exportieren
users-column-name = Name
users-column-roles = Rollen
users-column-last-sign-in = Letzte Anmeldung
users-column-action = Aktionen
users-actions-of = Aktionen für { $name }
users-action-open = Öffnen
users-action-roles = Rollen ändern
users-action-remove = Aus dem Konto entfernen
users-you = du
users-never = nie
users-role-owner = Inhaber
users-pill-not-begun = noch nie angemeldet
users-pill-unfinished = Einrichtung nicht abgeschlossen
users-none-found = Zu „{ $q }“ wurden keine Benutzer gefunden.
users-all-finished = Alle haben die Einrichtung abgeschlossen.
users-back = Zurück zum Benutzer
users-person-heading = Kontaktdaten
users-there = Ortszeit
users-no-phone = Keine Telefonnummer
users-since = In diesem Konto seit
users-roles-heading = Rollen
users-role-admin-hint = Verwaltet Benutzer, Rollen, Teams und die Regeln für die Anmeldung.
users-role-billing-hint = Verwaltet die Abrechnung.
users-role-broadcaster-hint = Für verbundene Systeme: kann Rundnachrichten senden.
users-role-communicator-hint = Für verbundene Systeme: kommuniziert mit den Betroffenen.
users-roles-set = Die Rollen wurden gespeichert.
users-owner-keeps = Der Inhaber hat immer die Rollen Admin und Abrechnung. Übertrage zuerst die Inhaberschaft.
users-manage-heading = Verwalten
users-removal-row = Mitgliedschaft
users-removal-hint = Die Person verliert den Zugriff auf dieses Konto. Ihr Profil und ihre Einstellungen bleiben erhalten.
users-removal-title = Diese Person aus dem Konto entfernen?
users-removal-text = Die Person verliert sofort den Zugriff auf { $account }, einschließlich Teams, Schichten und Nachrichten. Ihr Profil und ihre Kontaktdaten bleiben erhalten.{ $alerts ->
        [0] {""}
        [one] {" "}Ein Alarm liegt noch bei dieser Person: Dafür werden dann andere alarmiert.
       *[other] {" "}{ $alerts } Alarme liegen noch bei dieser Person: Dafür werden dann andere alarmiert.
    }
users-removal-owner = Du kannst den Inhaber nicht entfernen. Übertrage zuerst die Inhaberschaft.
users-removal-action = Aus dem Konto entfernen
users-removed = { $name } wurde aus diesem Konto entfernt.
users-factor-row = Zwei-Faktor-Authentifizierung
users-factor-hint = Hat die Person ihre Authenticator-App und ihre Wiederherstellungscodes verloren, kannst du ihren zweiten Faktor zurücksetzen. Das dauert { $hours } Stunden, und wir senden einen Hinweis an alle ihre E-Mail-Adressen.
users-factor-due = Er wird am { $when } zurückgesetzt, wenn die Person es nicht abbricht.
users-factor-withdraw = Zurücksetzen abbrechen
users-factor-withdrawn = Das Zurücksetzen wurde abgebrochen.
users-factor-title = Zweiten Faktor zurücksetzen?
users-factor-text = In { $hours } Stunden funktionieren die Authenticator-Apps und Wiederherstellungscodes dieser Person nicht mehr, und sie kann sich allein mit ihrem Passwort anmelden. Bis dahin kann sie das Zurücksetzen abbrechen. Wir senden einen Hinweis an alle ihre E-Mail-Adressen.
users-factor-action = Zweiten Faktor zurücksetzen
users-factor-keep = Aktiviert lassen
users-factor-asked = Der zweite Faktor wird in { $hours } Stunden zurückgesetzt. Wir senden einen Hinweis an alle E-Mail-Adressen dieser Person.
users-factor-not-on = Diese Person hat keinen zweiten Faktor.
users-factor-shared = Diese Person ist auch in einem anderen Konto. Nur ein Server-Admin kann ihren zweiten Faktor zurücksetzen.
users-factor-oneself = Deinen eigenen zweiten Faktor verwaltest du unter „Meine Einstellungen“.
users-factor-already = Das Zurücksetzen läuft bereits.
users-veto-title = Zweiten Faktor behalten?
users-veto-text = Ein Admin hat angegeben, dass du deinen zweiten Faktor verloren hast, und uns gebeten, ihn zu entfernen. Wenn du ihn noch hast, brich das Zurücksetzen ab.
users-veto-doubted = Jemand mit Zugriff auf deine E-Mails hat gemeldet, dass ein kürzlich hinzugefügter zweiter Faktor nicht von dir ist. Er wird entfernt. Wenn er von dir ist, behalte ihn.
users-veto-action = Zweiten Faktor behalten
users-veto-leave = Ich habe ihn verloren, weiter
users-veto-not-mine = Er ist nicht von mir, entfernen
users-veto-done = Das Zurücksetzen wurde abgebrochen. Dein zweiter Faktor ist unverändert.
users-veto-next = Wenn du nicht weißt, warum das angefordert wurde, sprich mit deinen Admins und lege ein neues Passwort fest.
users-veto-not-good = Dieser Link ist nicht mehr gültig. Vielleicht wurde der zweite Faktor schon zurückgesetzt oder das Zurücksetzen abgebrochen.
users-new-lead = Wer neu bei Callbook ist, bekommt eine E-Mail, um ein Passwort festzulegen. Wer schon ein Profil hat, bekommt eine Einladung.
users-new-action = Benutzer hinzufügen
users-phone-label = Telefonnummer
users-phone-hint = Mit Ländervorwahl, zum Beispiel +49 1512 3456789. Die Person bestätigt sie selbst.
users-created = { $name } wurde hinzugefügt und bekommt eine E-Mail, um ein Passwort festzulegen.
users-invited = { $name } wurde eingeladen und tritt bei, sobald die Einladung angenommen ist.
users-already-here = Jemand mit dieser Adresse ist schon in diesem Konto
users-invited-already = An diese Adresse ging schon eine Einladung, die noch nicht beantwortet ist
users-full =
    { $limit ->
        [one] Dieses Konto ist auf einen Benutzer begrenzt. Erhöhe die Höchstzahl in den Kontoeinstellungen oder entferne jemanden.
       *[other] Dieses Konto ist auf { $limit } Benutzer begrenzt. Erhöhe die Höchstzahl in den Kontoeinstellungen oder entferne jemanden.
    }
users-link-row = Einrichtungslink
users-link-hint = Die Person hat noch kein Passwort festgelegt. Ein Link läuft nach { $hours } Stunden ab.
users-link-sent = Wir senden die E-Mail.
users-link-not-needed = Diese Person hat die Einrichtung schon abgeschlossen.
users-invitations =
    { $count ->
        [one] Eine offene Einladung
       *[other] { $count } offene Einladungen
    }
users-invitation-until = läuft ab am { $when }
users-invitation-over = abgelaufen
users-withdraw = Zurückziehen
users-withdrawn = Die Einladung wurde zurückgezogen.
users-no-team = Kein Team
users-teams-set = Die Teams wurden gespeichert.
users-contacts-heading = Kontaktdaten hinzufügen
users-contacts-shared = Diese Person ist auch in einem anderen Konto, deshalb kann nur sie selbst ihre Kontaktdaten ändern.
users-contacts-hint = Kontaktdaten, die du hinzufügst, sind unbestätigt, bis die Person sie bestätigt. Bestätigte Kontaktdaten kannst du nicht ändern.
users-contact-add = Hinzufügen
users-contact-there = Die Person hat diese Adresse oder Nummer schon oder hat die Höchstzahl erreicht
users-email-added = Die Adresse wurde hinzugefügt. Wir senden einen Link, um sie zu bestätigen.
users-phone-added = Die Nummer wurde hinzugefügt. Die Person kann sie unter „Meine Einstellungen“ bestätigen.
users-contact-removal-title = Diese Adresse oder Nummer entfernen?
users-contact-removal-text = Sie ist noch nicht bestätigt. Wir benachrichtigen diese Person.
users-contact-removal-action = Entfernen
users-contact-removed = Die Adresse oder Nummer wurde entfernt.
users-factor-nobody-to-tell = Diese Person hat keine funktionierende E-Mail-Adresse und könnte das Zurücksetzen nicht abbrechen. Nur ein Server-Admin kann ihren zweiten Faktor zurücksetzen.
users-factor-too-often = Zu viele Anfragen. Versuch es morgen noch einmal.
users-sessions-hint = Meldet die Person in allen Browsern von diesem Konto ab. API-Tokens funktionieren weiter.
users-sessions-end = Überall abmelden
users-sessions-ended = Die Person wurde von diesem Konto abgemeldet.
users-column-reach = Erreichbarkeit
users-reach-yes = { $channels }
users-reach-quiet = nur { $channels }
users-reach-no = nicht erreichbar
