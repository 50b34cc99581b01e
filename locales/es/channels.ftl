channels-title = Canales de notificación
channels-synonyms = notificaciones, alertas, avisos, canal, push, correo electrónico, email, mail, SMS, llamada, voz, WhatsApp, Slack, prueba, notifications, alerts, call, test, channel
channels-lead = Cómo te notificamos, salvo que una regla de notificación indique otra cosa.
channels-nobody = No podemos notificarte: no hay ningún canal activado que funcione. Activa al menos uno aquí abajo.
channels-saved = Se han guardado tus canales de notificación.
channels-push-title = Push
channels-push-hint = En tus dispositivos.
channels-push-unable = Push aún no está disponible. Deja activado otro canal.
channels-email-title = Correo
channels-email-hint = A tu dirección principal.
channels-email-no-contact = No tienes ninguna dirección verificada que funcione. Verifica una en { $section }.
channels-sms-title = SMS
channels-sms-hint = A tu teléfono principal.
channels-voice-title = Llamada
channels-voice-hint = Solo llamamos cuando se abre una alerta.
channels-phone-no-contact = No tienes ningún teléfono verificado que sirva para este canal. Añade uno en { $section } y verifícalo.
channels-whatsapp-title = WhatsApp
channels-whatsapp-hint = A tu teléfono principal.
channels-whatsapp-unable = WhatsApp aún no está disponible en este servidor. Mientras tanto, usa SMS.
channels-slack-title = Slack
channels-slack-hint = Como mensaje directo.
channels-slack-unable = Slack aún no está disponible en este servidor. Mientras tanto, usa el correo.
channels-off = Este canal aún no está configurado en este servidor. Pide a tu administrador que lo configure.
channels-test = Enviar prueba
channels-test-queued = Estamos enviando un mensaje de prueba. Su estado aparece debajo del canal.
channels-test-unable = No podemos enviar una prueba por este canal. El motivo aparece debajo del canal.
channels-test-line = Mensaje de prueba ({ $time }): { $state }
channels-state-on =
    { $count ->
        [one] { $count } activo
       *[other] { $count } activos
    }
channels-reach-yes = Sí, por { $channels }.
channels-reach-partly = Sí, por { $channels }. Pero por { $failing } no te llegará nada.
channels-reach-quiet = Solo por { $channels }. Puede que eso no te despierte.
channels-reach-no = No, no podemos localizarte por ninguno de tus canales.
channels-reach-turn-on = Activar un canal
channels-reach-add-phone = Añadir un teléfono
channels-pill-unreached = no funciona
channels-not-offered = No disponibles en este servidor
channels-on-in-vain =
    { $count ->
        [one] uno está activado, pero no puede localizarte
       *[other] { $count } están activados, pero no pueden localizarte
    }
channels-messages = Ver tus mensajes y si llegaron
channels-push-word = push
channels-email-word = correo
channels-sms-word = SMS
channels-voice-word = llamada
channels-whatsapp-word = WhatsApp
channels-slack-word = Slack
