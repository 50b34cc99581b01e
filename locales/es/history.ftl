history-title = Historial de seguridad
history-synonyms = actividad, registro, auditoría, eventos, inicios de sesión, seguridad
history-hint = Los últimos eventos. Si no reconoces alguno, cambia tu contraseña de inmediato.
history-unknown = Otro evento
history-console = En el servidor, por un administrador
