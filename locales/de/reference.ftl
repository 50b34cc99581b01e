reference-title = API-Referenz
reference-lead = Nutze die API von Callbook in deinen eigenen Programmen. Erstelle unter „Meine Einstellungen“ ein Token, setze es als Umgebungsvariable TOKEN und führe die Beispiele unverändert aus, mit curl, Python oder JavaScript.
reference-older-title = Ältere API
reference-older-lead = Für Programme aus der Zeit vor API v4. Sie funktioniert nur, wenn ein Admin sie in den Kontoeinstellungen eingeschaltet hat. Schreibe neue Programme für API v4.
reference-basics-title = So funktioniert die API
reference-tokens-title = Tokens
reference-tokens = Sende dein Token mit jeder Anfrage im Authorization-Header: `Authorization: Bearer …`. Erstelle es unter „Meine Einstellungen“ im Abschnitt „API-Tokens“. Es gibt mit deinen Rechten Zugriff auf ein Konto, kann aber keine Passwörter, zweiten Faktoren, Sitzungen und Tokens ändern.
reference-errors-title = Fehler
reference-errors = Auch Fehler sind JSON: `errors` enthält für jedes Problem einen Eintrag, `code` wiederholt den Statuscode. Wird ein Teil einer Anfrage abgelehnt, ändert sich nichts.
reference-examples-title = Beispiele
reference-examples = Die Beispiele lesen dein Token aus der Umgebungsvariablen `TOKEN` und die ID in einem Pfad aus der Variablen `ID`. Die Python-Beispiele brauchen das Paket `requests`. Die JavaScript-Beispiele sind Module für Node.js 18 oder neuer.
reference-lists-title = Listen
reference-lists = Listen sind in Seiten unterteilt: `limit` legt die Seitengröße fest, `offset` oder `page` den Anfang. Filtere nach beliebigen Attributen; `ops` bestimmt den Vergleich, etwa `ops=name:beginsWith`. `sort` und `direction` bestimmen die Reihenfolge, `q` sucht.
reference-limits-title = Limits
reference-limits = Du kannst mit jedem Token { $calls } Anfragen pro Minute senden. Der RateLimit-Header zeigt, wie viele noch übrig sind. Warte nach Status 429 die in `Retry-After` angegebene Zahl an Sekunden. Jedes Konto und jede Person kann bis zu { $people } Personen pro Stunde einladen.
reference-changes-title = Änderungen
reference-changes = Felder, die du bei einem `PUT` weglässt, bleiben unverändert; `PATCH` funktioniert genauso. Erfolgreiche Antworten mit Daten haben ein `ETag`. Sende es als `If-None-Match`, um die Daten nur zu bekommen, wenn sie sich geändert haben, und als `If-Match`, um keine Änderung zu überschreiben, die es seit dem Lesen gab. Mit `Prefer: return=minimal` hat die Antwort auf eine Änderung keinen Body.
reference-repeats-title = Idempotenz
reference-repeats = Sende bei einem POST einen Idempotency-Key-Header mit, um ihn 24 Stunden lang gefahrlos zu wiederholen: Er wird nur einmal ausgeführt und liefert immer dieselbe Antwort.
reference-older-tokens = Sende ein Token von `/public/login` oder ein API-Token im Authorization-Header mit. Ein Token von `/public/login` läuft nach einer Stunde ab. Wenn du dich mit einem zweiten Faktor anmeldest, erstelle stattdessen ein API-Token.
reference-older-errors = Auch Fehler sind JSON: `errors` enthält für jedes Problem einen Eintrag. Fehlende oder ungültige Werte führen zu Status 400.
reference-older-lists = Listen sind in Seiten unterteilt: `limit` legt die Seitengröße fest, `offset` oder `page` den Anfang. Filtere nach Attributen; `sort=-createdAt` stellt das Neueste an den Anfang.
reference-find = Referenz durchsuchen
reference-find-none = Keine Ergebnisse. Versuch es mit einem anderen Wort.
reference-example = Beispiel
reference-language = Programmiersprache des Beispiels
reference-answer = Antwort
reference-parameters = Parameter
reference-body = Body
reference-statuses = Statuscodes
reference-required = erforderlich
