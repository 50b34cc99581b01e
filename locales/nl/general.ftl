general-title = General Settings
general-synonyms = name, avatar, initials, profile, picture
general-name-label = Full name
general-name-hint = As your team knows you.
general-avatar-hint = Your initials stand for you wherever your name is shown.
general-saved = Your name was saved.
