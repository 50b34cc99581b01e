reference-title = Referencia de la API
reference-lead = Usa la API de Callbook desde tus propios programas. Crea un token en «Mis ajustes», ponlo en la variable de entorno TOKEN y ejecuta los ejemplos tal cual, con curl, Python o JavaScript.
reference-older-title = API antigua
reference-older-lead = Para programas anteriores a la API v4. Solo funciona si un administrador la ha activado en los ajustes de la cuenta. Para los programas nuevos, usa la API v4.
reference-basics-title = Cómo funciona
reference-tokens-title = Tokens
reference-tokens = Envía tu token con cada solicitud, en la cabecera Authorization: `Authorization: Bearer …`. Créalo en «Mis ajustes», en «Tokens de API». Da acceso a una cuenta, con tus permisos, salvo cambiar contraseñas, segundos factores, sesiones y tokens.
reference-errors-title = Errores
reference-errors = Los errores también son JSON: `errors` tiene una entrada por cada problema y `code` repite el código de estado. Si se rechaza alguna parte de una solicitud, no se cambia nada.
reference-examples-title = Ejemplos
reference-examples = Los ejemplos toman tu token de la variable de entorno `TOKEN`. Si la ruta lleva un ID, lo toman de la variable `ID`. Los de Python necesitan el paquete `requests`. Los de JavaScript son módulos para Node.js 18 o posterior.
reference-lists-title = Listas
reference-lists = Las listas están paginadas: `limit` indica el tamaño de la página, y `offset` o `page`, el inicio. Filtra por cualquier atributo; `ops` indica la comparación, por ejemplo `ops=name:beginsWith`. `sort` y `direction` indican el orden, y `q` busca.
reference-limits-title = Límites
reference-limits = Puedes enviar { $calls } solicitudes por minuto con cada token. La cabecera `RateLimit` muestra cuántas quedan. Tras un código 429, espera los segundos indicados en `Retry-After`. Cada cuenta, y cada persona, puede invitar como máximo a { $people } personas por hora.
reference-changes-title = Cambios
reference-changes = Los campos que no envías en un `PUT` no cambian, y `PATCH` funciona igual. Las respuestas correctas con datos llevan un `ETag`. Envíalo como `If-None-Match` para recibir los datos solo si han cambiado, y como `If-Match` para no sobrescribir un cambio hecho desde que los leíste. Con `Prefer: return=minimal`, la respuesta a un cambio llega sin cuerpo.
reference-repeats-title = Idempotencia
reference-repeats = Envía la cabecera `Idempotency-Key` con un POST para poder repetirlo sin riesgo durante 24 horas: se ejecuta una sola vez y siempre devuelve la misma respuesta.
reference-older-tokens = Envía un token de `/public/login`, o un token de API, en la cabecera Authorization. El token de `/public/login` caduca después de una hora. Si inicias sesión con un segundo factor, crea en su lugar un token de API.
reference-older-errors = Los errores también son JSON: `errors` tiene una entrada por cada problema. Si falta un valor o no es válido, el código de estado es 400.
reference-older-lists = Las listas están paginadas: `limit` indica el tamaño de la página, y `offset` o `page`, el inicio. Filtra por atributos; `sort=-createdAt` pone primero lo más reciente.
reference-find = Buscar en la referencia
reference-find-none = Sin resultados. Prueba con otra palabra.
reference-example = Ejemplo
reference-language = Lenguaje de programación del ejemplo
reference-answer = Respuesta
reference-parameters = Parámetros
reference-body = Cuerpo
reference-statuses = Códigos de estado
reference-required = obligatorio
