sms-phone-code = { $code } es tu clave de Callbook. Caduca en { $minutes } minutos. No la compartas.
sms-test = Callbook: esto es una prueba. Usaremos este teléfono para las alertas.
sms-help = Callbook te avisa si algo falla. Ajustes: { $url } Responde STOP para darte de baja, START para reactivar.
sms-phone-removed = Callbook: se ha eliminado este teléfono de tu perfil. Si no ha sido cosa tuya, abre nuestro correo o avisa a un administrador.
sms-factor-reset = Callbook: piden quitar tu segundo factor. Lo quitaremos dentro de { $hours } horas. Si no ha sido cosa tuya, cancélalo con el enlace de nuestro correo.
