welcome-link-title = Willkommen, { $name }
welcome-link-lead = Du wurdest zu { $account } hinzugefügt. Lege ein Passwort fest, dann geht es los.
welcome-link-address = Ab jetzt meldest du dich mit { $address } an.
welcome-link-action = Passwort festlegen
welcome-link-over-title = Passwort festlegen
welcome-link-late = Dieser Link ist älter als 72 Stunden. Bitte einen Admin von { $account }, dir einen neuen zu schicken.
welcome-link-taken = Diese Adresse ist inzwischen in einem anderen Callbook-Profil bestätigt. Wenn das deins ist, melde dich damit an und bitte einen Admin von { $account }, dieses Profil zu entfernen und dich einzuladen.
welcome-link-not-good = Dieser Link gilt nicht mehr. Wenn du schon ein Passwort hast, melde dich damit an. Sonst bitte deinen Admin um einen neuen Link.
