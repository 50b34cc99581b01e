sms-phone-code = { $code } es tu clave de Callbook. Vale durante 10 minutos. No la compartas con nadie.
sms-test = Esto es una prueba de Callbook. Cuando sea importante, te avisaremos en este teléfono.
sms-help = Callbook te avisa si algo falla. Ajustes: { $url } Responde STOP para no recibir mensajes o START para volver a recibirlos.
sms-phone-removed = Callbook: se ha eliminado este teléfono de tu usuario. Si no ha sido cosa tuya, abre el correo que te hemos enviado o avisa a un administrador.
sms-factor-reset = Callbook: alguien ha pedido quitar tu segundo factor. Lo quitaremos dentro de 24 horas. Si no lo has pedido, detenlo con el enlace de nuestro correo.
