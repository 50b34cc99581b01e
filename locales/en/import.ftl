import-title = Import users
import-lead = Import people from a CSV file. The file is checked first, and you see all errors before anything is imported.
import-file-label = CSV file
import-file-hint = The first line names the columns. A name and an email are required; phone, roles and teams are optional, and other columns are ignored. Separate several roles or teams with semicolons. Up to { $lines } lines.
import-read = Check file
import-other = Choose another file
import-run = Import
import-count =
    { $count ->
        [one] The file is valid. One person will be added, or invited if they already have a profile.
       *[other] The file is valid. { $count } people will be added, or invited if they already have a profile.
    }
import-here =
    { $count ->
        [one] One person is already in the account or invited: nothing changes for them.
       *[other] { $count } people are already in the account or invited: nothing changes for them.
    }
import-nothing-new = Everyone in this file is already in the account or invited. There is nothing to import.
import-column-result = What happens
import-result-new = New
import-result-here = Already in the account
import-result-invited = Already invited
import-faults = Nothing was imported. Fix these lines, then choose the file again.
import-more-faults = There are more errors. Fix these first.
import-column-line = Line
import-column-column = Column
import-column-found = Value
import-found-nothing = Empty
import-column-fault = What to do
import-empty = Choose a CSV file with at least one line.
import-not-utf8 = Save the file as CSV in UTF-8, then choose it again.
import-too-large = This file is { $size }. The limit is { $most } and { $lines } lines per file. Split it and import the parts one after another.
import-unreadable = Add the missing closing quotation mark, or remove the opening one
import-no-column = Add a column named { $column }
import-nobody = Add a line for each person below the column names
import-too-long = A file can have up to { $most } lines. Split it and import the rest separately
import-role-unknown = There is no role “{ $role }”: use admin, billing, broadcaster or communicator
import-team-unknown = There is no team “{ $team }”: create it first, or leave it out
import-twice = This address is already on an earlier line. Keep only one of them
import-done =
    Import finished.{ $created ->
        [0] {""}
        [one] {" "}One person was added.
       *[other] {" "}{ $created } people were added.
    }{ $invited ->
        [0] {""}
        [one] {" "}One person was invited.
       *[other] {" "}{ $invited } people were invited.
    }{ $here ->
        [0] {""}
        [one] {" "}One person was already in the account or invited.
       *[other] {" "}{ $here } people were already in the account or invited.
    }
import-done-partly =
    Partly imported.{ $created ->
        [0] {""}
        [one] {" "}One person was added.
       *[other] {" "}{ $created } people were added.
    }{ $invited ->
        [0] {""}
        [one] {" "}One person was invited.
       *[other] {" "}{ $invited } people were invited.
    }{ $here ->
        [0] {""}
        [one] {" "}One person was already in the account or invited.
       *[other] {" "}{ $here } people were already in the account or invited.
    } { $left ->
        [one] One person could not be imported: the account
       *[other] { $left } people could not be imported: the account
    } has reached its user limit or the hourly limit for invitations. Raise the user limit in Account Settings or wait an hour, then import the same file again.
