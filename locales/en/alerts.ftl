alerts-title = Alerts
alerts-lead = What needs someone to act, and who acknowledged it.
alerts-new = New alert
alerts-create = Create alert
alerts-back = All alerts
alerts-search = Title, tag or #number
alerts-all = All
alerts-whose = Who is paged
alerts-everyones = Anyone
alerts-mine = Me
alerts-empty = There are no alerts yet. When one opens, we page the people who are on call.
alerts-none-found = No alerts match these filters.
alerts-column-alert = Alert
alerts-column-status = Status
alerts-column-urgency = Urgency
alerts-column-taken = Acknowledged by
alerts-column-when = Created
alerts-waits-for-me = Waiting for you
alerts-test = Test
alerts-urgency-silent = Silent
alerts-urgency-low = Low
alerts-urgency-medium = Medium
alerts-urgency-high = High
alerts-urgency-critical = Critical
alerts-status-queued = Queued
alerts-status-open = Open
alerts-status-acknowledged = Acknowledged
alerts-status-resolved = Resolved
alerts-status-dropped = Not acknowledged
alerts-status-suppressed = Listed only
alerts-title-label = Title
alerts-title-hint = Short: it is read out on the phone.
alerts-title-empty = Enter a title
alerts-title-too-long = Enter a title of up to { $max } characters
alerts-description-label = Description
alerts-description-hint = What is known, and what to do first.
alerts-description-too-long = Enter up to { $max } characters
alerts-urgency-label = Urgency
alerts-urgency-hint = A silent alert is listed and pages nobody.
alerts-destinations-label = Who to page
alerts-destinations-empty = Choose at least one team or person
alerts-destination-gone = Removed
alerts-layer-until = waits until { $when }
alerts-made = The alert was created.
alerts-heading = Details
alerts-tags = Tags
alerts-times = Sent { $count } times
alerts-acknowledge = Acknowledge
alerts-reject = Reject
alerts-resolve = Resolve
alerts-timeline = Timeline
alerts-timeline-cut = Only the latest { $count } entries are shown.
alerts-comments = Comments
alerts-comments-cut = Only the latest { $count } comments are shown. To get all of them, use the API.
alerts-comment-label = Comment
alerts-comment-add = Add comment
alerts-comment-added = Your comment was added.
alerts-comment-empty = Enter a comment
alerts-somebody = Someone
alerts-entry-made = { $actor } created the alert
alerts-entry-repeated = Sent again
alerts-entry-no-room = Sent again for { $count ->
        [one] one more team or person
       *[other] { $count } more teams or people
    }. They are not paged because an alert can have up to { $max } destinations
alerts-entry-raised = Sent again, now with urgency: { $urgency }
alerts-entry-layer = { $team }: layer { $layer } is paged
alerts-entry-admins = No one acknowledged it: the admins are paged
alerts-entry-nobody = { $team }: no one is on call on layer { $layer }
alerts-entry-sent = { $user } was paged
alerts-entry-unreachable = { $user } could not be reached: no channel works
alerts-entry-unanswered = No one answered in time
alerts-entry-acknowledged = { $actor } acknowledged the alert
alerts-entry-rejected = { $actor } rejected the alert
alerts-entry-resolved = { $actor } resolved the alert
alerts-entry-dropped = There is no one left to page: the alert was not acknowledged
alerts-answered-acknowledged = You acknowledged alert #{ $number }.
alerts-answered-rejected = You rejected alert #{ $number }.
alerts-answered-resolved = You resolved alert #{ $number }.
alerts-answered-already = { $name } already acknowledged alert #{ $number }.
alerts-answered-over = Alert #{ $number } no longer needs an answer.
alerts-answered-not-paged = Alert #{ $number } is not waiting for you.
alerts-link-title = Alert
alerts-link-heading = Acknowledge alert #{ $number }?
alerts-link-not-good = This link is no longer valid. Sign in to see the alert.
alerts-removal-title = Delete this alert?
alerts-removal-text = Its timeline and comments are deleted with it.
alerts-removal-action = Delete alert
alerts-removal-keep = Keep alert
alerts-removal-open = Resolve the alert first: only a resolved one can be deleted.
alerts-removed = The alert was deleted.
alerts-answered-may-not-resolve = Only the person who acknowledged alert #{ $number } or an admin can resolve it.
alerts-entry-handed-off = { $actor } handed the alert off to { $to }
alerts-tag-empty = Enter a tag
alerts-tag-too-long = Enter a tag of up to { $max } characters
alerts-key-unfit = Enter 1 to { $max } visible characters
alerts-destinations-too-many = Choose up to { $max } teams and people
alerts-entry-held = Many alerts came at the same time, so { $user } gets one message about all of them
alerts-entry-asked = Nothing happened for a day: we asked { $user } whether they are still working on it
alerts-entry-left = { $user } is no longer in the account: others are paged
alerts-waiting =
    { $count ->
        [one] One alert is waiting for you.
       *[other] { $count } alerts are waiting for you.
    }
alerts-see = See alerts
alerts-mass-none = Choose 1 to { $max } alerts first.
alerts-mass-with = With the selected alerts:
alerts-mass-pick = Select alert #{ $number }
alerts-mass-acknowledge-text = We stop paging other people and let them know that you acknowledged.
alerts-mass-resolve-text = No more answers are needed. We let everyone know who was paged.
alerts-handoff-title = Hand off this alert
alerts-handoff-lead = The alert will be open again, and the people you choose will be paged.
alerts-handoff-action = Hand off
alerts-handed-off = You handed off alert #{ $number } to { $to }.
alerts-handoff-may-not = Only the person who acknowledged alert #{ $number } or an admin can hand it off.
alerts-entry-news = { $user } was notified
alerts-incident = Incident
alerts-mass-acknowledge-title =
    { $count ->
        [one] Acknowledge this alert?
       *[other] Acknowledge these { $count } alerts?
    }
alerts-mass-resolve-title =
    { $count ->
        [one] Resolve this alert?
       *[other] Resolve these { $count } alerts?
    }
alerts-news =
    { $count ->
        [one] One person was notified
       *[other] { $count } people were notified
    }
alerts-mass-acknowledged =
    { $count ->
        [0] You acknowledged no alerts.
        [one] You acknowledged one alert.
       *[other] You acknowledged { $count } alerts.
    }{ $others ->
        [0] {""}
        [one] {" "}One alert could not be changed.
       *[other] {" "}{ $others } alerts could not be changed.
    }
alerts-mass-resolved =
    { $count ->
        [0] You resolved no alerts.
        [one] You resolved one alert.
       *[other] You resolved { $count } alerts.
    }{ $others ->
        [0] {""}
        [one] {" "}One alert could not be changed.
       *[other] {" "}{ $others } alerts could not be changed.
    }
alerts-open = Open the alert
