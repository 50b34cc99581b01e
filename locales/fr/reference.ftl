reference-title = Référence de l’API
reference-lead = Utilisez l’API de Callbook dans vos propres programmes. Créez un jeton dans « Mes paramètres », mettez-le dans la variable d’environnement TOKEN et exécutez les exemples tels quels, avec curl, Python ou JavaScript.
reference-older-title = Ancienne API
reference-older-lead = Pour les programmes antérieurs à l’API v4. Elle ne fonctionne que si un administrateur l’a activée dans les paramètres du compte. Pour les nouveaux programmes, utilisez l’API v4.
reference-basics-title = Fonctionnement
reference-tokens-title = Jetons
reference-tokens = Envoyez votre jeton avec chaque requête, dans l’en-tête Authorization : `Authorization: Bearer …`. Créez-le dans « Mes paramètres », sous « Jetons d’API ». Il donne accès à un seul compte, avec vos autorisations, sauf pour modifier les mots de passe, les seconds facteurs, les sessions et les jetons.
reference-errors-title = Erreurs
reference-errors = Les erreurs sont aussi en JSON : `errors` contient une entrée par problème et `code` reprend le code d’état. Si une partie d’une requête est refusée, rien n’est modifié.
reference-examples-title = Exemples
reference-examples = Les exemples lisent votre jeton dans la variable d’environnement `TOKEN`. Si le chemin contient un ID, ils le lisent dans la variable `ID`. Les exemples en Python nécessitent le paquet `requests`. Les exemples en JavaScript sont des modules pour Node.js 18 ou une version ultérieure.
reference-lists-title = Listes
reference-lists = Les listes sont paginées : `limit` fixe la taille de la page, `offset` ou `page` le point de départ. Filtrez par n’importe quel attribut ; `ops` indique la comparaison, par exemple `ops=name:beginsWith`. `sort` et `direction` définissent l’ordre, et `q` lance une recherche.
reference-limits-title = Limites
reference-limits = Vous pouvez envoyer { $calls } requêtes par minute avec chaque jeton. L’en-tête `RateLimit` indique combien il en reste. Après un code 429, attendez le nombre de secondes indiqué dans `Retry-After`. Chaque compte, et chaque personne, peut inviter jusqu’à { $people } personnes par heure.
reference-changes-title = Modifications
reference-changes = Les champs que vous omettez dans un `PUT` ne changent pas ; `PATCH` fonctionne de la même façon. Les réponses réussies avec des données ont un `ETag`. Envoyez-le comme `If-None-Match` pour ne recevoir les données que si elles ont changé, et comme `If-Match` pour ne pas écraser une modification faite depuis votre lecture. Avec `Prefer: return=minimal`, la réponse à une modification n’a pas de corps.
reference-repeats-title = Idempotence
reference-repeats = Envoyez un en-tête `Idempotency-Key` avec un POST pour pouvoir le répéter sans risque pendant 24 heures : il n’est exécuté qu’une fois et renvoie toujours la même réponse.
reference-older-tokens = Envoyez un jeton de `/public/login`, ou un jeton d’API, dans l’en-tête Authorization. Un jeton de `/public/login` expire au bout d’une heure. Si vous vous connectez avec un second facteur, créez plutôt un jeton d’API.
reference-older-errors = Les erreurs sont aussi en JSON : `errors` contient une entrée par problème. Si une valeur manque ou n’est pas valide, le code d’état est 400.
reference-older-lists = Les listes sont paginées : `limit` fixe la taille de la page, `offset` ou `page` le point de départ. Filtrez par attributs ; `sort=-createdAt` place les plus récents en premier.
reference-find = Rechercher dans la référence
reference-find-none = Aucun résultat. Essayez un autre mot.
reference-example = Exemple
reference-language = Langage de programmation de l’exemple
reference-answer = Réponse
reference-parameters = Paramètres
reference-body = Corps
reference-statuses = Codes d’état
reference-required = obligatoire
