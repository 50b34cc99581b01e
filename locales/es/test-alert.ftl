test-alert-title = ¡¡¡El servidor no responde!!!
test-alert-heading = Alerta de prueba
test-alert-send = Enviarme una alerta de prueba
test-alert-again = Enviar otra
test-alert-waits = Esperando tu respuesta. Tienes cinco minutos.
test-alert-answer-here = Atender aquí
test-alert-unreachable = No funciona ningún canal, así que no te hemos enviado nada.
test-alert-answered = Respondiste por { $channel } al cabo de { $seconds ->
        [one] un segundo
       *[other] { $seconds } segundos
    }. Funciona.
test-alert-answered-here = Respondiste en esta página al cabo de { $seconds ->
        [one] un segundo
       *[other] { $seconds } segundos
    }. La próxima vez, prueba a responder donde llegue la alerta.
test-alert-unanswered = Sin respuesta en cinco minutos. Si no te llegó nada, revisa tus datos de contacto y canales en «Mis ajustes».
test-alert-finish = Terminar
