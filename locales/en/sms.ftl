sms-phone-code = { $code } is your Callbook code. It expires in { $minutes } minutes. Don't share it.
sms-test = Callbook: this is a test. We'll use this number for alerts.
sms-help = Callbook contacts you when something breaks. Settings: { $url } Reply STOP to unsubscribe, START to resubscribe.
sms-phone-removed = Callbook: this number was removed from your profile. If this wasn't you, open our email or tell an admin.
sms-factor-reset = Callbook: someone asked to remove your second factor. We'll remove it in { $hours } hours. If this wasn't you, cancel it with the link in our email.
sms-alert = Alert #{ $number } - { $title }
sms-alert-bare = Alert #{ $number }
sms-alert-how =
    Reply
    A to acknowledge
    R to reject
sms-alert-acknowledged = Alert #{ $number } acknowledged by { $name } - { $title }
sms-alert-acknowledged-bare = Alert #{ $number } acknowledged by { $name }
sms-alert-resolved = RES Alert #{ $number } - { $title }
sms-alert-resolved-bare = RES Alert #{ $number }
sms-alert-dropped = Alert #{ $number } not acknowledged - { $title }
sms-alert-dropped-bare = Alert #{ $number } not acknowledged
sms-alert-which = Which alert? { $alerts }. Reply A or R and its number, for example: A { $number }
sms-answered-acknowledged = You acknowledged alert #{ $number }.
sms-answered-rejected = You rejected alert #{ $number }.
sms-answered-already = { $name } already acknowledged alert #{ $number }.
sms-answered-over = Alert #{ $number } no longer needs an answer.
sms-alert-asked = Alert #{ $number }: still working on it? Resolve it or add a comment - { $title }
sms-alert-asked-bare = Alert #{ $number }: still working on it? Resolve it or add a comment
sms-alert-count = Callbook: more alerts are waiting for you ({ $count }): { $url }
sms-alert-who = Who are you? { $places }. Reply again with your number at the end, for example: { $number }
sms-alert-where = Which account? { $places }. Reply again with the number of the account at the end, for example: { $number }
