import-title = Benutzer importieren
import-lead = Importiere Personen aus einer CSV-Datei. Die Datei wird zuerst geprüft, und du siehst alle Fehler, bevor etwas importiert wird.
import-file-label = CSV-Datei
import-file-hint = Die erste Zeile nennt die Spalten. Name und E-Mail sind erforderlich; Telefon, Rollen und Teams sind optional, andere Spalten werden ignoriert. Trenne mehrere Rollen oder Teams mit Semikolons. Höchstens { $lines } Zeilen.
import-read = Datei prüfen
import-other = Andere Datei wählen
import-run = Importieren
import-count =
    { $count ->
        [one] Die Datei ist gültig. Eine Person wird hinzugefügt oder, wenn sie schon ein Profil hat, eingeladen.
       *[other] Die Datei ist gültig. { $count } Personen werden hinzugefügt oder, wenn sie schon ein Profil haben, eingeladen.
    }
import-here =
    { $count ->
        [one] Eine Person ist schon im Konto oder eingeladen: Für sie ändert sich nichts.
       *[other] { $count } Personen sind schon im Konto oder eingeladen: Für sie ändert sich nichts.
    }
import-nothing-new = Alle Personen in dieser Datei sind schon im Konto oder eingeladen. Es gibt nichts zu importieren.
import-column-result = Was geschieht
import-result-new = Neu
import-result-here = Schon im Konto
import-result-invited = Schon eingeladen
import-faults = Es wurde nichts importiert. Korrigiere diese Zeilen und wähle die Datei noch einmal.
import-more-faults = Es gibt noch weitere Fehler. Korrigiere zuerst diese.
import-column-line = Zeile
import-column-column = Spalte
import-column-found = Inhalt
import-found-nothing = Leer
import-column-fault = Was zu tun ist
import-empty = Wähle eine CSV-Datei mit mindestens einer Zeile.
import-not-utf8 = Speichere die Datei als CSV in UTF-8 und wähle sie noch einmal.
import-too-large = Diese Datei ist { $size } groß. Eine Datei darf höchstens { $most } groß sein und { $lines } Zeilen haben. Teile sie auf und importiere die Teile nacheinander.
import-unreadable = Ergänze das schließende Anführungszeichen oder entferne das öffnende
import-no-column = Füge eine Spalte namens { $column } hinzu
import-nobody = Füge unter den Spaltennamen eine Zeile pro Person hinzu
import-too-long = Eine Datei darf höchstens { $most } Zeilen haben. Teile sie auf und importiere den Rest getrennt
import-role-unknown = Die Rolle „{ $role }“ gibt es nicht: Verwende admin, billing, broadcaster oder communicator
import-team-unknown = Das Team „{ $team }“ gibt es nicht: Erstelle es zuerst oder lass es weg
import-twice = Diese Adresse steht schon in einer früheren Zeile. Behalte nur eine davon
import-done =
    Import abgeschlossen.{ $created ->
        [0] {""}
        [one] {" "}Eine Person wurde hinzugefügt.
       *[other] {" "}{ $created } Personen wurden hinzugefügt.
    }{ $invited ->
        [0] {""}
        [one] {" "}Eine Person wurde eingeladen.
       *[other] {" "}{ $invited } Personen wurden eingeladen.
    }{ $here ->
        [0] {""}
        [one] {" "}Eine Person war schon im Konto oder eingeladen.
       *[other] {" "}{ $here } Personen waren schon im Konto oder eingeladen.
    }
import-done-partly =
    Teilweise importiert.{ $created ->
        [0] {""}
        [one] {" "}Eine Person wurde hinzugefügt.
       *[other] {" "}{ $created } Personen wurden hinzugefügt.
    }{ $invited ->
        [0] {""}
        [one] {" "}Eine Person wurde eingeladen.
       *[other] {" "}{ $invited } Personen wurden eingeladen.
    }{ $here ->
        [0] {""}
        [one] {" "}Eine Person war schon im Konto oder eingeladen.
       *[other] {" "}{ $here } Personen waren schon im Konto oder eingeladen.
    } { $left ->
        [one] Eine Person konnte nicht importiert werden, weil das Konto
       *[other] { $left } Personen konnten nicht importiert werden, weil das Konto
    } die Höchstzahl seiner Benutzer oder die der Einladungen pro Stunde erreicht hat. Erhöhe die Höchstzahl der Benutzer in den Kontoeinstellungen oder warte eine Stunde und importiere dann dieselbe Datei noch einmal.
