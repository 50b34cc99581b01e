voice-phone-code-hello = Hola. Te llamamos de Callbook para darte tu código de verificación.
voice-phone-code = Tu código es: { $code }.
voice-phone-code-again = Lo repetimos: { $code }. Adiós.
voice-test = Hola. Esto es una prueba de Callbook. Usaremos este número para las alertas.
voice-test-again = Lo repetimos: esto es una prueba de Callbook. Adiós.
