import-title = Gebruikers importeren
import-lead = Uit een CSV-bestand. Het wordt eerst gecontroleerd en je ziet elke fout voordat er iets gebeurt.
import-file-label = CSV-bestand
import-file-hint = De kolomnamen staan op de eerste regel: name en email zijn verplicht; phone, roles en teams mogen ontbreken. Scheid meerdere rollen of teams met puntkomma’s. Maximaal 500 regels.
import-read = Bestand controleren
import-other = Ander bestand kiezen
import-run = Importeren
import-count =
    { $count ->
        [one] Het bestand is goed. Er wordt één persoon toegevoegd, of uitgenodigd als die al een profiel heeft.
       *[other] Het bestand is goed. Er worden { $count } mensen toegevoegd, of uitgenodigd als ze al een profiel hebben. Een account kan 50 mensen per uur toevoegen. Zijn het er meer, importeer hetzelfde bestand dan later opnieuw.
    }
import-faults = Er is niets geïmporteerd. Verbeter deze regels en kies het bestand opnieuw.
import-more-faults = Er zijn nog meer fouten, verderop in het bestand.
import-column-line = Regel
import-column-fault = Wat te doen
import-line = Regel { $line }
import-empty = Kies een CSV-bestand met minstens één regel.
import-not-utf8 = Sla het bestand op als CSV in UTF-8 en kies het opnieuw.
import-unreadable = Deze regel is niet leesbaar: sluit de aanhalingstekens
import-no-column = Voeg een kolom toe met de naam { $column }
import-nobody = Voeg onder de eerste regel voor elke persoon een regel toe
import-too-long = Laat maximaal { $most } regels in een bestand staan en importeer de rest daarna
import-role-unknown = De rol ‘{ $role }’ bestaat niet: gebruik admin, billing, broadcaster of communicator
import-team-unknown = Het team ‘{ $team }’ bestaat niet: maak het eerst aan of laat het weg
import-twice = Dit adres staat al op een eerdere regel: laat er één staan
import-done = Geïmporteerd: { $created } aangemaakt, { $invited } uitgenodigd, { $here } al aanwezig.
import-done-partly = Tot nu toe geïmporteerd: { $created } aangemaakt, { $invited } uitgenodigd, { $here } al aanwezig. Nog te gaan: { $left }. Het account heeft zijn limiet bereikt: importeer hetzelfde bestand later opnieuw.
