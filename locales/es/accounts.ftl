accounts-title = Cuentas
accounts-lead = Las empresas y los grupos de los que formas parte. Lo que ves y cambias corresponde a la cuenta actual.
accounts-none = Aún no perteneces a ninguna cuenta. Pide a un administrador que te invite, o crea una.
accounts-current = actual
accounts-owner = propietario
accounts-member = miembro
accounts-switch = Cambiar a esta
accounts-switch-item = Cambiar de cuenta
accounts-switched = Ahora estás en { $account }.
accounts-new-title = Crear cuenta
accounts-new-text = Crea una cuenta aparte para otra empresa u otro grupo, con sus propios usuarios, equipos y ajustes. Serás su propietario. Tu perfil y tus datos de contacto son los mismos en todas las cuentas.
accounts-made = Se ha creado { $account }. Ahora es tu cuenta actual.
accounts-name-label = Nombre de la cuenta
accounts-name-hint = El nombre de la empresa o del grupo
accounts-back = Volver a los ajustes de la cuenta
accounts-settings-title = Ajustes de la cuenta
accounts-settings-saved = Se han guardado los ajustes de la cuenta.
accounts-basics-title = Cuenta
accounts-limit-label = Límite de usuarios
accounts-limit-hint = El número máximo de personas en esta cuenta. Déjalo vacío si no hay límite.
accounts-limit-malformed = Introduce un número entero entre 1 y { $most }, o déjalo vacío
accounts-limit-below =
    { $total ->
        [one] Hay una persona en la cuenta. Introduce al menos 1
       *[other] Hay { $total } personas en la cuenta. Introduce al menos { $total } o quita antes a algunas
    }
accounts-interfaces-title = Mensajes y API
accounts-discreet-label = Notificaciones sin datos sensibles (HIPAA)
accounts-discreet-hint = Los mensajes solo contienen un ID y cómo responder, sin detalles de lo ocurrido. Para cuentas que no deben enviar datos de salud.
accounts-older-api-label = API antigua
accounts-older-api-hint = Permite que los programas usen la API antigua con los tokens de esta cuenta. Actívala solo si la necesitas.
accounts-older-api-deprecated-label = La API antigua está obsoleta
accounts-older-api-deprecated-hint = Avisa en cada respuesta a los programas que usan la API antigua de que deben pasar a la API v4.
accounts-if-match-label = Exigir If-Match en los cambios
accounts-if-match-hint = Los programas no pueden cambiar ni eliminar nada sin indicar qué versión han leído.
accounts-factor-title = Autenticación de dos factores
accounts-factor-text = Las personas sin segundo factor ven la fecha límite en «Mis ajustes». Después no podrán entrar en esta cuenta hasta que configuren uno. Una llave de acceso también sirve como segundo factor.
accounts-factor-label = Exigir un segundo factor
accounts-factor-off = No es obligatorio
accounts-factor-kept = Sin cambios
accounts-factor-now = Inmediatamente
accounts-factor-3-days = Dentro de 3 días
accounts-factor-7-days = Dentro de 7 días
accounts-factor-14-days = Dentro de 14 días
accounts-factor-30-days = Dentro de 30 días
accounts-factor-since = Obligatorio desde el { $when }
accounts-factor-from = Obligatorio a partir del { $when }
accounts-factor-without =
    { $without ->
        [0] Todos tienen un segundo factor ({ $total } en total).
        [one] { $without } de { $total } personas aún no tiene ninguno.
       *[other] { $without } de { $total } personas aún no tienen ninguno.
    }
accounts-factor-own-first = Aún no tienes un segundo factor y perderías el acceso. Configura uno antes o elige una fecha posterior
accounts-factor-own-link = Configura tu segundo factor
accounts-lengths-title = Sesiones
accounts-lengths-text = Cuándo deben volver a iniciar sesión las personas de esta cuenta. Los cambios se aplican de inmediato, también a las sesiones ya iniciadas.
accounts-idle-label = Cerrar sesión tras una inactividad de
accounts-absolute-label = Duración máxima de la sesión
accounts-idle-usual = Predeterminado (14 días)
accounts-absolute-usual = Predeterminado (30 días)
accounts-length-15-minutes = 15 minutos
accounts-length-1-hour = 1 hora
accounts-length-8-hours = 8 horas
accounts-length-12-hours = 12 horas
accounts-length-24-hours = 24 horas
accounts-length-7-days = 7 días
accounts-length-14-days = 14 días
accounts-length-30-days = 30 días
accounts-absolute-below = Elige una duración máxima de la sesión que no sea inferior al límite de inactividad
accounts-owner-title = Propiedad
accounts-transfer-title = Transferir la propiedad
accounts-transfer-hint = Transfiere la propiedad a otra persona de la cuenta. Tú seguirás siendo administrador.
accounts-transfer-way = Transferir
accounts-transfer-lead = ¿A quién quieres transferir la propiedad de { $account }?
accounts-transfer-search = Nombre o correo
accounts-transfer-none = No hay nadie más en la cuenta que coincida. Prueba con otra búsqueda o invita antes a esa persona.
accounts-transfer-choose = Elegir
accounts-transfer-question = ¿Convertir a esta persona en propietaria?
accounts-transfer-text = Tendrá la propiedad de { $account } y los roles de administrador y facturación. Tú seguirás siendo administrador, y solo esa persona podrá devolverte la propiedad. Ambos recibiréis un correo.
accounts-transfer-keep = Conservar la propiedad
accounts-transferred = { $name } tiene ahora la propiedad de la cuenta. Tú sigues siendo administrador.
accounts-removal-name = Eliminar cuenta
accounts-removal-hint = Elimina definitivamente todo lo que hay en esta cuenta, para todos.
accounts-removal-way = Eliminar
accounts-removal-title = ¿Eliminar esta cuenta?
accounts-removal-text = Sus equipos, calendarios, invitaciones, roles y ajustes se eliminan de inmediato y no se pueden recuperar. Ya nadie podrá leer su registro de auditoría.
accounts-removal-people =
    { $total ->
        [one] Eres la única persona que hay en ella. Tu perfil se conserva.
       *[other] Las { $total } personas que hay en ella conservan su perfil y siguen en sus otras cuentas.
    }
accounts-removal-label = Nombre de la cuenta
accounts-removal-label-hint = Escríbelo exactamente como aparece arriba
accounts-removal-other-name = Escribe el nombre exactamente como aparece arriba: { $account }
accounts-removal-keep = Conservar la cuenta
accounts-deleted = { $account } se ha eliminado.
accounts-door-from = { $account } exigirá un segundo factor a partir del { $when }. Configura uno antes para conservar el acceso.
accounts-door-closed = No puedes entrar en { $account } hasta que configures un segundo factor.
accounts-door-passkey = No puedes entrar en { $account } con esta sesión porque exige un segundo factor. Cierra sesión y vuelve a iniciarla con tu llave de acceso, o configura una aplicación de autenticación.
accounts-mail-owner = { $owner } tiene ahora la propiedad de { $account }.
accounts-mail-deleted = La cuenta { $account } se ha eliminado con todo lo que contenía.
accounts-sessions-row = Todas las sesiones
accounts-sessions-hint = Cierra la sesión de todos si no sabes quién más la tiene iniciada.
accounts-sessions-end = Cerrar la sesión de todos
accounts-sessions-question = ¿Cerrar la sesión de todos en esta cuenta?
accounts-sessions-text = Todos tendrán que volver a iniciar sesión, tú también. Los tokens de API siguen funcionando.
accounts-sessions-keep = Dejar las sesiones abiertas
