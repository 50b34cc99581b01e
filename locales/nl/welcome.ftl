welcome-link-title = Welkom, { $name }
welcome-link-lead = Je bent toegevoegd aan { $account }. Kies een wachtwoord om te beginnen.
welcome-link-address = Je logt vanaf nu in met { $address }.
welcome-link-action = Wachtwoord instellen
welcome-link-over-title = Wachtwoord kiezen
welcome-link-late = Deze link is ouder dan 72 uur. Vraag een beheerder van { $account } om je een nieuwe te sturen.
welcome-link-taken = Intussen heeft een andere gebruiker van Callbook dit adres geverifieerd. Ben jij dat, log dan met dit adres in en vraag een beheerder van { $account } om dit profiel te verwijderen en je uit te nodigen.
welcome-link-not-good = Deze link werkt niet meer. Heb je al een wachtwoord, log dan in. Vraag anders je beheerder om een nieuwe link.
