settings-title = Mijn instellingen
settings-lead = Wie je bent en hoe we je bereiken.
settings-find = Instelling zoeken
settings-find-none = Geen instelling gevonden. Probeer een ander woord.
settings-on-this-page = Op deze pagina
