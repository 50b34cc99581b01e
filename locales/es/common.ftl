common-skip-link = Saltar al contenido
common-menu-label = Menú
common-profile-menu = Menú de perfil
common-sign-out = Cerrar sesión
common-update = Guardar
common-unsaved = Cambios sin guardar
common-copy = Copiar
common-copied = Copiado
common-show-password = Mostrar
common-hide-password = Ocultar
common-scope-everywhere = En todas tus cuentas
common-scope-account = Solo en { $account }
common-error-title = Error: { $title }
common-summary-title = Revisa estos datos:
common-stale = Estos datos han cambiado mientras tanto, en otra pestaña o porque otra persona los ha modificado. Lo que has introducido se conserva aquí abajo: pulsa «Guardar» otra vez para aplicarlo o recarga la página para ver los valores actuales.
common-too-many-tries =
    { $minutes ->
        [one] Demasiados intentos. Espera un minuto y vuelve a intentarlo.
       *[other] Demasiados intentos. Espera { $minutes } minutos y vuelve a intentarlo.
    }
common-try-after = Lo has pedido demasiadas veces. A partir del { $when } podrás intentarlo de nuevo.
common-wait-seconds =
    { $seconds ->
        [one] Espera un segundo más y vuelve a pedirlo.
       *[other] Espera { $seconds } segundos más y vuelve a pedirlo.
    }
common-pill-primary = principal
common-pill-verified = verificado
common-pill-unverified = sin verificar
common-pill-blocked = bloqueado
common-make-primary = Hacer principal
common-resend = Reenviar
common-remove = Eliminar
common-keep-it = Conservar
common-added-on = Añadida el { $when }
common-used-on = Último uso: { $when }
common-back-to-settings = Volver a mis ajustes
common-pages = Páginas
common-newer = Más recientes
common-older = Anteriores
common-choice-unknown = Elige una de las opciones de la lista
common-time-zone-unknown = Elige una zona horaria de la lista
common-zone-search = Ciudad, país, abreviatura o diferencia horaria
common-zone-none = Ninguna zona horaria se llama así. Prueba con una ciudad cercana, el país o una diferencia como +2.
common-zone-suggestion = Este dispositivo tiene otra zona horaria. Usar:
common-zones-africa = África
common-zones-america = América
common-zones-antarctica = Antártida
common-zones-asia = Asia
common-zones-atlantic = Océano Atlántico
common-zones-australia = Australia
common-zones-europe = Europa
common-zones-indian = Océano Índico
common-zones-pacific = Océano Pacífico
common-name-empty = Introduce un nombre
common-account-name-empty = Introduce un nombre para la cuenta
common-name-too-long = El nombre puede tener como máximo { $max } caracteres
common-name-invisible = Elimina los caracteres invisibles del nombre
common-name-link = Introduce un nombre que no contenga una dirección web
common-email-label = Correo electrónico
common-email-empty = Introduce tu correo electrónico
common-email-malformed = Introduce un correo electrónico con el formato nombre@example.com
common-password-label = Contraseña
common-password-hint = Al menos { $min } caracteres. Varias palabras sin relación entre sí son fáciles de recordar y difíciles de adivinar.
common-password-empty = Introduce una contraseña
common-password-too-short = Usa al menos { $min } caracteres
common-password-too-long = Usa como máximo { $max } caracteres
common-password-unequal = Las contraseñas nuevas deben coincidir
common-password-weak = Esta contraseña es fácil de adivinar. Añade una o dos palabras más
common-password-weak-keyboard = Las teclas contiguas son fáciles de adivinar. Usa mejor varias palabras sin relación entre sí
common-password-weak-repeats = Las repeticiones son fáciles de adivinar. Usa mejor varias palabras sin relación entre sí
common-password-weak-sequence = Las secuencias como abc o 123 son fáciles de adivinar. Usa mejor varias palabras sin relación entre sí
common-password-weak-date = Las fechas y los años son fáciles de adivinar. Usa mejor varias palabras sin relación entre sí
common-password-weak-name = Los nombres son fáciles de adivinar. Usa mejor varias palabras sin relación entre sí
common-password-weak-common = Se parece demasiado a una palabra o contraseña común. Usa mejor varias palabras sin relación entre sí
common-code-empty = Introduce los seis dígitos del código
common-code-malformed = Introduce solo los seis dígitos del código
common-code-hint = Seis dígitos
common-device = { $browser } en { $system }
common-device-unknown = Navegador desconocido
common-search = Buscar
common-previous = Anterior
common-next = Siguiente
