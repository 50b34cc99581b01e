two-factor-title = Autenticación de dos factores
two-factor-synonyms = 2fa, mfa, totp, autenticador, segundo factor, doble factor, verificación en dos pasos, códigos de recuperación, seguridad
two-factor-lead = Además de tu contraseña, introducirás un código de una aplicación de tu teléfono. Aunque alguien descubra tu contraseña, no podrá iniciar sesión.
two-factor-enable-action = Activar la autenticación de dos factores
two-factor-on = activada
two-factor-codes-label = Códigos de recuperación
two-factor-codes-left = Disponibles: { $left } de { $all }
two-factor-codes-renew = Generar códigos nuevos
two-factor-add-action = Añadir otra aplicación de autenticación
two-factor-removal-title = ¿Desactivar la autenticación de dos factores?
two-factor-removal-consequence = Podrás iniciar sesión solo con tu contraseña. Tus aplicaciones de autenticación y tus códigos de recuperación dejarán de funcionar, y se cerrarán tus demás sesiones.
two-factor-removal-action = Desactivar la autenticación de dos factores
two-factor-enabled = La autenticación de dos factores se ha activado correctamente
two-factor-disabled = Se ha desactivado la autenticación de dos factores. Se han cerrado tus demás sesiones.
two-factor-added = Se ha añadido la aplicación de autenticación. Se han cerrado tus demás sesiones.
two-factor-removed = Se ha eliminado la aplicación de autenticación. Se han cerrado tus demás sesiones.
two-factor-authenticator-removal-title = ¿Eliminar esta aplicación de autenticación?
two-factor-authenticator-removal-consequence = Sus códigos dejarán de funcionar y se cerrarán tus demás sesiones.
two-factor-authenticator-removal-last = Es tu única aplicación de autenticación. Añade antes otra o desactiva la autenticación de dos factores.
two-factor-authenticator-removal-action = Eliminar aplicación de autenticación
two-factor-enrolment-title = Activar la autenticación de dos factores
two-factor-add-title = Añadir una aplicación de autenticación
two-factor-step-codes = Guarda tus códigos de recuperación
two-factor-step-scan = Escanea el código QR
two-factor-step-code = Introduce el código que muestra la aplicación
two-factor-codes-why = Si pierdes tu teléfono, cada uno de estos códigos te permite iniciar sesión una vez. Guárdalos en un lugar al que puedas acceder sin él.
two-factor-scan-how = Usa cualquier aplicación de autenticación, como Google Authenticator, Microsoft Authenticator o 1Password.
two-factor-qr-label = Código QR de la clave de abajo
two-factor-same-device = Abrir la aplicación en este dispositivo
two-factor-key-how = O escribe esta clave en la aplicación:
two-factor-name-label = Nombre
two-factor-name-hint = Un nombre para distinguirla de las demás
two-factor-naming-title = Cambiar el nombre de esta aplicación de autenticación
two-factor-renamed = Se ha cambiado el nombre de la aplicación de autenticación.
two-factor-first-name = Aplicación de autenticación
two-factor-code-label = Código de seis dígitos
two-factor-code-wrong = Código incorrecto. Introduce el que muestra ahora la aplicación y asegúrate de que el reloj de tu dispositivo está en hora.
two-factor-effect = Después se cerrarán tus demás sesiones.
two-factor-full = Has alcanzado el límite de { $most } aplicaciones de autenticación. Elimina una antes.
two-factor-saved-label = He guardado estos códigos
two-factor-saved-missing = Guarda los códigos y confirma que los has guardado
two-factor-download = Descargar
two-factor-print = Imprimir
two-factor-codes-title = Nuevos códigos de recuperación
two-factor-codes-effect = Cuando confirmes, estos códigos se activarán y los anteriores dejarán de funcionar.
two-factor-codes-action = Usar estos códigos
two-factor-codes-keep = Conservar los anteriores
two-factor-codes-made = Tus nuevos códigos de recuperación ya están activos.
two-factor-disable = Desactivar
two-factor-keep = Mantener activada
two-factor-reset-due = Alguien ha pedido quitar tu segundo factor. Lo quitaremos el { $when }. Si quieres conservarlo, usa el enlace que te hemos enviado por correo.
two-factor-attention-codes =
    { $left ->
        [0] No te quedan códigos de recuperación.
        [one] Te queda { $left } código de recuperación.
       *[other] Te quedan { $left } códigos de recuperación.
    }
