import-title = Gebruikers importeren
import-lead = Importeer mensen uit een CSV-bestand. Het bestand wordt eerst gecontroleerd en je ziet alle fouten voordat er iets wordt geïmporteerd.
import-file-label = CSV-bestand
import-file-hint = De eerste regel bevat de kolomnamen. Een naam en een e-mailadres zijn verplicht; telefoon, rollen en teams zijn optioneel en andere kolommen worden genegeerd. Scheid meerdere rollen of teams met puntkomma’s. Maximaal { $lines } regels.
import-read = Bestand controleren
import-other = Ander bestand kiezen
import-run = Importeren
import-count =
    { $count ->
        [one] Het bestand is geldig. Er wordt één persoon toegevoegd, of uitgenodigd als die al een profiel heeft.
       *[other] Het bestand is geldig. Er worden { $count } mensen toegevoegd, of uitgenodigd als ze al een profiel hebben.
    }
import-here =
    { $count ->
        [one] Eén persoon zit al in het account of is al uitgenodigd: daar verandert niets aan.
       *[other] { $count } mensen zitten al in het account of zijn al uitgenodigd: daar verandert niets aan.
    }
import-nothing-new = Iedereen in dit bestand zit al in het account of is al uitgenodigd. Er is niets te importeren.
import-column-result = Wat er gebeurt
import-result-new = Nieuw
import-result-here = Al in het account
import-result-invited = Al uitgenodigd
import-faults = Er is niets geïmporteerd. Verbeter deze regels en kies het bestand opnieuw.
import-more-faults = Er zijn nog meer fouten. Verbeter eerst deze.
import-column-line = Regel
import-column-column = Kolom
import-column-found = Inhoud
import-found-nothing = Leeg
import-column-fault = Wat te doen
import-empty = Kies een CSV-bestand met minstens één regel.
import-not-utf8 = Sla het bestand op als CSV in UTF-8 en kies het opnieuw.
import-too-large = Dit bestand is { $size } groot. Een bestand mag maximaal { $most } groot zijn en { $lines } regels hebben. Splits het en importeer de delen na elkaar.
import-unreadable = Voeg een sluitend aanhalingsteken toe of verwijder het aanhalingsteken dat hier staat
import-no-column = Voeg een kolom toe met de naam { $column }
import-nobody = Voeg onder de kolomnamen voor elke persoon een regel toe
import-too-long = Een bestand mag maximaal { $most } regels hebben. Splits het en importeer de rest apart
import-role-unknown = De rol ‘{ $role }’ bestaat niet: gebruik admin, billing, broadcaster of communicator
import-team-unknown = Het team ‘{ $team }’ bestaat niet: maak het eerst aan of laat het weg
import-twice = Dit adres staat al op een eerdere regel. Laat er maar één staan
import-done =
    Import voltooid.{ $created ->
        [0] {""}
        [one] {" "}Er is één persoon toegevoegd.
       *[other] {" "}Er zijn { $created } mensen toegevoegd.
    }{ $invited ->
        [0] {""}
        [one] {" "}Er is één persoon uitgenodigd.
       *[other] {" "}Er zijn { $invited } mensen uitgenodigd.
    }{ $here ->
        [0] {""}
        [one] {" "}Eén persoon zat al in het account of was al uitgenodigd.
       *[other] {" "}{ $here } mensen zaten al in het account of waren al uitgenodigd.
    }
import-done-partly =
    Gedeeltelijk geïmporteerd.{ $created ->
        [0] {""}
        [one] {" "}Er is één persoon toegevoegd.
       *[other] {" "}Er zijn { $created } mensen toegevoegd.
    }{ $invited ->
        [0] {""}
        [one] {" "}Er is één persoon uitgenodigd.
       *[other] {" "}Er zijn { $invited } mensen uitgenodigd.
    }{ $here ->
        [0] {""}
        [one] {" "}Eén persoon zat al in het account of was al uitgenodigd.
       *[other] {" "}{ $here } mensen zaten al in het account of waren al uitgenodigd.
    } { $left ->
        [one] Eén persoon kon niet worden geïmporteerd, omdat het account
       *[other] { $left } mensen konden niet worden geïmporteerd, omdat het account
    } de gebruikerslimiet of de limiet voor uitnodigingen per uur heeft bereikt. Verhoog de gebruikerslimiet in ‘Accountinstellingen’ of wacht een uur, en importeer dan hetzelfde bestand opnieuw.
