reference-title = API-documentatie
reference-lead = Wat programma’s aan Callbook kunnen vragen, en hoe. Maak een token in Mijn instellingen, zet het op de plek van $TOKEN en de voorbeelden werken zonder verdere aanpassing.
reference-older-title = Oudere API
reference-older-lead = Voor programma’s van vóór API v4. De oudere API werkt alleen als een beheerder die heeft aangezet in de accountinstellingen; schrijf nieuwe programma’s voor API v4.
reference-basics-title = Hoe het werkt
reference-tokens-title = Tokens
reference-tokens = Stuur bij elke aanroep een token mee in de header ‘Authorization: Bearer’. Je maakt het in Mijn instellingen onder API-tokens. Het geeft toegang tot één account en mag daar wat jij mag, behalve wachtwoorden, tweede factoren, sessies en tokens wijzigen.
reference-errors-title = Fouten
reference-errors = Ook fouten komen als JSON: ‘errors’ bevat een item voor alles wat niet klopt en ‘code’ herhaalt de statuscode. Wordt er iets geweigerd, dan verandert er niets.
reference-lists-title = Lijsten
reference-lists = Lijsten komen in delen: ‘limit’ bepaalt hoe groot die delen zijn, ‘offset’ of ‘page’ waar ze beginnen. Je kunt op elk attribuut filteren; ‘ops’ bepaalt hoe er wordt vergeleken, bijvoorbeeld ‘ops=name:beginsWith’. ‘sort’ en ‘direction’ bepalen de volgorde en ‘q’ zoekt op woorden.
reference-limits-title = Limieten
reference-limits = 300 aanroepen per minuut per token. In RateLimit staat hoeveel er nog over zijn. Wacht na status 429 het aantal seconden dat Retry-After aangeeft. Per uur kunnen hoogstens 5.000 mensen worden uitgenodigd, per account en per persoon die uitnodigt.
reference-changes-title = Wijzigingen
reference-changes = Wat je bij een PUT weglaat, blijft zoals het is; voor PATCH geldt hetzelfde. Geslaagde antwoorden met gegevens hebben een ETag: stuur die mee als If-None-Match om de gegevens alleen te krijgen als ze veranderd zijn, en als If-Match om niets te overschrijven wat sinds het lezen veranderd is. Met ‘Prefer: return=minimal’ komt het antwoord op een wijziging zonder body.
reference-repeats-title = Herhalen
reference-repeats = Stuur bij een POST een Idempotency-Key mee, dan kun je die POST 24 uur lang opnieuw sturen: hij wordt maar één keer uitgevoerd en je krijgt steeds hetzelfde antwoord.
reference-older-tokens = Stuur een token van ‘/public/login’, of een API-token, mee in de header ‘Authorization’. Een token van ‘/public/login’ werkt een uur. Log je in met een tweede factor, maak dan in plaats daarvan een API-token.
reference-older-errors = Ook fouten komen als JSON: ‘errors’ bevat een item voor alles wat niet klopt. Ontbreekt er iets of is iets ongeldig, dan is de status 400.
reference-older-lists = Lijsten komen in delen: ‘limit’ bepaalt hoe groot die delen zijn, ‘offset’ of ‘page’ waar ze beginnen. Je kunt op attributen filteren en ‘sort=-createdAt’ zet het nieuwste vooraan.
reference-example = Voorbeeld
reference-answer = Antwoord
reference-parameters = Parameters
reference-body = Body
reference-statuses = Statuscodes
reference-required = verplicht
