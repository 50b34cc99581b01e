history-title = Sicherheitsverlauf
history-synonyms = aktivität, protokoll, audit, ereignisse, anmeldungen, sicherheit
history-hint = Die letzten Ereignisse. Wenn eines nicht von dir stammt, ändere sofort dein Passwort.
history-unknown = Etwas anderes
history-console = Auf dem Server, durch einen Admin
