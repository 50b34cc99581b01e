reference-title = Referencia de la API
reference-lead = Qué pueden pedirle los programas a Callbook y cómo. Crea un token en «Mis ajustes», ponlo en lugar de $TOKEN y los ejemplos funcionarán tal cual.
reference-older-title = API antigua
reference-older-lead = Para programas anteriores a la API v4. La API antigua solo funciona si un administrador la ha activado en los ajustes de la cuenta; para los programas nuevos, usa la API v4.
reference-basics-title = Cómo funciona
reference-tokens-title = Tokens
reference-tokens = Envía un token en cada llamada, en la cabecera «Authorization: Bearer». Créalo en «Mis ajustes», en «Tokens de API». Da acceso a una sola cuenta y permite hacer en ella lo mismo que tú, salvo cambiar contraseñas, segundos factores, sesiones y tokens.
reference-errors-title = Errores
reference-errors = Los errores también llegan en JSON: «errors» tiene una entrada por cada problema y «code» repite el código de estado. Si se rechaza algo, no se cambia nada.
reference-lists-title = Listas
reference-lists = Las listas llegan por partes: «limit» indica cuántos elementos tiene cada una, y «offset» o «page», por dónde empezar. Se puede filtrar por cualquier atributo; «ops» indica cómo se compara, por ejemplo «ops=name:beginsWith». «sort» y «direction» ordenan la lista y «q» busca palabras.
reference-limits-title = Límites
reference-limits = 300 llamadas por minuto con cada token. RateLimit indica cuántas quedan. Tras un código 429, espera los segundos que indique Retry-After. Cada cuenta, y cada persona, puede invitar como máximo a 5000 personas por hora.
reference-changes-title = Cambios
reference-changes = Lo que no envías en un PUT se queda como está, y PATCH hace lo mismo. Las respuestas correctas con datos llevan un ETag: envíalo como If-None-Match para recibir los datos solo si han cambiado y como If-Match para no sobrescribir nada que haya cambiado desde que lo leíste. Con «Prefer: return=minimal» la respuesta llega sin cuerpo.
reference-repeats-title = Repeticiones
reference-repeats = Envía Idempotency-Key con un POST y podrás repetirlo durante 24 horas: se ejecutará una sola vez y recibirás siempre la misma respuesta.
reference-older-tokens = Envía un token de «/public/login», o un token de API, en la cabecera «Authorization». El token de «/public/login» funciona durante una hora. Si inicias sesión con un segundo factor, crea en su lugar un token de API.
reference-older-errors = Los errores también llegan en JSON: «errors» tiene una entrada por cada problema. Si falta algo o no es válido, el código de estado es 400.
reference-older-lists = Las listas llegan por partes: «limit» indica cuántos elementos tiene cada una, y «offset» o «page», por dónde empezar. Se puede filtrar por los atributos, y «sort=-createdAt» pone primero lo más reciente.
reference-example = Ejemplo
reference-answer = Respuesta
reference-parameters = Parámetros
reference-body = Cuerpo
reference-statuses = Códigos de estado
reference-required = obligatorio
