import-title = Benutzer importieren
import-lead = Aus einer CSV-Datei. Sie wird zuerst geprüft, und du siehst die Fehler, bevor etwas geschieht.
import-file-label = CSV-Datei
import-file-hint = Die erste Zeile nennt die Spalten: name und email sind nötig; phone, roles und teams können fehlen. Mehrere Rollen oder Teams trennst du mit Semikolons. Höchstens 500 Zeilen.
import-read = Datei prüfen
import-other = Andere Datei wählen
import-run = Importieren
import-count =
    { $count ->
        [one] Die Datei ist in Ordnung. Eine Person wird hinzugefügt oder, wenn sie schon ein Profil hat, eingeladen.
       *[other] Die Datei ist in Ordnung. { $count } Personen werden hinzugefügt oder, wenn sie schon ein Profil haben, eingeladen. Pro Konto sind 50 in der Stunde möglich: Bei mehr importierst du dieselbe Datei später noch einmal.
    }
import-faults = Es wurde nichts importiert. Korrigiere diese Zeilen und wähle die Datei noch einmal.
import-more-faults = Es gibt noch weitere Fehler.
import-column-line = Zeile
import-column-fault = Was zu tun ist
import-line = Zeile { $line }
import-empty = Wähle eine CSV-Datei mit mindestens einer Zeile.
import-not-utf8 = Speichere die Datei als CSV in UTF-8 und wähle sie noch einmal.
import-unreadable = Diese Zeile ist nicht lesbar: Schließe die Anführungszeichen
import-no-column = Füge eine Spalte namens { $column } hinzu
import-nobody = Füge unter der ersten Zeile eine Zeile pro Person hinzu
import-too-long = Lass höchstens { $most } Zeilen in der Datei und importiere die übrigen danach
import-role-unknown = Die Rolle „{ $role }“ gibt es nicht: Verwende admin, billing, broadcaster oder communicator
import-team-unknown = Das Team „{ $team }“ gibt es nicht: Lege es zuerst an oder lass es weg
import-twice = Diese Adresse steht schon in einer früheren Zeile: Behalte nur eine davon
import-done = Importiert: { $created } angelegt, { $invited } eingeladen, { $here } schon da.
import-done-partly = Bisher importiert: { $created } angelegt, { $invited } eingeladen, { $here } schon da. { $left } fehlen noch: Das Konto hat ein Limit erreicht. Importiere dieselbe Datei später noch einmal.
