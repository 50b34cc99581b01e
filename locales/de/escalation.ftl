escalation-title = Eskalation
escalation-lead = Bei einem Alarm für dieses Team wird zuerst Ebene 1 alarmiert. Wenn ihn niemand rechtzeitig übernimmt, wird die nächste Ebene alarmiert.
escalation-no-shifts = Der Dienstplan des Teams hat noch keine Schichten. Solange besteht Ebene 1 aus allen Mitgliedern und Ebene 2 aus den Team-Admins; auf weiteren Ebenen ist niemand.
escalation-layer = Ebene { $layer }
escalation-all-members = Alle Mitglieder
escalation-team-admins = Team-Admins
escalation-nobody = Niemand, wird übersprungen
escalation-time-out-label = Minuten zum Antworten
escalation-time-out-invalid = Gib { $min } bis { $max } Minuten für Ebene { $layer } ein
escalation-repeats-label = Erneut alarmieren
escalation-repeats-none = Nicht erneut
escalation-repeats-once = Noch einmal
escalation-repeats-twice = Noch zweimal
escalation-repeats-thrice = Noch dreimal
escalation-waits =
    { $minutes ->
        [one] { $minutes } Minute zum Antworten
       *[other] { $minutes } Minuten zum Antworten
    }
escalation-after = Nach der letzten Ebene werden bei hoher oder kritischer Dringlichkeit die Team-Admins alarmiert, oder die Admins des Kontos, falls die Team-Admins schon alarmiert wurden. Bei geringerer Dringlichkeit werden die Admins benachrichtigt, dass niemand geantwortet hat.
escalation-add = Ebene hinzufügen
escalation-remove = Ebene { $layer } entfernen
escalation-saved = Die Eskalation wurde gespeichert.
escalation-added = Ebene { $layer } wurde hinzugefügt.
escalation-removed = Ebene { $layer } wurde entfernt.
escalation-limit = Ein Team hat { $min } bis { $max } Ebenen.
