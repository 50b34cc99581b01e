welcome-link-title = Bienvenue, { $name }
welcome-link-lead = Vous avez été ajouté à { $account }. Choisissez un mot de passe pour commencer.
welcome-link-address = Vous vous connecterez désormais avec { $address }.
welcome-link-action = Définir le mot de passe
welcome-link-over-title = Choisir un mot de passe
welcome-link-late = Ce lien date de plus de 72 heures. Demandez à un administrateur de { $account } de vous en envoyer un autre.
welcome-link-taken = Entre-temps, un autre utilisateur de Callbook a vérifié cette adresse. Si c’est vous, utilisez-la pour vous connecter et demandez à un administrateur de { $account } de supprimer ce profil et de vous inviter.
welcome-link-not-good = Ce lien n’est plus valable. Si vous avez un mot de passe, utilisez-le pour vous connecter. Sinon, demandez un nouveau lien à votre administrateur.
