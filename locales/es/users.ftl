users-role-admin = administrador
users-role-billing = facturación
users-role-broadcaster = emisor de avisos
users-role-communicator = comunicador
users-title = Usuarios
users-count =
    { $count ->
        [one] Una persona en esta cuenta.
       *[other] { $count } personas en esta cuenta.
    }
users-search = Nombre, correo, teléfono, rol o #número
users-shows = Filtrar usuarios
users-show-all = Todos
users-show-unfinished = Sin terminar
users-new = Nuevo usuario
users-import = Importar
users-export = Exportar
users-column-name = Nombre
users-column-roles = Roles
users-column-last-sign-in = Último inicio de sesión
users-column-action = Acciones
users-actions-of = Acciones para { $name }
users-action-open = Abrir
users-action-roles = Cambiar roles
users-action-remove = Quitar de la cuenta
users-you = tú
users-never = nunca
users-role-owner = propietario
users-pill-not-begun = aún no ha iniciado sesión
users-pill-unfinished = configuración sin terminar
users-none-found = Ningún usuario coincide con «{ $q }».
users-all-finished = Todos han terminado la configuración.
users-back = Volver al usuario
users-person-heading = Datos de contacto
users-there = Hora local
users-no-phone = Sin teléfono
users-since = En esta cuenta desde
users-roles-heading = Roles
users-role-admin-hint = Gestiona los usuarios, los roles, los equipos y las reglas de inicio de sesión.
users-role-billing-hint = Gestiona la facturación.
users-role-broadcaster-hint = Para sistemas conectados: puede enviar avisos masivos.
users-role-communicator-hint = Para sistemas conectados: informa a las personas afectadas.
users-roles-set = Se han guardado los roles.
users-owner-keeps = El propietario siempre tiene los roles de administrador y facturación. Transfiere antes la propiedad.
users-manage-heading = Gestionar
users-removal-row = Pertenencia a la cuenta
users-removal-hint = Esta persona perderá el acceso a esta cuenta. Su perfil y sus ajustes se conservan.
users-removal-title = ¿Quitar a esta persona de la cuenta?
users-removal-text = Esta persona perderá de inmediato el acceso a { $account }, con sus equipos, turnos y mensajes. Su perfil y sus datos de contacto se conservan.{ $alerts ->
        [0] {""}
        [one] {" "}Tiene una alerta a su cargo: se avisará a otras personas.
       *[other] {" "}Tiene { $alerts } alertas a su cargo: se avisará a otras personas.
    }
users-removal-owner = No puedes quitar al propietario. Transfiere antes la propiedad.
users-removal-action = Quitar de la cuenta
users-removed = Se ha quitado a { $name } de esta cuenta.
users-factor-row = Autenticación de dos factores
users-factor-hint = Si ha perdido su aplicación de autenticación y sus códigos de recuperación, puedes restablecer su segundo factor. Tarda { $hours } horas y enviaremos un aviso a todas sus direcciones de correo.
users-factor-due = Se restablecerá el { $when }, a no ser que la persona lo cancele.
users-factor-withdraw = Cancelar el restablecimiento
users-factor-withdrawn = Se ha cancelado el restablecimiento.
users-factor-title = ¿Restablecer el segundo factor?
users-factor-text = Dentro de { $hours } horas, las aplicaciones de autenticación y los códigos de recuperación de esta persona dejarán de funcionar y podrá iniciar sesión solo con la contraseña. Hasta entonces puede cancelar el restablecimiento. Enviaremos un aviso a todas sus direcciones de correo.
users-factor-action = Restablecer segundo factor
users-factor-keep = Dejarlo activado
users-factor-asked = El segundo factor se restablecerá dentro de { $hours } horas. Estamos enviando un aviso a todas las direcciones de correo de esta persona.
users-factor-not-on = Esta persona no tiene segundo factor.
users-factor-shared = Esta persona está también en otra cuenta. Solo un administrador del servidor puede restablecer su segundo factor.
users-factor-oneself = Gestiona tu propio segundo factor en «Mis ajustes».
users-factor-already = El restablecimiento ya está en marcha.
users-veto-title = ¿Conservar tu segundo factor?
users-veto-text = Un administrador nos ha pedido quitar tu segundo factor porque, según indica, lo has perdido. Si aún lo tienes, cancela el restablecimiento.
users-veto-doubted = Alguien con acceso a tu correo ha indicado que un segundo factor añadido hace poco no es tuyo, así que se va a quitar. Si es tuyo, consérvalo.
users-veto-action = Conservar mi segundo factor
users-veto-leave = Lo he perdido, continuar
users-veto-not-mine = No es mío, quitarlo
users-veto-done = Se ha cancelado el restablecimiento. Tu segundo factor no ha cambiado.
users-veto-next = Si no sabes por qué se solicitó, habla con tus administradores y elige una contraseña nueva.
users-veto-not-good = Este enlace ya no es válido. Puede que el segundo factor ya se haya restablecido o que se haya cancelado el restablecimiento.
users-new-lead = Quienes aún no están en Callbook reciben un correo para elegir una contraseña. Quienes ya tienen un perfil reciben una invitación.
users-new-action = Añadir usuario
users-phone-label = Teléfono
users-phone-hint = Incluye el prefijo del país, como +34 612 34 56 78. Lo verificará la propia persona.
users-created = Se ha añadido a { $name }, que recibirá un correo para elegir una contraseña.
users-invited = Se ha invitado a { $name }, que se unirá cuando acepte la invitación.
users-already-here = Ya hay alguien con esta dirección en la cuenta
users-invited-already = Ya se ha enviado una invitación a esta dirección y aún no hay respuesta
users-full =
    { $limit ->
        [one] Esta cuenta admite un usuario como máximo. Aumenta el límite en «Ajustes de la cuenta» o quita a alguien.
       *[other] Esta cuenta admite { $limit } usuarios como máximo. Aumenta el límite en «Ajustes de la cuenta» o quita a alguien.
    }
users-link-row = Enlace de configuración
users-link-hint = Aún no ha elegido una contraseña. El enlace caduca después de { $hours } horas.
users-link-sent = Estamos enviando el correo.
users-link-not-needed = Esta persona ya ha terminado la configuración.
users-invitations =
    { $count ->
        [one] { $count } invitación pendiente
       *[other] { $count } invitaciones pendientes
    }
users-invitation-until = caduca el { $when }
users-invitation-over = caducada
users-withdraw = Retirar
users-withdrawn = Se ha retirado la invitación.
users-no-team = Ningún equipo
users-teams-set = Se han guardado los equipos.
users-contacts-heading = Añadir datos de contacto
users-contacts-shared = Esta persona está también en otra cuenta: solo ella puede cambiar sus datos de contacto.
users-contacts-hint = Los datos de contacto que añadas quedarán sin verificar hasta que la persona los verifique. No puedes cambiar los que ya ha verificado.
users-contact-add = Añadir
users-contact-there = Esta persona ya tiene esta dirección o este número, o ha alcanzado el límite
users-email-added = Se ha añadido la dirección. Estamos enviando un enlace para verificarla.
users-phone-added = Se ha añadido el número. La persona puede verificarlo en «Mis ajustes».
users-contact-removal-title = ¿Eliminar esta dirección o este número?
users-contact-removal-text = No está verificado. Avisaremos a esta persona.
users-contact-removal-action = Eliminar
users-contact-removed = Se ha eliminado la dirección o el número.
users-factor-nobody-to-tell = Esta persona no tiene ninguna dirección de correo que funcione, así que no podría cancelar el restablecimiento. Solo un administrador del servidor puede restablecer su segundo factor.
users-factor-too-often = Demasiadas solicitudes. Vuelve a intentarlo mañana.
users-sessions-hint = Cierra todas las sesiones de esta persona en esta cuenta. Los tokens de API siguen funcionando.
users-sessions-end = Cerrar todas las sesiones
users-sessions-ended = Se han cerrado las sesiones de esta persona en esta cuenta.
users-column-reach = Localizable
users-reach-yes = { $channels }
users-reach-quiet = solo { $channels }
users-reach-no = no localizable
