general-title = Allgemeine Einstellungen
general-synonyms = Name, Anzeigename, Avatar, Initialen, Kürzel, Profil, Profilbild, Bild, Foto
general-name-label = Vollständiger Name
general-name-hint = So, wie dein Team dich kennt.
general-avatar-hint = Überall, wo dein Name erscheint, stehen deine Initialen für dich.
general-saved = Dein Name wurde gespeichert.
