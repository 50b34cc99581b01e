welcome-link-title = Bienvenue, { $name }
welcome-link-lead = Vous faites maintenant partie du compte { $account }. Choisissez un mot de passe pour commencer.
welcome-link-address = Vous vous connecterez avec { $address }.
welcome-link-action = Définir le mot de passe
welcome-link-over-title = Choisir un mot de passe
welcome-link-late = Ce lien date de plus de { $hours } heures. Demandez à un administrateur du compte { $account } de vous en envoyer un autre.
welcome-link-taken = Un autre profil Callbook a vérifié cette adresse. S’il est à vous, connectez-vous à ce profil et demandez à un administrateur du compte { $account } de retirer l’utilisateur créé avec cette adresse, puis de vous inviter.
welcome-link-not-good = Ce lien n’est plus valable. Si vous avez un mot de passe, utilisez-le pour vous connecter. Sinon, demandez un nouveau lien à votre administrateur.
