general-title = Paramètres généraux
general-synonyms = nom, prénom, avatar, initiales, profil, photo, image, name, profile, picture
general-name-label = Nom complet
general-name-hint = Le nom sous lequel votre équipe vous connaît.
general-avatar-hint = Vos initiales s’affichent à côté de votre nom.
general-saved = Votre nom a été enregistré.
