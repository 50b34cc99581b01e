settings-title = Mis ajustes
settings-lead = Tu perfil y cómo quieres que te avisemos.
settings-find = Buscar un ajuste
settings-find-none = Ningún ajuste coincide. Prueba con otra palabra.
settings-on-this-page = En esta página
