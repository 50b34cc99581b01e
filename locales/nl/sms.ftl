sms-phone-code = { $code } is your Callbook code. It is good for 10 minutes. Never share it.
sms-test = This is a test from Callbook. When it matters, we reach you on this number.
sms-help = Callbook calls you when something breaks. Settings: { $url } Reply STOP for no more messages, START to get them again.
