data-title = Tus datos
data-synonyms = exportar, descargar, json, rgpd, privacidad, salir de la cuenta, abandonar la cuenta, eliminar usuario
data-export-name = Exportar todo
data-export-hint = Todo lo que Callbook guarda sobre ti, en un archivo JSON, sin contraseñas, claves ni códigos.
data-export-action = Descargar
data-leaving-way = Abandonar
data-leaving-row = Abandonar { $account }
data-leaving-hint = Pierdes tus roles y equipos en esa cuenta.
data-leaving-title = ¿Abandonar esta cuenta?
data-leaving-text = Perderás de inmediato tus roles y equipos en esta cuenta y dejarás de recibir sus notificaciones. Solo uno de sus administradores puede volver a añadirte.{ $alerts ->
        [0] {""}
        [one] {" "}Tienes una alerta a tu cargo: se avisará a otras personas.
       *[other] {" "}Tienes { $alerts } alertas a tu cargo: se avisará a otras personas.
    }
data-leaving-owner = Eres propietario de esta cuenta. Antes, transfiérela o elimínala en «Ajustes de la cuenta».
data-leaving-action = Abandonar la cuenta
data-leaving-keep = Quedarme
data-left = Has abandonado { $account }.
data-removal-name = Eliminar mi perfil
data-removal-hint = Te quita de todas las cuentas y elimina tus datos definitivamente.
data-removal-way = Eliminar
data-removal-title = ¿Eliminar tu perfil?
data-removal-text = Se cerrarán todas tus sesiones y se te quitará de todas las cuentas. Tu nombre, tus direcciones, teléfonos, contraseña, segundos factores, llaves de acceso, tokens de API y mensajes se eliminan de inmediato y no se pueden recuperar. Lo que hiciste en una cuenta queda en su registro de auditoría, sin tu nombre. Enviaremos un último correo a tus direcciones verificadas.{ $alerts ->
        [0] {""}
        [one] {" "}Tienes una alerta a tu cargo: se avisará a otras personas.
       *[other] {" "}Tienes { $alerts } alertas a tu cargo: se avisará a otras personas.
    }
data-removal-owner = Eres propietario de estas cuentas: { $accounts }. Antes, transfiere o elimina cada una: cambia a ella y abre «Ajustes de la cuenta».
data-removal-keep = Conservar mi perfil
data-deleted = Se ha eliminado tu perfil.
data-mail-exported = Se ha descargado una copia de todo lo que Callbook guarda sobre ti.
data-mail-deleted-subject = Se ha eliminado tu perfil de Callbook
data-mail-deleted = Tu perfil de Callbook se eliminó el { $when } desde una de tus sesiones. Este es nuestro último correo: ya no guardamos tu dirección.
data-mail-deleted-not-you = Si no has sido tú, avisa de inmediato a un administrador de tu cuenta: otra persona había iniciado sesión en tu perfil.
