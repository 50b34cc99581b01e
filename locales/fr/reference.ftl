reference-title = Référence de l’API
reference-lead = Ce que les programmes peuvent demander à Callbook, et comment. Créez un jeton dans « Mes paramètres », mettez-le à la place de $TOKEN, et les exemples fonctionneront tels quels.
reference-older-title = Ancienne API
reference-older-lead = Pour les programmes antérieurs à l’API v4. L’ancienne API ne fonctionne que si un administrateur l’a activée dans les paramètres du compte ; pour les nouveaux programmes, utilisez l’API v4.
reference-basics-title = Fonctionnement
reference-tokens-title = Jetons
reference-tokens = Envoyez un jeton à chaque appel, dans l’en-tête « Authorization: Bearer ». Créez-le dans « Mes paramètres », sous « Jetons d’API ». Il donne accès à un seul compte et permet d’y faire tout ce que vous pouvez y faire, sauf modifier les mots de passe, les seconds facteurs, les sessions et les jetons.
reference-errors-title = Erreurs
reference-errors = Les erreurs sont aussi renvoyées en JSON : « errors » contient une entrée par problème et « code » reprend le code d’état. Si quoi que ce soit est refusé, rien n’est modifié.
reference-lists-title = Listes
reference-lists = Les listes sont renvoyées par parties : « limit » en fixe la taille, « offset » ou « page » le point de départ. Tout attribut peut servir de filtre ; « ops » indique le mode de comparaison, par exemple « ops=name:beginsWith ». « sort » et « direction » définissent l’ordre de tri, et « q » recherche des mots.
reference-limits-title = Limites
reference-limits = 300 appels par minute et par jeton. RateLimit indique combien il en reste. Après un code 429, attendez le nombre de secondes indiqué par Retry-After. Chaque compte, et chaque personne, peut inviter jusqu’à 5 000 personnes par heure.
reference-changes-title = Modifications
reference-changes = Ce que vous omettez dans un PUT reste tel quel, et PATCH fait de même. Les réponses réussies avec des données contiennent un en-tête ETag : envoyez-le comme If-None-Match pour ne recevoir les données que si elles ont changé, et comme If-Match pour n’écraser aucune modification faite depuis votre lecture. Avec « Prefer: return=minimal », la réponse n’a pas de corps.
reference-repeats-title = Appels répétés
reference-repeats = Envoyez Idempotency-Key avec un POST et vous pourrez le renvoyer pendant 24 heures : il ne sera exécuté qu’une seule fois et recevra toujours la même réponse.
reference-older-tokens = Envoyez un jeton de « /public/login », ou un jeton d’API, dans l’en-tête « Authorization ». Un jeton de « /public/login » est valable une heure. Si vous vous connectez avec un second facteur, créez plutôt un jeton d’API.
reference-older-errors = Les erreurs sont aussi renvoyées en JSON : « errors » contient une entrée par problème. Si un élément manque ou n’est pas valide, le code d’état est 400.
reference-older-lists = Les listes sont renvoyées par parties : « limit » en fixe la taille, « offset » ou « page » le point de départ. Les attributs servent de filtres, et « sort=-createdAt » place les éléments les plus récents en premier.
reference-example = Exemple
reference-answer = Réponse
reference-parameters = Paramètres
reference-body = Corps
reference-statuses = Codes d’état
reference-required = obligatoire
