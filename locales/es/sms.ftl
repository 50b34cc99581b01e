sms-phone-code = { $code } es tu clave de Callbook. Vale durante 10 minutos. No la compartas con nadie.
sms-test = Esto es una prueba de Callbook. Cuando sea importante, te avisaremos en este teléfono.
sms-help = Callbook te avisa si algo falla. Ajustes: { $url } Responde STOP para no recibir mensajes o START para volver a recibirlos.
