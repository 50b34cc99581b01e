sms-phone-code = { $code } is your Callbook code. It is good for 10 minutes. Never share it.
sms-test = This is a test from Callbook. When it matters, we reach you on this number.
sms-help = Callbook calls you when something breaks. Settings: { $url } Reply STOP for no more messages, START to get them again.
sms-phone-removed = Callbook: this number was removed from your user. Was it not you? Open the mail we sent you, or ask an admin.
sms-factor-reset = Callbook: someone asked to take off your second factor. It goes in 24 hours. Was it not you? Stop it with the link in our mail.
