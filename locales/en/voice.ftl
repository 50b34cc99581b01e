voice-phone-code-hello = Hello. This is Callbook with your verification code.
voice-phone-code = Your code is: { $code }.
voice-phone-code-again = Again, your code is: { $code }. Goodbye.
voice-test = Hello. This is a test from Callbook. We’ll use this number for alerts.
voice-test-again = Again, this is a test from Callbook. Goodbye.
