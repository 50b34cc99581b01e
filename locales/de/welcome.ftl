welcome-link-title = Willkommen, { $name }
welcome-link-lead = Du wurdest zu { $account } hinzugefügt. Lege ein Passwort fest, um zu beginnen.
welcome-link-address = Du meldest dich mit { $address } an.
welcome-link-action = Passwort festlegen
welcome-link-over-title = Passwort festlegen
welcome-link-late = Dieser Link ist älter als { $hours } Stunden. Wende dich an einen Admin von { $account }, um einen neuen zu bekommen.
welcome-link-taken = Diese Adresse ist schon in einem anderen Callbook-Profil bestätigt. Wenn es deins ist, melde dich damit an und bitte einen Admin von { $account }, den neuen Benutzer mit dieser Adresse zu entfernen und dich einzuladen.
welcome-link-not-good = Dieser Link ist nicht mehr gültig. Wenn du schon ein Passwort hast, melde dich damit an. Wende dich sonst an deinen Admin, um einen neuen Link zu bekommen.
