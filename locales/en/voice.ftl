voice-phone-code-hello = Hello. This is Callbook with your verification code.
voice-phone-code = Your code is: { $code }.
voice-phone-code-again = Again, your code is: { $code }. Goodbye.
voice-test = Hello. This is a test from Callbook. We’ll use this number for alerts.
voice-test-again = Again, this is a test from Callbook. Goodbye.
voice-alert = This is Callbook with alert number { $number }. { $title }.
voice-alert-bare = This is Callbook with alert number { $number }.
voice-alert-keys = Press 1 to acknowledge, 2 to reject, or 9 to hear this again.
voice-answered-acknowledged = You acknowledged alert number { $number }. Goodbye.
voice-answered-rejected = You rejected alert number { $number }. Goodbye.
voice-answered-already = { $name } already acknowledged alert number { $number }. Goodbye.
voice-answered-over = Alert number { $number } no longer needs an answer. Goodbye.
voice-alert-count =
    This is Callbook. { $count ->
        [one] One more alert is waiting for you.
       *[other] { $count } more alerts are waiting for you.
    } Open Callbook to see what needs an answer.
