teams-title = Equipos
teams-count =
    { $count ->
        [one] Hay un equipo en esta cuenta.
       *[other] Hay { $count } equipos en esta cuenta.
    }
teams-empty = Todavía no hay equipos. Un administrador de la cuenta puede crear uno.
teams-empty-admin = Todavía no hay equipos. Un equipo reúne a las personas que comparten la guardia, con su propio calendario. Crea el primero.
teams-none-found = No se ha encontrado ningún equipo con «{ $q }».
teams-show-all = Mostrar todos los equipos
teams-search = Nombre del equipo o #número
teams-new = Nuevo equipo
teams-column-number = Número
teams-column-name = Nombre
teams-column-members = Miembros
teams-column-admins = Administradores del equipo
teams-column-action = Acción
teams-actions-of = Acciones para { $name }
teams-action-open = Abrir
teams-action-edit = Editar
teams-admins-none = ninguno
teams-name-label = Nombre
teams-name-empty = Introduce un nombre para el equipo
teams-name-taken = Otro equipo ya se llama así. Elige un nombre distinto
teams-notes-label = Notas
teams-notes-hint = De qué se ocupa el equipo y qué deben saber los demás. Todos en la cuenta pueden leerlas.
teams-notes-none = No hay notas sobre este equipo.
teams-notes-too-long = Usa como máximo { $max } caracteres en las notas
teams-notes-invisible = Elimina los caracteres invisibles de las notas
teams-admins-label = Administradores del equipo
teams-admins-hint = Gestionan los miembros, las notas y el calendario del equipo, que necesita al menos uno. Podrás añadir a los demás miembros después.
teams-admins-empty = Elige al menos un administrador del equipo
teams-people-label = Buscar más personas
teams-people-search = Nombre, correo o teléfono
teams-people-none = No se ha encontrado a nadie en esta cuenta con «{ $q }».
teams-people-more = Hay más. Escribe más letras del nombre para encontrarlas.
teams-create = Crear equipo
teams-made = Se ha creado el equipo.
teams-saved = Se han guardado los cambios del equipo.
teams-details-title = Nombre y notas
teams-members-count =
    { $count ->
        [0] No hay nadie en este equipo.
        [one] Hay una persona en este equipo.
       *[other] Hay { $count } personas en este equipo.
    }
teams-members-none = Todavía no hay nadie en este equipo.
teams-members-none-yet = Todavía no hay nadie en este equipo. La primera persona que añadas será su administradora.
teams-add-label = Añadir un miembro
teams-add-action = Añadir
teams-in-already = ya está en el equipo
teams-joined = Se ha añadido a { $name } al equipo.
teams-left = Se ha quitado a { $name } del equipo.
teams-pill-admin = administrador del equipo
teams-make-admin = Hacer administrador del equipo
teams-unmake-admin = Dejar solo como miembro
teams-admin-made = { $name } ahora es administrador del equipo.
teams-admin-unmade = { $name } ya no es administrador del equipo.
teams-leave = Quitar
teams-leave-title = ¿Quitar a esta persona del equipo?
teams-leave-text = Ya no estará en { $team } ni en su calendario. Seguirá en la cuenta.
teams-leave-action = Quitar del equipo
teams-leave-keep = Mantener en el equipo
teams-back = Volver a Equipos
teams-back-to-team = Volver al equipo
teams-removal-title = ¿Eliminar este equipo?
teams-removal-text =
    { $count ->
        [0] Se eliminarán también sus notas y su calendario. No hay nadie en él.
        [one] Se eliminarán también sus notas y su calendario. La persona que está en él seguirá en la cuenta.
       *[other] Se eliminarán también sus notas y su calendario. Las { $count } personas que están en él seguirán en la cuenta.
    }
teams-removal-action = Eliminar equipo
teams-removed = Se ha eliminado el equipo { $name }.
