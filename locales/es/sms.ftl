sms-phone-code = { $code } es tu clave de Callbook. Caduca en { $minutes } minutos. No la compartas.
sms-test = Callbook: esto es una prueba. Usaremos este teléfono para las alertas.
sms-help = Callbook te avisa si algo falla. Ajustes: { $url } Responde STOP para darte de baja, START para reactivar.
sms-phone-removed = Callbook: se ha eliminado este teléfono de tu perfil. Si no ha sido cosa tuya, abre nuestro correo o avisa a un administrador.
sms-factor-reset = Callbook: piden quitar tu segundo factor. Lo quitaremos dentro de { $hours } horas. Si no ha sido cosa tuya, cancélalo con el enlace de nuestro correo.
sms-alert = Alerta #{ $number } - { $title }
sms-alert-bare = Alerta #{ $number }
sms-alert-how =
    Responde
    A para atender
    R para rechazar
sms-alert-acknowledged = Alerta #{ $number } atendida por { $name } - { $title }
sms-alert-acknowledged-bare = Alerta #{ $number } atendida por { $name }
sms-alert-resolved = Alerta #{ $number } resuelta - { $title }
sms-alert-resolved-bare = Alerta #{ $number } resuelta
sms-alert-dropped = Alerta #{ $number } sin atender - { $title }
sms-alert-dropped-bare = Alerta #{ $number } sin atender
sms-alert-which = ¿Qué alerta? { $alerts }. Responde A o R y la alerta, por ejemplo: A { $number }
sms-answered-acknowledged = Atiendes la alerta #{ $number }.
sms-answered-rejected = Has rechazado la alerta #{ $number }.
sms-answered-already = { $name } ya atiende la alerta #{ $number }.
sms-answered-over = La alerta #{ $number } ya no espera respuesta.
sms-alert-asked = Alerta #{ $number }: ¿sigues con ella? Resuélvela o comenta - { $title }
sms-alert-asked-bare = Alerta #{ $number }: ¿sigues con ella? Resuélvela o comenta
sms-alert-count = Callbook: te esperan otras alertas ({ $count }): { $url }
sms-alert-who = ¿Quién eres? { $places }. Repite tu respuesta con la cifra de tu nombre al final, por ejemplo: { $number }
sms-alert-where = ¿Qué cuenta? { $places }. Repite tu respuesta con la cifra de la cuenta al final, por ejemplo: { $number }
