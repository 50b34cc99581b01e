settings-title = Meine Einstellungen
settings-lead = Dein Profil und wie du erreicht werden möchtest.
settings-find = Einstellung suchen
settings-find-none = Keine Einstellung gefunden. Versuch es mit einem anderen Wort.
settings-on-this-page = Auf dieser Seite
