escalation-title = Escalado
escalation-lead = Cuando llega una alerta para este equipo, primero se avisa al nivel 1. Si nadie la atiende a tiempo, se avisa al nivel siguiente.
escalation-no-shifts = El calendario del equipo aún no tiene turnos. Mientras tanto, el nivel 1 son todos los miembros, el nivel 2 son los administradores del equipo y en los demás niveles no hay nadie.
escalation-layer = Nivel { $layer }
escalation-all-members = Todos los miembros
escalation-team-admins = Administradores del equipo
escalation-nobody = No hay nadie: se omite
escalation-time-out-label = Minutos para responder
escalation-time-out-invalid = Indica de { $min } a { $max } minutos para el nivel { $layer }
escalation-repeats-label = Volver a avisar
escalation-repeats-none = No se repite
escalation-repeats-once = Una vez más
escalation-repeats-twice = Dos veces más
escalation-repeats-thrice = Tres veces más
escalation-waits =
    { $minutes ->
        [one] { $minutes } minuto para responder
       *[other] { $minutes } minutos para responder
    }
escalation-after = Tras el último nivel, una alerta de urgencia alta o crítica avisa a los administradores del equipo o, si ya se les avisó, a los de la cuenta. Con urgencias menores, los administradores reciben una notificación de que nadie respondió.
escalation-add = Añadir nivel
escalation-remove = Eliminar el nivel { $layer }
escalation-saved = Se ha guardado el escalado.
escalation-added = Se ha añadido el nivel { $layer }.
escalation-removed = Se ha eliminado el nivel { $layer }.
escalation-limit = Un equipo tiene de { $min } a { $max } niveles.
