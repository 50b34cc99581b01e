history-title = Security history
history-synonyms = activity, log, audit, events, sign-ins, security
history-hint = The latest events. If one was not you, change your password at once.
history-unknown = Something else
history-console = On the server, by an administrator
