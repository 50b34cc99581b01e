escalation-title = Escalation
escalation-lead = When an alert is for this team, layer 1 is paged first. If no one acknowledges it in time, the next layer is paged.
escalation-no-shifts = The team’s schedule has no shifts yet. Until it has, layer 1 is all members, layer 2 is the team admins, and no one is on further layers.
escalation-layer = Layer { $layer }
escalation-all-members = All members
escalation-team-admins = Team admins
escalation-nobody = No one, skipped
escalation-time-out-label = Minutes to answer
escalation-time-out-invalid = Enter { $min } to { $max } minutes for layer { $layer }
escalation-repeats-label = Page again
escalation-repeats-none = Not again
escalation-repeats-once = Once more
escalation-repeats-twice = Twice more
escalation-repeats-thrice = 3 more times
escalation-waits =
    { $minutes ->
        [one] { $minutes } minute to answer
       *[other] { $minutes } minutes to answer
    }
escalation-after = After the last layer, an alert of high or critical urgency pages the team admins, or the account’s admins if the team admins have already been paged. At lower urgencies, the admins are notified that no one answered.
escalation-add = Add layer
escalation-remove = Remove layer { $layer }
escalation-saved = Escalation saved.
escalation-added = Layer { $layer } was added.
escalation-removed = Layer { $layer } was removed.
escalation-limit = A team has { $min } to { $max } layers.
