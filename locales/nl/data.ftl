data-title = Je gegevens
data-synonyms = exporteren, downloaden, json, avg, privacy, account verlaten, profiel verwijderen
data-export-name = Alles exporteren
data-export-hint = Alles wat Callbook over je bewaart, als JSON-bestand, zonder wachtwoorden, sleutels en codes.
data-export-action = Downloaden
data-leaving-way = Verlaten
data-leaving-row = { $account } verlaten
data-leaving-hint = Je verliest daar je rollen en teams.
data-leaving-title = Dit account verlaten?
data-leaving-text = Je verliest meteen je rollen en teams in dit account en krijgt er geen meldingen meer van. Alleen een beheerder van het account kan je weer toevoegen.{ $alerts ->
        [0] {""}
        [one] {" "}Er ligt nog één alarm bij jou: daarvoor worden dan anderen gewaarschuwd.
       *[other] {" "}Er liggen nog { $alerts } alarmen bij jou: daarvoor worden dan anderen gewaarschuwd.
    }
data-leaving-owner = Je bent eigenaar van dit account. Draag het eerst over of verwijder het in ‘Accountinstellingen’.
data-leaving-action = Account verlaten
data-leaving-keep = Blijven
data-left = Je hebt { $account } verlaten.
data-removal-name = Mijn profiel verwijderen
data-removal-hint = Verwijdert je uit alle accounts en verwijdert je gegevens definitief.
data-removal-way = Verwijderen
data-removal-title = Je profiel verwijderen?
data-removal-text = Je wordt overal uitgelogd en uit alle accounts verwijderd. Je naam, e-mailadressen, telefoonnummers, wachtwoord, tweede factoren, passkeys, API-tokens en berichten worden meteen verwijderd en kunnen niet worden hersteld. Wat je in een account hebt gedaan, blijft in het auditlogboek daarvan staan, zonder je naam. We sturen een laatste e-mail naar je geverifieerde adressen.{ $alerts ->
        [0] {""}
        [one] {" "}Er ligt nog één alarm bij jou: daarvoor worden dan anderen gewaarschuwd.
       *[other] {" "}Er liggen nog { $alerts } alarmen bij jou: daarvoor worden dan anderen gewaarschuwd.
    }
data-removal-owner = Je bent eigenaar van deze accounts: { $accounts }. Draag elk account eerst over of verwijder het: wissel ernaar en open ‘Accountinstellingen’.
data-removal-keep = Profiel behouden
data-deleted = Je profiel is verwijderd.
data-mail-exported = Er is een kopie gedownload van alles wat Callbook over je bewaart.
data-mail-deleted-subject = Je Callbook-profiel is verwijderd
data-mail-deleted = Je Callbook-profiel is op { $when } verwijderd vanuit een van je sessies. Dit is onze laatste e-mail: we bewaren je adres niet meer.
data-mail-deleted-not-you = Was jij dit niet? Meld het dan meteen bij een beheerder van je account: iemand anders was op jouw profiel ingelogd.
