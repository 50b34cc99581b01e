settings-title = Meine Einstellungen
settings-lead = Dein Profil und wie wir dich erreichen.
settings-find = Einstellung suchen
settings-find-none = Keine Einstellung gefunden. Versuch es mit einem anderen Wort.
settings-on-this-page = Auf dieser Seite
