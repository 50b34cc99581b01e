settings-title = My Settings
settings-lead = Your profile and how you want to be contacted.
settings-find = Find a setting
settings-find-none = No matching settings. Try another word.
settings-on-this-page = On this page
