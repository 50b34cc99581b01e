accounts-title = Cuentas
accounts-lead = Las empresas y los grupos de los que formas parte. Lo que ves y ajustas es siempre de la cuenta actual.
accounts-none = No estás en ninguna cuenta. Pide a un administrador que te invite, o crea una.
accounts-current = actual
accounts-owner = propietario
accounts-member = miembro
accounts-switch = Cambiar a esta
accounts-switch-item = Cambiar de cuenta
accounts-switched = Ahora estás en { $account }.
accounts-new-title = Crear cuenta
accounts-new-text = Una cuenta nueva es para otra empresa u otro grupo, con sus propios usuarios, equipos y reglas. Tú serás su propietario. Tu usuario y tus datos de contacto siguen siendo los mismos en todas partes.
accounts-new-cancel = Cancelar
accounts-made = Se ha creado { $account } y ya estás en ella.
accounts-name-label = Nombre de la cuenta
accounts-name-hint = El nombre de la empresa o del grupo
accounts-back = Volver a los ajustes de la cuenta
accounts-settings-title = Ajustes de la cuenta
accounts-settings-saved = Se han guardado los ajustes de la cuenta.
accounts-basics-title = Cuenta
accounts-limit-label = Límite de usuarios
accounts-limit-hint = Cuántas personas puede haber en la cuenta. Déjalo vacío si no hay límite.
accounts-limit-malformed = Introduce un número entero entre 1 y { $most }, o déjalo vacío
accounts-limit-below =
    { $total ->
        [one] Hay una persona en la cuenta. Introduce al menos 1
       *[other] Hay { $total } personas en la cuenta. Introduce al menos { $total } o quita antes a algunas
    }
accounts-interfaces-title = Mensajes y API
accounts-discreet-label = Hippanotifications
accounts-discreet-hint = Los mensajes llevan solo un ID y cómo responder, nada de lo ocurrido: para cuentas que no deben enviar datos de salud.
accounts-older-api-label = API antigua
accounts-older-api-hint = Permite que los programas usen la API antigua con tokens de esta cuenta. Déjalo desactivado si nada la necesita.
accounts-older-api-deprecated-label = La API antigua se retirará
accounts-older-api-deprecated-hint = Avisa en cada respuesta a los programas que usan la API antigua de que deben pasar a la API v4.
accounts-if-match-label = Los cambios requieren If-Match
accounts-if-match-hint = Los programas no pueden cambiar ni eliminar nada sin indicar qué versión han leído.
accounts-factor-title = Autenticación de dos factores
accounts-factor-text = Quien no tenga un segundo factor verá en «Mis ajustes» hasta cuándo tiene de plazo. Después no podrá entrar en la cuenta hasta que configure uno. Una llave de acceso también vale.
accounts-factor-label = Exigir un segundo factor
accounts-factor-off = No se exige
accounts-factor-kept = Dejar como está
accounts-factor-now = Desde ahora
accounts-factor-3-days = Dentro de 3 días
accounts-factor-7-days = Dentro de 7 días
accounts-factor-14-days = Dentro de 14 días
accounts-factor-30-days = Dentro de 30 días
accounts-factor-since = Se exige desde el { $when }
accounts-factor-from = Se exige a partir del { $when }
accounts-factor-without =
    { $without ->
        [0] Todos tienen uno ({ $total } en total).
        [one] 1 de { $total } personas aún no tiene ninguno.
       *[other] { $without } de { $total } personas aún no tienen ninguno.
    }
accounts-factor-own-first = Tú aún no tienes un segundo factor: te quedarías fuera. Configura antes el tuyo o elige un día posterior
accounts-factor-own-link = Configura tu segundo factor
accounts-lengths-title = Sesiones
accounts-lengths-text = Cuándo deben volver a iniciar sesión las personas de esta cuenta. Los cambios se aplican al instante, también a las sesiones ya iniciadas.
accounts-idle-label = Si no se usa durante
accounts-absolute-label = En todo caso, después de
accounts-idle-usual = 14 días (lo habitual)
accounts-absolute-usual = 30 días (lo habitual)
accounts-length-15-minutes = 15 minutos
accounts-length-1-hour = 1 hora
accounts-length-8-hours = 8 horas
accounts-length-12-hours = 12 horas
accounts-length-24-hours = 24 horas
accounts-length-7-days = 7 días
accounts-length-14-days = 14 días
accounts-length-30-days = 30 días
accounts-absolute-below = Elige como mínimo el tiempo que una sesión puede estar sin usarse
accounts-owner-title = Propiedad
accounts-transfer-title = Transferir la propiedad
accounts-transfer-hint = Otra persona de la cuenta pasa a ser su propietaria. Tú sigues siendo administrador.
accounts-transfer-way = Transferir
accounts-transfer-lead = ¿Quién va a ser propietario de { $account } a partir de ahora?
accounts-transfer-search = Nombre o correo
accounts-transfer-none = No se ha encontrado a nadie más en la cuenta. Prueba con otra palabra o invita antes a esa persona.
accounts-transfer-choose = Elegir
accounts-transfer-question = ¿Convertir a esta persona en propietaria?
accounts-transfer-text = Será propietaria de { $account }, con los roles de administrador y facturación. Tú sigues siendo administrador, y solo esa persona puede devolverte la propiedad. Cada uno recibirá un correo.
accounts-transfer-keep = Seguir siendo propietario
accounts-transferred = { $name } es ahora propietario de la cuenta. Tú sigues siendo administrador.
accounts-removal-name = Eliminar cuenta
accounts-removal-hint = Se elimina todo lo que hay en la cuenta, para todos y para siempre.
accounts-removal-way = Eliminar
accounts-removal-title = ¿Eliminar esta cuenta?
accounts-removal-text = Sus equipos, calendarios, invitaciones, roles y ajustes se eliminan al instante y no se pueden recuperar. Ya nadie podrá leer su registro de auditoría.
accounts-removal-people =
    { $total ->
        [one] Eres la única persona que hay en ella. Tu usuario se conserva.
       *[other] Las { $total } personas que hay en ella conservan su usuario y siguen en sus otras cuentas.
    }
accounts-removal-label = Nombre de la cuenta que se elimina
accounts-removal-label-hint = Escríbelo exactamente como aparece arriba
accounts-removal-other-name = Escribe el nombre exactamente como aparece arriba: { $account }
accounts-removal-keep = Conservar la cuenta
accounts-deleted = { $account } se ha eliminado.
accounts-door-from = { $account } exige un segundo factor a partir del { $when }. Configura uno antes o no podrás entrar en la cuenta.
accounts-door-closed = No podrás entrar en { $account } hasta que configures un segundo factor.
accounts-door-passkey = No puedes entrar en { $account } con esta sesión: exige un segundo factor. Cierra sesión y vuelve a iniciarla con tu llave de acceso, o configura una aplicación de autenticación.
accounts-mail-owner = { $owner } es ahora propietario de { $account }.
accounts-mail-deleted = La cuenta { $account } se ha eliminado con todo lo que contenía.
accounts-sessions-row = Todas las sesiones
accounts-sessions-hint = Cierra la sesión de todos si no sabes quién más la tiene iniciada.
accounts-sessions-end = Cerrar la sesión de todos
accounts-sessions-question = ¿Cerrar la sesión de todos en esta cuenta?
accounts-sessions-text = Todos tendrán que volver a iniciar sesión, tú también. Los tokens de API siguen funcionando.
accounts-sessions-keep = Dejar las sesiones abiertas
