welcome-link-title = Te damos la bienvenida, { $name }
welcome-link-lead = Te han añadido a { $account }. Elige una contraseña para empezar.
welcome-link-address = A partir de ahora iniciarás sesión con { $address }.
welcome-link-action = Guardar contraseña
welcome-link-over-title = Elige una contraseña
welcome-link-late = Este enlace tiene más de 72 horas. Pide a un administrador de { $account } que te envíe otro.
welcome-link-taken = Mientras tanto, otro usuario de Callbook ha verificado esta dirección. Si eres tú, inicia sesión con ella y pide a un administrador de { $account } que elimine este usuario y te invite.
welcome-link-not-good = Este enlace ya no es válido. Si ya tienes contraseña, inicia sesión con ella. Si no, pide otro enlace a tu administrador.
