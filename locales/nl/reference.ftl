reference-title = API-referentie
reference-lead = Gebruik de API van Callbook in je eigen programma’s. Maak een token aan in ‘Mijn instellingen’, zet het in de omgevingsvariabele TOKEN en voer de voorbeelden ongewijzigd uit, met curl, Python of JavaScript.
reference-older-title = Oudere API
reference-older-lead = Voor programma’s van vóór API v4. Deze API werkt alleen als een beheerder die heeft aangezet in de accountinstellingen. Schrijf nieuwe programma’s voor API v4.
reference-basics-title = Hoe het werkt
reference-tokens-title = Tokens
reference-tokens = Stuur je token mee met elk verzoek, in de Authorization-header: `Authorization: Bearer …`. Maak het aan in ‘Mijn instellingen’ onder ‘API-tokens’. Het geeft toegang tot één account, met jouw rechten, maar kan geen wachtwoorden, tweede factoren, sessies en tokens wijzigen.
reference-errors-title = Fouten
reference-errors = Ook fouten zijn JSON: `errors` bevat een item per probleem en `code` herhaalt de statuscode. Wordt een deel van een verzoek geweigerd, dan verandert er niets.
reference-examples-title = Voorbeelden
reference-examples = De voorbeelden lezen je token uit de omgevingsvariabele `TOKEN`, en het ID in een pad uit de variabele `ID`. De Python-voorbeelden hebben het pakket `requests` nodig. De JavaScript-voorbeelden zijn modules voor Node.js 18 of nieuwer.
reference-lists-title = Lijsten
reference-lists = Lijsten zijn verdeeld in pagina’s: `limit` bepaalt de paginagrootte, `offset` of `page` het begin. Filter op elk attribuut; `ops` bepaalt de vergelijking, bijvoorbeeld `ops=name:beginsWith`. `sort` en `direction` bepalen de volgorde en `q` zoekt.
reference-limits-title = Limieten
reference-limits = Je kunt met elk token { $calls } verzoeken per minuut sturen. De RateLimit-header toont hoeveel er nog over zijn. Wacht na status 429 het aantal seconden dat `Retry-After` aangeeft. Elk account, en elke persoon, kan hoogstens { $people } mensen per uur uitnodigen.
reference-changes-title = Wijzigingen
reference-changes = Velden die je bij een `PUT` weglaat, blijven ongewijzigd; `PATCH` werkt op dezelfde manier. Geslaagde antwoorden met gegevens hebben een `ETag`. Stuur die als `If-None-Match` mee om de gegevens alleen te krijgen als ze zijn gewijzigd, en als `If-Match` om geen wijziging te overschrijven van nadat je ze hebt gelezen. Met `Prefer: return=minimal` heeft het antwoord op een wijziging geen body.
reference-repeats-title = Idempotentie
reference-repeats = Stuur bij een POST een Idempotency-Key-header mee om de POST 24 uur lang veilig te kunnen herhalen: het verzoek wordt één keer uitgevoerd en geeft altijd hetzelfde antwoord.
reference-older-tokens = Stuur een token van `/public/login`, of een API-token, mee in de Authorization-header. Een token van `/public/login` verloopt na een uur. Log je in met een tweede factor, maak dan in plaats daarvan een API-token aan.
reference-older-errors = Ook fouten zijn JSON: `errors` bevat een item per probleem. Ontbrekende of ongeldige waarden geven status 400.
reference-older-lists = Lijsten zijn verdeeld in pagina’s: `limit` bepaalt de paginagrootte, `offset` of `page` het begin. Filter op attributen; `sort=-createdAt` zet het nieuwste vooraan.
reference-find = Zoeken in de referentie
reference-find-none = Geen resultaten. Probeer een ander woord.
reference-example = Voorbeeld
reference-language = Programmeertaal van het voorbeeld
reference-answer = Antwoord
reference-parameters = Parameters
reference-body = Body
reference-statuses = Statuscodes
reference-required = verplicht
