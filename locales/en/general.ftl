general-title = General Settings
general-synonyms = name, avatar, initials, profile, picture
general-name-label = Full name
general-name-hint = The name your team knows you by.
general-avatar-hint = Your initials are shown next to your name.
general-saved = Your name was saved.
