voice-phone-code-hello = Hello. This is Callbook with your verification code.
voice-phone-code = Your code is: { $code }.
voice-phone-code-again = Once more: { $code }. Goodbye.
voice-test = Hello. This is a test from Callbook. When it matters, we reach you on this number.
voice-test-again = Once more: this is a test from Callbook. Goodbye.
