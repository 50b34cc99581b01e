voice-phone-code-hello = Hola. Te llamamos de Callbook para darte tu código de verificación.
voice-phone-code = Tu código es: { $code }.
voice-phone-code-again = Lo repetimos: { $code }. Adiós.
voice-test = Hola. Esto es una prueba de Callbook. Usaremos este número para las alertas.
voice-test-again = Lo repetimos: esto es una prueba de Callbook. Adiós.
voice-alert = Te llamamos de Callbook por la alerta número { $number }. { $title }.
voice-alert-bare = Te llamamos de Callbook por la alerta número { $number }.
voice-alert-keys = Pulsa 1 para atenderla, 2 para rechazarla o 9 para oírla de nuevo.
voice-answered-acknowledged = Atiendes la alerta número { $number }. Adiós.
voice-answered-rejected = Has rechazado la alerta número { $number }. Adiós.
voice-answered-already = { $name } ya atiende la alerta número { $number }. Adiós.
voice-answered-over = La alerta número { $number } ya no espera respuesta. Adiós.
voice-alert-count =
    Te llamamos de Callbook. { $count ->
        [one] Te espera una alerta más.
       *[other] Te esperan { $count } alertas más.
    } Abre Callbook para ver qué espera respuesta.
