alerts-title = Alarme
alerts-lead = Worauf jemand reagieren muss und wer übernommen hat.
alerts-new = Neuer Alarm
alerts-create = Alarm auslösen
alerts-back = Alle Alarme
alerts-search = Titel, Schlagwort oder #Nummer
alerts-all = Alle
alerts-whose = Wer alarmiert wird
alerts-everyones = Alle
alerts-mine = Ich
alerts-empty = Es gibt noch keine Alarme. Sobald einer ausgelöst wird, alarmieren wir alle, die in Rufbereitschaft sind.
alerts-none-found = Keine Alarme passen zu diesen Filtern.
alerts-column-alert = Alarm
alerts-column-status = Status
alerts-column-urgency = Dringlichkeit
alerts-column-taken = Übernommen von
alerts-column-when = Ausgelöst
alerts-waits-for-me = Wartet auf dich
alerts-test = Test
alerts-urgency-silent = Stumm
alerts-urgency-low = Niedrig
alerts-urgency-medium = Mittel
alerts-urgency-high = Hoch
alerts-urgency-critical = Kritisch
alerts-status-queued = In Warteschlange
alerts-status-open = Offen
alerts-status-acknowledged = Übernommen
alerts-status-resolved = Behoben
alerts-status-dropped = Unbeantwortet
alerts-status-suppressed = Nur in der Liste
alerts-title-label = Titel
alerts-title-hint = Kurz: Er wird am Telefon vorgelesen.
alerts-title-empty = Gib einen Titel ein
alerts-title-too-long = Gib einen Titel mit höchstens { $max } Zeichen ein
alerts-description-label = Beschreibung
alerts-description-hint = Was bekannt ist und was zuerst zu tun ist.
alerts-description-too-long = Gib höchstens { $max } Zeichen ein
alerts-urgency-label = Dringlichkeit
alerts-urgency-hint = Ein stummer Alarm steht nur in der Liste und alarmiert niemanden.
alerts-destinations-label = Wer alarmiert wird
alerts-destinations-empty = Wähle mindestens ein Team oder eine Person
alerts-destination-gone = Entfernt
alerts-layer-until = wartet bis { $when }
alerts-made = Der Alarm wurde ausgelöst.
alerts-heading = Details
alerts-tags = Schlagwörter
alerts-times = { $count }-mal gemeldet
alerts-acknowledge = Übernehmen
alerts-reject = Ablehnen
alerts-resolve = Als behoben markieren
alerts-timeline = Verlauf
alerts-timeline-cut = Nur die neuesten { $count } Einträge werden angezeigt.
alerts-comments = Kommentare
alerts-comments-cut = Nur die neuesten { $count } Kommentare werden angezeigt. Die API listet alle auf.
alerts-comment-label = Kommentar
alerts-comment-add = Kommentar hinzufügen
alerts-comment-added = Dein Kommentar wurde hinzugefügt.
alerts-comment-empty = Gib einen Kommentar ein
alerts-somebody = Jemand
alerts-entry-made = { $actor } hat den Alarm ausgelöst
alerts-entry-repeated = Erneut gemeldet
alerts-entry-no-room = Erneut gemeldet für { $count ->
        [one] ein weiteres Ziel, das nicht alarmiert wird
       *[other] { $count } weitere Ziele, die nicht alarmiert werden
    }: Ein Alarm hat höchstens { $max } Ziele
alerts-entry-raised = Erneut gemeldet, jetzt mit Dringlichkeit: { $urgency }
alerts-entry-layer = { $team }: Ebene { $layer } wird alarmiert
alerts-entry-admins = Niemand hat übernommen: Die Admins werden alarmiert
alerts-entry-nobody = { $team }: Auf Ebene { $layer } ist niemand in Rufbereitschaft
alerts-entry-sent = { $user } wurde alarmiert
alerts-entry-unreachable = { $user } ist nicht erreichbar: Kein Kanal funktioniert
alerts-entry-unanswered = Niemand hat rechtzeitig reagiert
alerts-entry-acknowledged = { $actor } hat den Alarm übernommen
alerts-entry-rejected = { $actor } hat den Alarm abgelehnt
alerts-entry-resolved = { $actor } hat den Alarm als behoben markiert
alerts-entry-dropped = Niemand hat übernommen: Der Alarm bleibt unbeantwortet
alerts-answered-acknowledged = Du hast Alarm #{ $number } übernommen.
alerts-answered-rejected = Du hast Alarm #{ $number } abgelehnt.
alerts-answered-resolved = Du hast Alarm #{ $number } als behoben markiert.
alerts-answered-already = { $name } hat Alarm #{ $number } bereits übernommen.
alerts-answered-over = Alarm #{ $number } wartet nicht mehr auf eine Antwort.
alerts-answered-not-paged = Alarm #{ $number } wartet nicht auf dich.
alerts-link-title = Alarm
alerts-link-heading = Übernimmst du Alarm #{ $number }?
alerts-link-not-good = Dieser Link ist nicht mehr gültig. Melde dich an, um den Alarm zu sehen.
alerts-removal-title = Diesen Alarm löschen?
alerts-removal-text = Auch der Verlauf und die Kommentare werden gelöscht.
alerts-removal-action = Alarm löschen
alerts-removal-keep = Alarm behalten
alerts-removal-open = Markiere den Alarm zuerst als behoben: Nur behobene Alarme können gelöscht werden.
alerts-removed = Der Alarm wurde gelöscht.
alerts-answered-may-not-resolve = Nur wer Alarm #{ $number } übernommen hat oder ein Admin kann ihn als behoben markieren.
alerts-entry-handed-off = { $actor } hat den Alarm an { $to } übergeben
alerts-tag-empty = Gib ein Schlagwort ein
alerts-tag-too-long = Gib ein Schlagwort mit höchstens { $max } Zeichen ein
alerts-key-unfit = Gib 1 bis { $max } sichtbare Zeichen ein
alerts-destinations-too-many = Wähle höchstens { $max } Teams und Personen
alerts-entry-held = { $user }: eine Nachricht für viele Alarme, weil so viele auf einmal kamen
alerts-entry-asked = Einen Tag lang ist nichts passiert: Wir haben { $user } gefragt, ob daran noch gearbeitet wird
alerts-entry-left = { $user } hat das Konto verlassen: Andere werden alarmiert
alerts-waiting =
    { $count ->
        [one] Ein Alarm wartet auf dich.
       *[other] { $count } Alarme warten auf dich.
    }
alerts-see = Alarme ansehen
alerts-mass-none = Wähle zuerst 1 bis { $max } Alarme aus.
alerts-mass-with = Mit den ausgewählten Alarmen:
alerts-mass-pick = Alarm #{ $number } auswählen
alerts-mass-acknowledge-text = Alle, die gerade alarmiert werden, werden nicht weiter alarmiert und erfahren, dass du übernommen hast.
alerts-mass-resolve-text = Danach wird dafür niemand mehr alarmiert. Alle, die alarmiert wurden, erfahren davon.
alerts-handoff-title = Diesen Alarm übergeben
alerts-handoff-lead = Danach ist der Alarm wieder offen, und wir alarmieren alle, die du auswählst.
alerts-handoff-action = Übergeben
alerts-handed-off = Du hast Alarm #{ $number } an { $to } übergeben.
alerts-handoff-may-not = Nur wer Alarm #{ $number } übernommen hat oder ein Admin kann ihn übergeben.
alerts-entry-news = { $user } wurde informiert
alerts-incident = Störung
alerts-mass-acknowledge-title =
    { $count ->
        [one] Diesen Alarm übernehmen?
       *[other] Diese { $count } Alarme übernehmen?
    }
alerts-mass-resolve-title =
    { $count ->
        [one] Diesen Alarm als behoben markieren?
       *[other] Diese { $count } Alarme als behoben markieren?
    }
alerts-news =
    { $count ->
        [one] Eine Person wurde informiert
       *[other] { $count } Personen wurden informiert
    }
alerts-mass-acknowledged =
    { $count ->
        [0] Kein Alarm wurde übernommen.
        [one] Du hast einen Alarm übernommen.
       *[other] Du hast { $count } Alarme übernommen.
    }{ $others ->
        [0] {""}
        [one] {" "}Ein Alarm ließ sich nicht ändern.
       *[other] {" "}{ $others } Alarme ließen sich nicht ändern.
    }
alerts-mass-resolved =
    { $count ->
        [0] Kein Alarm wurde als behoben markiert.
        [one] Du hast einen Alarm als behoben markiert.
       *[other] Du hast { $count } Alarme als behoben markiert.
    }{ $others ->
        [0] {""}
        [one] {" "}Ein Alarm ließ sich nicht ändern.
       *[other] {" "}{ $others } Alarme ließen sich nicht ändern.
    }
alerts-open = Alarm öffnen
