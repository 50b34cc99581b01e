settings-title = Mijn instellingen
settings-lead = Je profiel en hoe we je kunnen bereiken.
settings-find = Instelling zoeken
settings-find-none = Geen instelling gevonden. Probeer een ander woord.
settings-on-this-page = Op deze pagina
