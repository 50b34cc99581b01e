welcome-link-title = Te damos la bienvenida, { $name }
welcome-link-lead = Te han añadido a { $account }. Elige una contraseña para empezar.
welcome-link-address = Iniciarás sesión con { $address }.
welcome-link-action = Guardar contraseña
welcome-link-over-title = Elige una contraseña
welcome-link-late = Este enlace tiene más de { $hours } horas. Pide a un administrador de { $account } que te envíe otro.
welcome-link-taken = Otro perfil de Callbook ha verificado esta dirección. Si ese perfil es tuyo, inicia sesión en él y pide a un administrador de { $account } que quite este usuario y te invite.
welcome-link-not-good = Este enlace ya no es válido. Si ya tienes contraseña, inicia sesión con ella. Si no, pide otro enlace a tu administrador.
