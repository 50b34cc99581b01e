welcome-link-title = Willkommen, { $name }
welcome-link-lead = Du wurdest zu { $account } hinzugefügt. Lege ein Passwort fest, um zu beginnen.
welcome-link-address = Du meldest dich mit { $address } an.
welcome-link-action = Passwort festlegen
welcome-link-over-title = Passwort festlegen
welcome-link-late = Dieser Link ist älter als { $hours } Stunden. Wende dich an einen Admin von { $account }, um einen neuen zu bekommen.
welcome-link-taken = Ein anderes Callbook-Profil hat diese Adresse bestätigt. Wenn es deins ist, melde dich mit diesem Profil an. Ein Admin von { $account } kann diesen Benutzer entfernen und dich einladen.
welcome-link-not-good = Dieser Link ist nicht mehr gültig. Wenn du schon ein Passwort hast, melde dich damit an. Wende dich sonst an deinen Admin, um einen neuen Link zu bekommen.
