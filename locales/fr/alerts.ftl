alerts-title = Alertes
alerts-lead = Ce qui demande une action, et qui l’a pris en charge.
alerts-new = Nouvelle alerte
alerts-create = Créer l’alerte
alerts-back = Toutes les alertes
alerts-search = Titre, étiquette ou #numéro
alerts-all = Toutes
alerts-whose = Qui est prévenu
alerts-everyones = Tous
alerts-mine = Moi
alerts-empty = Il n’y a pas encore d’alerte. À l’ouverture d’une alerte, la personne d’astreinte est prévenue.
alerts-none-found = Aucune alerte ne correspond à ces filtres.
alerts-column-alert = Alerte
alerts-column-status = État
alerts-column-urgency = Urgence
alerts-column-taken = Prise en charge par
alerts-column-when = Créée
alerts-waits-for-me = Attend votre réponse
alerts-test = Test
alerts-urgency-silent = Silencieuse
alerts-urgency-low = Faible
alerts-urgency-medium = Moyenne
alerts-urgency-high = Élevée
alerts-urgency-critical = Critique
alerts-status-queued = En attente
alerts-status-open = Ouverte
alerts-status-acknowledged = Prise en charge
alerts-status-resolved = Résolue
alerts-status-dropped = Non prise en charge
alerts-status-suppressed = Consignée seulement
alerts-title-label = Titre
alerts-title-hint = Court : il est lu au téléphone.
alerts-title-empty = Saisissez un titre
alerts-title-too-long = Saisissez un titre de { $max } caractères au maximum
alerts-description-label = Description
alerts-description-hint = Ce que l’on sait, et par quoi commencer.
alerts-description-too-long = Saisissez { $max } caractères au maximum
alerts-urgency-label = Urgence
alerts-urgency-hint = Une alerte silencieuse est consignée et ne prévient personne.
alerts-destinations-label = Qui prévenir
alerts-destinations-empty = Choisissez au moins une équipe ou une personne
alerts-destination-gone = N’existe plus
alerts-layer-until = attend jusqu’à { $when }
alerts-made = L’alerte a été créée.
alerts-heading = Détails
alerts-tags = Étiquettes
alerts-times = Envoyée { $count } fois
alerts-acknowledge = Prendre en charge
alerts-reject = Refuser
alerts-resolve = Résoudre
alerts-timeline = Chronologie
alerts-timeline-cut = Seules les { $count } dernières entrées sont affichées.
alerts-comments = Commentaires
alerts-comments-cut = Seuls les { $count } derniers commentaires sont affichés. L’API les renvoie tous.
alerts-comment-label = Commentaire
alerts-comment-add = Ajouter le commentaire
alerts-comment-added = Votre commentaire a été ajouté.
alerts-comment-empty = Saisissez un commentaire
alerts-somebody = Quelqu’un
alerts-entry-made = { $actor } a créé l’alerte
alerts-entry-repeated = Envoyée de nouveau
alerts-entry-no-room = Envoyée de nouveau pour { $count ->
        [one] une destination de plus, qui n’est pas prévenue
       *[other] { $count } destinations de plus, qui ne sont pas prévenues
    } : une alerte a au plus { $max } destinations
alerts-entry-raised = Envoyée de nouveau, urgence actuelle : { $urgency }
alerts-entry-layer = { $team } : le niveau { $layer } est prévenu
alerts-entry-admins = Personne ne l’a prise en charge : les administrateurs sont prévenus
alerts-entry-nobody = { $team } : personne n’est d’astreinte au niveau { $layer }
alerts-entry-sent = Nous avons prévenu { $user }
alerts-entry-unreachable = Impossible de prévenir { $user } : aucun canal ne fonctionne
alerts-entry-unanswered = Personne n’a répondu à temps
alerts-entry-acknowledged = { $actor } l’a prise en charge
alerts-entry-rejected = { $actor } l’a refusée
alerts-entry-resolved = { $actor } l’a résolue
alerts-entry-dropped = Il n’y a plus personne à prévenir : l’alerte n’est pas prise en charge
alerts-answered-acknowledged = Vous avez pris en charge l’alerte #{ $number }.
alerts-answered-rejected = Vous avez refusé l’alerte #{ $number }.
alerts-answered-resolved = Vous avez résolu l’alerte #{ $number }.
alerts-answered-already = { $name } a déjà pris en charge l’alerte #{ $number }.
alerts-answered-over = L’alerte #{ $number } n’attend plus de réponse.
alerts-answered-not-paged = L’alerte #{ $number } n’attend pas votre réponse.
alerts-link-title = Alerte
alerts-link-heading = Prenez-vous en charge l’alerte #{ $number } ?
alerts-link-not-good = Ce lien n’est plus valide. Connectez-vous pour voir l’alerte.
alerts-removal-title = Supprimer cette alerte ?
alerts-removal-text = Sa chronologie et ses commentaires sont supprimés avec elle.
alerts-removal-action = Supprimer l’alerte
alerts-removal-keep = Conserver l’alerte
alerts-removal-open = Résolvez d’abord l’alerte : seule une alerte résolue peut être supprimée.
alerts-removed = L’alerte a été supprimée.
alerts-answered-may-not-resolve = Seule la personne qui a pris en charge l’alerte #{ $number } ou un administrateur peut la résoudre.
alerts-entry-handed-off = { $actor } a transmis l’alerte à { $to }
alerts-tag-empty = Saisissez une étiquette
alerts-tag-too-long = Saisissez une étiquette de { $max } caractères au maximum
alerts-key-unfit = Saisissez de 1 à { $max } caractères visibles
alerts-destinations-too-many = Choisissez { $max } équipes et personnes au maximum
alerts-entry-held = { $user } : un seul message pour de nombreuses alertes, arrivées en même temps
alerts-entry-asked = Rien depuis un jour : nous avons demandé à { $user } si le traitement est toujours en cours
alerts-entry-left = { $user } ne fait plus partie du compte : d’autres personnes sont prévenues
alerts-waiting =
    { $count ->
        [one] Une alerte vous attend.
       *[other] { $count } alertes vous attendent.
    }
alerts-see = Voir les alertes
alerts-mass-none = Choisissez d’abord de 1 à { $max } alertes.
alerts-mass-with = Avec les alertes choisies :
alerts-mass-pick = Choisir l’alerte #{ $number }
alerts-mass-acknowledge-text = Nous cessons de prévenir les autres personnes et les informons que vous vous en chargez.
alerts-mass-resolve-text = Plus aucune réponse n’est nécessaire. Nous en informons toutes les personnes prévenues.
alerts-handoff-title = Transmettre cette alerte
alerts-handoff-lead = L’alerte est de nouveau ouverte, et les personnes que vous choisissez sont prévenues.
alerts-handoff-action = Transmettre
alerts-handed-off = Vous avez transmis l’alerte #{ $number } à { $to }.
alerts-handoff-may-not = Seule la personne qui a pris en charge l’alerte #{ $number } ou un administrateur peut la transmettre.
alerts-entry-news = Nous en avons informé { $user }
alerts-incident = Incident signalé
alerts-mass-acknowledge-title =
    { $count ->
        [one] Prendre en charge cette alerte ?
       *[other] Prendre en charge ces { $count } alertes ?
    }
alerts-mass-resolve-title =
    { $count ->
        [one] Résoudre cette alerte ?
       *[other] Résoudre ces { $count } alertes ?
    }
alerts-news =
    { $count ->
        [one] Une personne en a été informée
       *[other] { $count } personnes en ont été informées
    }
alerts-mass-acknowledged =
    { $count ->
        [0] Vous n’avez pris en charge aucune alerte.
        [one] Vous avez pris en charge une alerte.
       *[other] Vous avez pris en charge { $count } alertes.
    }{ $others ->
        [0] {""}
        [one] {" "}Une alerte n’a pas pu être modifiée.
       *[other] {" "}{ $others } alertes n’ont pas pu être modifiées.
    }
alerts-mass-resolved =
    { $count ->
        [0] Vous n’avez résolu aucune alerte.
        [one] Vous avez résolu une alerte.
       *[other] Vous avez résolu { $count } alertes.
    }{ $others ->
        [0] {""}
        [one] {" "}Une alerte n’a pas pu être modifiée.
       *[other] {" "}{ $others } alertes n’ont pas pu être modifiées.
    }
alerts-open = Ouvrir l’alerte
