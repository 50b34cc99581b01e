import-title = Import Users
import-lead = From a CSV file. It is read first, and you see every fault before anything happens.
import-file-label = CSV file
import-file-hint = Columns by their names in the first line: name and email are needed; phone, roles and teams may be left out. Several roles or teams are separated by semicolons. At most 500 lines.
import-read = Check file
import-other = Choose another file
import-run = Import
import-count =
    { $count ->
        [one] The file is good. One person will be added, or invited if they have a user already.
       *[other] The file is good. { $count } people will be added, or invited if they have a user already. An account asks 50 people an hour; for more, import the same file again later.
    }
import-faults = Nothing was imported. Put these lines right, then choose the file again.
import-more-faults = There are more faults below these.
import-column-line = Line
import-column-fault = What to do
import-line = Line { $line }
import-empty = Choose a CSV file with at least one line.
import-not-utf8 = Save the file as CSV in UTF-8, then choose it again.
import-unreadable = This line cannot be read: close its quotation marks
import-no-column = Add a column named { $column }
import-nobody = Add a line for each person below the first
import-too-long = Leave at most { $most } lines in a file, and import the others after it
import-role-unknown = There is no role “{ $role }”: use admin, billing, broadcaster or communicator
import-team-unknown = There is no team “{ $team }”: create it first, or leave it out
import-twice = This address stands on an earlier line already: leave one of them
import-done = Imported: { $created } created, { $invited } invited, { $here } here already.
import-done-partly = Imported so far: { $created } created, { $invited } invited, { $here } here already. { $left } are left: the account has reached its limit. Import the same file again later.
