general-title = Ajustes generales
general-synonyms = nombre, apellidos, avatar, iniciales, perfil, foto, imagen, name, profile, picture
general-name-label = Nombre completo
general-name-hint = El nombre por el que te conoce tu equipo.
general-avatar-hint = Tus iniciales se muestran junto a tu nombre.
general-saved = Se ha guardado tu nombre.
