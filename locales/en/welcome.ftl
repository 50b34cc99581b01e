welcome-link-title = Welcome, { $name }
welcome-link-lead = You were added to { $account }. Choose a password to get started.
welcome-link-address = You’ll sign in with { $address }.
welcome-link-action = Set password
welcome-link-over-title = Choose a password
welcome-link-late = This link is more than { $hours } hours old. Ask an admin of { $account } to send you a new one.
welcome-link-taken = Another Callbook profile has verified this address. If that profile is yours, sign in to it and ask an admin of { $account } to remove this user and invite you.
welcome-link-not-good = This link is no longer valid. If you have a password, sign in with it. Otherwise, ask your admin for a new link.
