history-title = Beveiligingsgeschiedenis
history-synonyms = activiteit, logboek, audit, gebeurtenissen, aanmeldingen, beveiliging
history-hint = De laatste gebeurtenissen. Herken je er een niet? Wijzig dan meteen je wachtwoord.
history-unknown = Iets anders
history-console = Op de server, door een beheerder
