welcome-link-title = Welkom, { $name }
welcome-link-lead = Je bent toegevoegd aan { $account }. Kies een wachtwoord om te beginnen.
welcome-link-address = Je logt in met { $address }.
welcome-link-action = Wachtwoord instellen
welcome-link-over-title = Wachtwoord kiezen
welcome-link-late = Deze link is ouder dan { $hours } uur. Vraag een beheerder van { $account } om je een nieuwe te sturen.
welcome-link-taken = Een ander Callbook-profiel heeft dit adres geverifieerd. Is dat van jou, log dan op dat profiel in en vraag een beheerder van { $account } om deze gebruiker te verwijderen en je uit te nodigen.
welcome-link-not-good = Deze link is niet meer geldig. Heb je al een wachtwoord, log dan in. Vraag anders je beheerder om een nieuwe link.
