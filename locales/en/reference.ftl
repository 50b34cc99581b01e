reference-title = API reference
reference-lead = Use the Callbook API from your own programs. Create a token in My Settings, set it as the environment variable TOKEN, and run the examples as they are, with curl, Python or JavaScript.
reference-older-title = Older API
reference-older-lead = For programs written before API v4. It works only if an admin has turned it on in the account settings. Write new programs for API v4.
reference-basics-title = How it works
reference-tokens-title = Tokens
reference-tokens = Send your token with every request, in the Authorization header: `Authorization: Bearer …`. Create it in My Settings under API Tokens. It gives access to one account, with your permissions, except changing passwords, second factors, sessions and tokens.
reference-errors-title = Errors
reference-errors = Errors are JSON too: `errors` has one entry per problem, and `code` repeats the status. If any part of a request is rejected, nothing is changed.
reference-examples-title = Examples
reference-examples = The examples read your token from the environment variable `TOKEN`. If the path has an ID, they read it from the variable `ID`. The Python examples need the `requests` package. The JavaScript examples are modules for Node.js 18 or newer.
reference-lists-title = Lists
reference-lists = Lists are paginated: `limit` sets the page size, and `offset` or `page` sets the start. Filter by any attribute; `ops` sets the comparison, such as `ops=name:beginsWith`. `sort` and `direction` set the order, and `q` searches.
reference-limits-title = Limits
reference-limits = You can send { $calls } requests a minute with each token. The `RateLimit` header shows how many are left. After status 429, wait the number of seconds given in `Retry-After`. Each account, and each person, can invite up to { $people } people an hour.
reference-changes-title = Changes
reference-changes = Fields you leave out of a `PUT` stay unchanged; `PATCH` works the same way. Successful responses with data have an `ETag`. Send it as `If-None-Match` to get the data only if it has changed, and as `If-Match` to avoid overwriting a change made since you read it. With `Prefer: return=minimal`, the response to a change has no body.
reference-repeats-title = Idempotency
reference-repeats = Send an `Idempotency-Key` header with a POST to retry it safely for 24 hours: it runs once and always returns the same response.
reference-older-tokens = Send a token from `/public/login`, or an API token, in the Authorization header. A token from `/public/login` expires after an hour. If you sign in with a second factor, create an API token instead.
reference-older-errors = Errors are JSON too: `errors` has one entry per problem. Missing or invalid values return status 400.
reference-older-lists = Lists are paginated: `limit` sets the page size, and `offset` or `page` sets the start. Filter by attributes; `sort=-createdAt` puts the newest first.
reference-find = Search the reference
reference-find-none = No results. Try another word.
reference-example = Example
reference-language = Programming language of the example
reference-answer = Response
reference-parameters = Parameters
reference-body = Body
reference-statuses = Status codes
reference-required = required
