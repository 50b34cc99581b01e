sms-phone-code = { $code } es tu clave de Callbook. Vale durante 10 minutos. No la compartas con nadie.
sms-test = Esto es una prueba de Callbook. Cuando sea importante, te avisaremos en este teléfono.
sms-help = Callbook te avisa si algo falla. Ajustes: { $url } Responde STOP para no recibir mensajes o START para volver a recibirlos.
sms-phone-removed = Callbook: alguien ha quitado este teléfono de tu usuario. Si no lo hiciste, abre el correo que te enviamos o avisa a un admin.
sms-factor-reset = Callbook: alguien ha pedido quitar tu segundo factor. Se quita en 24 horas. Si no lo pediste, usa el enlace del correo que te enviamos.
