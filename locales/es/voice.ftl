voice-phone-code-hello = Hola. Te llamamos de Callbook para darte tu código de verificación.
voice-phone-code = Tu código es: { $code }.
voice-phone-code-again = Lo repetimos: { $code }. Adiós.
voice-test = Hola. Esta es una prueba de Callbook. Cuando sea importante, te llamaremos a este número.
voice-test-again = Lo repetimos: esta es una prueba de Callbook. Adiós.
