data-title = Deine Daten
data-synonyms = exportieren, herunterladen, json, dsgvo, datenschutz, konto verlassen, profil löschen
data-export-name = Alles exportieren
data-export-hint = Alles, was Callbook über dich speichert, als JSON-Datei, ohne Passwörter, Schlüssel und Codes.
data-export-action = Herunterladen
data-leaving-way = Verlassen
data-leaving-row = { $account } verlassen
data-leaving-hint = Du verlierst dort deine Rollen und Teams.
data-leaving-title = Dieses Konto verlassen?
data-leaving-text = Du verlierst sofort deine Rollen und Teams in diesem Konto und bekommst keine Benachrichtigungen mehr daraus. Nur ein Admin des Kontos kann dich wieder hinzufügen.{ $alerts ->
        [0] {""}
        [one] {" "}Ein Alarm liegt noch bei dir: Dafür werden dann andere alarmiert.
       *[other] {" "}{ $alerts } Alarme liegen noch bei dir: Dafür werden dann andere alarmiert.
    }
data-leaving-owner = Du bist Inhaber dieses Kontos. Übertrage oder lösche es zuerst in den Kontoeinstellungen.
data-leaving-action = Konto verlassen
data-leaving-keep = Bleiben
data-left = Du hast { $account } verlassen.
data-removal-name = Mein Profil löschen
data-removal-hint = Entfernt dich aus allen Konten und löscht deine Daten endgültig.
data-removal-way = Löschen
data-removal-title = Dein Profil löschen?
data-removal-text = Du wirst überall abgemeldet und aus allen Konten entfernt. Dein Name und dein Passwort, deine Adressen, Telefonnummern, zweiten Faktoren, Passkeys, API-Tokens und Nachrichten werden sofort gelöscht und lassen sich nicht wiederherstellen. Was du in einem Konto getan hast, bleibt in dessen Audit-Protokoll, ohne deinen Namen. Wir senden eine letzte E-Mail an deine bestätigten Adressen.{ $alerts ->
        [0] {""}
        [one] {" "}Ein Alarm liegt noch bei dir: Dafür werden dann andere alarmiert.
       *[other] {" "}{ $alerts } Alarme liegen noch bei dir: Dafür werden dann andere alarmiert.
    }
data-removal-owner = Du bist Inhaber dieser Konten: { $accounts }. Übertrage oder lösche zuerst jedes davon: Wechsle in das Konto und öffne die Kontoeinstellungen.
data-removal-keep = Profil behalten
data-deleted = Dein Profil wurde gelöscht.
data-mail-exported = Eine Kopie von allem, was Callbook über dich speichert, wurde heruntergeladen.
data-mail-deleted-subject = Dein Callbook-Profil wurde gelöscht
data-mail-deleted = Dein Callbook-Profil wurde am { $when } gelöscht, und zwar über eine deiner Sitzungen. Das ist unsere letzte E-Mail: Wir speichern deine Adresse nicht mehr.
data-mail-deleted-not-you = Wenn du das nicht warst, sag sofort einem Admin deines Kontos Bescheid: Jemand anders war mit deinem Profil angemeldet.
