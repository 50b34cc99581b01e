teams-title = Equipos
teams-count =
    { $count ->
        [0] No hay equipos en esta cuenta.
        [one] Un equipo en esta cuenta.
       *[other] { $count } equipos en esta cuenta.
    }
teams-empty = Todavía no hay equipos. Un administrador de la cuenta puede crear uno.
teams-empty-admin = Todavía no hay equipos. Un equipo es un grupo de personas que comparten la guardia, con su propio calendario. Crea el primero.
teams-none-found = Ningún equipo coincide con «{ $q }».
teams-show-all = Mostrar todos los equipos
teams-search = Nombre del equipo o #número
teams-new = Nuevo equipo
teams-column-number = Número
teams-column-name = Nombre
teams-column-members = Miembros
teams-column-admins = Administradores del equipo
teams-column-action = Acciones
teams-actions-of = Acciones para { $name }
teams-action-open = Abrir
teams-action-edit = Editar
teams-no-admin = sin administrador del equipo
teams-no-admin-choose = Este equipo no tiene administrador. Haz administrador del equipo a uno de sus miembros.
teams-no-admin-ask = Este equipo no tiene administrador. Pide a un administrador de la cuenta que elija uno.
teams-name-label = Nombre
teams-name-empty = Introduce un nombre para el equipo
teams-name-taken = Otro equipo ya tiene este nombre. Elige uno distinto
teams-notes-label = Notas
teams-notes-hint = De qué es responsable el equipo y qué deben saber los demás. Todos en la cuenta pueden leer las notas.
teams-notes-none = Aún no hay notas.
teams-notes-too-long = Introduce notas de { $max } caracteres como máximo
teams-notes-invisible = Elimina los caracteres invisibles de las notas
teams-admins-label = Administradores del equipo
teams-admins-hint = Los administradores del equipo gestionan sus miembros, notas y calendario. Cada equipo necesita al menos uno. Podrás añadir a los demás miembros después.
teams-admins-empty = Elige al menos un administrador del equipo
teams-people-label = Buscar personas
teams-people-search = Nombre, correo o teléfono
teams-people-none = Nadie en esta cuenta coincide con «{ $q }».
teams-people-more = Hay más personas. Escribe más letras del nombre para encontrarlas.
teams-people-others =
    { $count ->
        [one] Hay una persona más. Búscala por su nombre.
       *[other] Hay { $count } personas más. Búscalas por su nombre.
    }
teams-create = Crear equipo
teams-made = Se ha creado el equipo.
teams-saved = Se han guardado los cambios del equipo.
teams-details-title = Nombre y notas
teams-members-count =
    { $count ->
        [0] Aún no hay miembros.
        [one] Una persona en este equipo.
       *[other] { $count } personas en este equipo.
    }
teams-members-none = Aún no hay miembros.
teams-row-members =
    { $count ->
        [one] { $count } miembro
       *[other] { $count } miembros
    }
teams-members-none-yet = Aún no hay miembros. La primera persona que añadas administrará el equipo.
teams-add-label = Añadir un miembro
teams-add-action = Añadir
teams-in-already = ya está en el equipo
teams-joined = Se ha añadido a { $name } al equipo.
teams-left = Se ha quitado a { $name } del equipo.
teams-pill-admin = administrador del equipo
teams-make-admin = Hacer administrador del equipo
teams-unmake-admin = Quitar como administrador del equipo
teams-admin-made = { $name } ahora administra el equipo.
teams-admin-unmade = { $name } ya no administra el equipo.
teams-leave-title = ¿Quitar a esta persona del equipo?
teams-leave-text = Ya no estará en { $team } ni en su calendario. Seguirá en la cuenta.
teams-leave-action = Quitar del equipo
teams-leave-keep = Mantener en el equipo
teams-back-to-team = Volver al equipo
teams-removal-title = ¿Eliminar este equipo?
teams-removal-text =
    { $count ->
        [0] También se eliminan sus notas y su calendario. No tiene miembros.
        [one] También se eliminan sus notas y su calendario. La persona que está en él sigue en la cuenta.
       *[other] También se eliminan sus notas y su calendario. Las { $count } personas que están en él siguen en la cuenta.
    }
teams-removal-action = Eliminar equipo
teams-removed = Se ha eliminado el equipo { $name }.
