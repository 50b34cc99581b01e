sms-phone-code = { $code } is your Callbook code. It is good for 10 minutes. Never share it.
sms-test = This is a test from Callbook. When it matters, we reach you on this number.
sms-help = Callbook calls you when something breaks. Settings: { $url } Reply STOP for no more messages, START to get them again.
sms-phone-removed = Callbook: this number was removed from your user. If it was not you, open our email or tell an admin.
sms-factor-reset = Callbook: someone asked to remove your second factor. We will remove it in 24 hours. If you did not ask for this, stop it with the link in our email.
