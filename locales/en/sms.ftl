sms-phone-code = { $code } is your Callbook code. It expires in { $minutes } minutes. Don't share it.
sms-test = Callbook: this is a test. We'll use this number for alerts.
sms-help = Callbook contacts you when something breaks. Settings: { $url } Reply STOP to unsubscribe, START to resubscribe.
sms-phone-removed = Callbook: this number was removed from your profile. If this wasn't you, open our email or tell an admin.
sms-factor-reset = Callbook: someone asked to remove your second factor. We'll remove it in { $hours } hours. If this wasn't you, cancel it with the link in our email.
