general-title = Allgemeine Einstellungen
general-synonyms = Name, Anzeigename, Avatar, Initialen, Kürzel, Profil, Profilbild, Bild, Foto
general-name-label = Vollständiger Name
general-name-hint = Der Name, unter dem dein Team dich kennt.
general-avatar-hint = Deine Initialen werden neben deinem Namen angezeigt.
general-saved = Dein Name wurde gespeichert.
