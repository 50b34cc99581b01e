reference-title = API reference
reference-lead = What programs can ask of Callbook, and how. Make a token in My Settings, put it in place of $TOKEN, and the examples run as they are.
reference-older-title = Older API
reference-older-lead = For programs from before API v4. It works where an admin has switched it on in the account’s settings; write new programs for API v4.
reference-basics-title = How it works
reference-tokens-title = Tokens
reference-tokens = Send a token with every call, as “Authorization: Bearer”. It is made in My Settings under API Tokens, sees one account, and can do there what its owner may, except change passwords, second factors, sessions and tokens.
reference-errors-title = Errors
reference-errors = An error is JSON too: “errors” has one entry for each thing that is wrong, and “code” repeats the status. Nothing is changed when anything is refused.
reference-lists-title = Lists
reference-lists = A list comes in parts of “limit”, from “offset” or as “page”. Any attribute filters it; “ops” says how they are compared, such as “ops=name:beginsWith”. “sort” and “direction” put it in order, and “q” looks for words.
reference-limits-title = Limits
reference-limits = 300 calls a minute for each token. RateLimit says how many are left. After status 429, wait as many seconds as Retry-After says. Each account, and each person, can invite up to 5,000 people an hour.
reference-changes-title = Changes
reference-changes = What you leave out of a PUT stays as it is; PATCH works the same way. Successful answers with data have an ETag. Send it as If-None-Match to get the data only if it has changed, and as If-Match so that you do not overwrite a change made since you read it. With “Prefer: return=minimal”, the answer to a change has no body.
reference-repeats-title = Repeats
reference-repeats = Send an Idempotency-Key with a POST, and it can be sent again within 24 hours: it is done once and answered the same.
reference-older-tokens = Send a token of “/public/login”, or an API token, as “Authorization”. A token of “/public/login” works for an hour. Whoever signs in with a second factor makes an API token instead.
reference-older-errors = An error is JSON too: “errors” has one entry for each thing that is wrong. What is missing or invalid is status 400.
reference-older-lists = A list comes in parts of “limit”, from “offset” or as “page”. Attributes filter it, and “sort=-createdAt” puts the newest first.
reference-example = Example
reference-answer = Answer
reference-parameters = Parameters
reference-body = Body
reference-statuses = Statuses
reference-required = required
