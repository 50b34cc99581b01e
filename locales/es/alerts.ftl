alerts-title = Alertas
alerts-lead = Lo que requiere que alguien actúe y quién lo atiende.
alerts-new = Nueva alerta
alerts-create = Crear alerta
alerts-back = Todas las alertas
alerts-search = Título, etiqueta o #número
alerts-all = Todas
alerts-whose = A quién se avisa
alerts-everyones = A cualquiera
alerts-mine = A mí
alerts-empty = Todavía no hay alertas. Cuando se abra una, avisaremos a quien esté de guardia.
alerts-none-found = Ninguna alerta coincide con estos filtros.
alerts-column-alert = Alerta
alerts-column-status = Estado
alerts-column-urgency = Urgencia
alerts-column-taken = Atendida por
alerts-column-when = Creada
alerts-waits-for-me = Espera tu respuesta
alerts-test = Prueba
alerts-urgency-silent = Silenciosa
alerts-urgency-low = Baja
alerts-urgency-medium = Media
alerts-urgency-high = Alta
alerts-urgency-critical = Crítica
alerts-status-queued = En cola
alerts-status-open = Abierta
alerts-status-acknowledged = Atendida
alerts-status-resolved = Resuelta
alerts-status-dropped = Sin atender
alerts-status-suppressed = Solo registrada
alerts-title-label = Título
alerts-title-hint = Breve: se lee en voz alta por teléfono.
alerts-title-empty = Introduce un título
alerts-title-too-long = Introduce un título de { $max } caracteres como máximo
alerts-description-label = Descripción
alerts-description-hint = Qué se sabe y qué hacer primero.
alerts-description-too-long = Introduce { $max } caracteres como máximo
alerts-urgency-label = Urgencia
alerts-urgency-hint = Una alerta silenciosa se registra y no avisa a nadie.
alerts-destinations-label = A quién avisar
alerts-destinations-empty = Elige al menos un equipo o una persona
alerts-destination-gone = Ya no existe
alerts-layer-until = espera hasta { $when }
alerts-made = Se ha creado la alerta.
alerts-heading = Detalles
alerts-tags = Etiquetas
alerts-times = Enviada { $count } veces
alerts-acknowledge = Atender
alerts-reject = Rechazar
alerts-resolve = Resolver
alerts-timeline = Cronología
alerts-timeline-cut = Solo se muestran las últimas { $count } entradas.
alerts-comments = Comentarios
alerts-comments-cut = Solo se muestran los últimos { $count } comentarios. La API los devuelve todos.
alerts-comment-label = Comentario
alerts-comment-add = Añadir comentario
alerts-comment-added = Se ha añadido tu comentario.
alerts-comment-empty = Introduce un comentario
alerts-somebody = Alguien
alerts-entry-made = { $actor } creó la alerta
alerts-entry-repeated = Enviada de nuevo
alerts-entry-no-room = Enviada de nuevo para { $count ->
        [one] un destino más, al que no se avisa
       *[other] { $count } destinos más, a los que no se avisa
    }: una alerta tiene como máximo { $max } destinos
alerts-entry-raised = Enviada de nuevo, ahora con urgencia: { $urgency }
alerts-entry-layer = { $team }: se avisa al nivel { $layer }
alerts-entry-admins = Nadie la atendió: se avisa a los administradores
alerts-entry-nobody = { $team }: no hay nadie de guardia en el nivel { $layer }
alerts-entry-sent = Se avisó a { $user }
alerts-entry-unreachable = No se ha podido avisar a { $user }: no funciona ningún canal
alerts-entry-unanswered = Nadie respondió a tiempo
alerts-entry-acknowledged = { $actor } la atiende
alerts-entry-rejected = { $actor } la ha rechazado
alerts-entry-resolved = { $actor } la ha resuelto
alerts-entry-dropped = No queda nadie a quien avisar: la alerta queda sin atender
alerts-answered-acknowledged = Atiendes la alerta #{ $number }.
alerts-answered-rejected = Has rechazado la alerta #{ $number }.
alerts-answered-resolved = Has resuelto la alerta #{ $number }.
alerts-answered-already = { $name } ya atiende la alerta #{ $number }.
alerts-answered-over = La alerta #{ $number } ya no espera respuesta.
alerts-answered-not-paged = La alerta #{ $number } no espera tu respuesta.
alerts-link-title = Alerta
alerts-link-heading = ¿Atiendes la alerta #{ $number }?
alerts-link-not-good = Este enlace ya no es válido. Inicia sesión para ver la alerta.
alerts-removal-title = ¿Eliminar esta alerta?
alerts-removal-text = También se eliminan su cronología y sus comentarios.
alerts-removal-action = Eliminar alerta
alerts-removal-keep = Conservar alerta
alerts-removal-open = Resuelve primero la alerta: solo se puede eliminar una resuelta.
alerts-removed = Se ha eliminado la alerta.
alerts-answered-may-not-resolve = Solo puede resolver la alerta #{ $number } quien la atiende o un administrador.
alerts-entry-handed-off = { $actor } pasó la alerta a { $to }
alerts-tag-empty = Introduce una etiqueta
alerts-tag-too-long = Introduce una etiqueta de hasta { $max } caracteres
alerts-key-unfit = Introduce de 1 a { $max } caracteres visibles
alerts-destinations-too-many = Elige hasta { $max } equipos y personas
alerts-entry-held = { $user }: un solo mensaje sobre muchas alertas, porque llegaron a la vez
alerts-entry-asked = No ha pasado nada en un día: preguntamos a { $user } si sigue con ella
alerts-entry-left = { $user } ya no está en la cuenta: se avisa a otras personas
alerts-waiting =
    { $count ->
        [one] Te espera una alerta.
       *[other] Te esperan { $count } alertas.
    }
alerts-see = Ver alertas
alerts-mass-none = Primero elige entre 1 y { $max } alertas.
alerts-mass-with = Con las alertas elegidas:
alerts-mass-pick = Elegir la alerta #{ $number }
alerts-mass-acknowledge-text = Dejamos de avisar a las demás personas y les informamos de que te encargas tú.
alerts-mass-resolve-text = Ya no hará falta responder. Informamos a todas las personas a las que avisamos.
alerts-handoff-title = Pasar esta alerta a otras personas
alerts-handoff-lead = La alerta vuelve a estar abierta y se avisa a quienes elijas.
alerts-handoff-action = Pasar a otras personas
alerts-handed-off = Has pasado la alerta #{ $number } a { $to }.
alerts-handoff-may-not = Solo quien atiende la alerta #{ $number } o un administrador puede pasarla.
alerts-entry-news = Se notificó a { $user }
alerts-incident = Incidente
alerts-mass-acknowledge-title =
    { $count ->
        [one] ¿Atender esta alerta?
       *[other] ¿Atender estas { $count } alertas?
    }
alerts-mass-resolve-title =
    { $count ->
        [one] ¿Resolver esta alerta?
       *[other] ¿Resolver estas { $count } alertas?
    }
alerts-news =
    { $count ->
        [one] Se notificó a una persona
       *[other] Se notificó a { $count } personas
    }
alerts-mass-acknowledged =
    { $count ->
        [0] No has atendido ninguna alerta.
        [one] Atiendes una alerta.
       *[other] Atiendes { $count } alertas.
    }{ $others ->
        [0] {""}
        [one] {" "}Una alerta no se pudo cambiar.
       *[other] {" "}{ $others } alertas no se pudieron cambiar.
    }
alerts-mass-resolved =
    { $count ->
        [0] No has resuelto ninguna alerta.
        [one] Has resuelto una alerta.
       *[other] Has resuelto { $count } alertas.
    }{ $others ->
        [0] {""}
        [one] {" "}Una alerta no se pudo cambiar.
       *[other] {" "}{ $others } alertas no se pudieron cambiar.
    }
alerts-open = Abrir la alerta
