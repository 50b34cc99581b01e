voice-phone-code-hello = Hallo. Dit is Callbook met je verificatiecode.
voice-phone-code = Je code is: { $code }.
voice-phone-code-again = Ik herhaal: { $code }. Tot ziens.
voice-test = Hallo. Dit is een test van Callbook. We gebruiken dit nummer voor alarmen.
voice-test-again = Ik herhaal: dit is een test van Callbook. Tot ziens.
