settings-title = My Settings
settings-lead = Who you are, and how you want to be called.
settings-find = Find a setting
settings-find-none = No setting matches. Try another word.
settings-on-this-page = On this page
