reference-title = API-Referenz
reference-lead = Was Programme in Callbook abrufen und ändern können, und wie. Erstelle unter „Meine Einstellungen“ ein Token und setze es für $TOKEN ein, dann laufen die Beispiele unverändert.
reference-older-title = Ältere API
reference-older-lead = Für Programme aus der Zeit vor API v4. Die ältere API funktioniert nur, wenn ein Admin sie in den Kontoeinstellungen eingeschaltet hat; schreibe neue Programme für API v4.
reference-basics-title = So funktioniert die API
reference-tokens-title = Tokens
reference-tokens = Sende bei jedem Aufruf ein Token im Header „Authorization: Bearer“ mit. Du erstellst es unter „Meine Einstellungen“ im Abschnitt „API-Tokens“. Es gilt für ein einziges Konto und darf dort, was du darfst – nur Passwörter, zweite Faktoren, Sitzungen und Tokens kann es nicht ändern.
reference-errors-title = Fehler
reference-errors = Auch Fehler kommen als JSON: „errors“ enthält für jeden Fehler einen Eintrag, „code“ wiederholt den Statuscode. Wird etwas abgelehnt, ändert sich nichts.
reference-lists-title = Listen
reference-lists = Listen kommen in Teilen: „limit“ legt fest, wie groß diese sind, „offset“ oder „page“, wo sie anfangen. Filtern lässt sich nach jedem Attribut; „ops“ bestimmt, wie verglichen wird, etwa „ops=name:beginsWith“. „sort“ und „direction“ sortieren, „q“ sucht nach Wörtern.
reference-limits-title = Limits
reference-limits = 300 Aufrufe pro Minute und Token. Wie viele noch übrig sind, steht in RateLimit. Warte nach Status 429 so viele Sekunden, wie Retry-After angibt. Pro Stunde lassen sich höchstens 5.000 Personen einladen, je Konto und je einladender Person.
reference-changes-title = Änderungen
reference-changes = Was du bei einem PUT weglässt, bleibt unverändert; für PATCH gilt dasselbe. Erfolgreiche Antworten mit Daten haben ein ETag: Sende es als If-None-Match, um die Daten nur zu bekommen, wenn sie sich geändert haben, und als If-Match, um keine Änderung zu überschreiben, die es seit dem Lesen gab. Mit „Prefer: return=minimal“ kommt die Antwort auf eine Änderung ohne Body.
reference-repeats-title = Wiederholungen
reference-repeats = Sende bei einem POST einen Idempotency-Key mit, dann kannst du den POST 24 Stunden lang wiederholen: Er wird nur einmal ausgeführt, und du bekommst jedes Mal dieselbe Antwort.
reference-older-tokens = Sende ein Token von „/public/login“ oder ein API-Token im Header „Authorization“ mit. Ein Token von „/public/login“ gilt eine Stunde. Wenn du dich mit einem zweiten Faktor anmeldest, erstelle stattdessen ein API-Token.
reference-older-errors = Auch Fehler kommen als JSON: „errors“ enthält für jeden Fehler einen Eintrag. Fehlt etwas oder ist etwas ungültig, lautet der Status 400.
reference-older-lists = Listen kommen in Teilen: „limit“ legt fest, wie groß diese sind, „offset“ oder „page“, wo sie anfangen. Filtern lässt sich nach Attributen, und „sort=-createdAt“ stellt die neuesten Einträge an den Anfang.
reference-example = Beispiel
reference-answer = Antwort
reference-parameters = Parameter
reference-body = Body
reference-statuses = Statuscodes
reference-required = erforderlich
