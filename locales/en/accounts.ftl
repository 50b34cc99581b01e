accounts-title = Accounts
accounts-lead = The companies and groups you belong to. What you see and change applies to your current account.
accounts-none = You don’t belong to any account yet. Ask an admin to invite you, or create one.
accounts-current = current
accounts-owner = owner
accounts-member = member
accounts-switch = Switch
accounts-switch-item = Switch account
accounts-switched = You are now in { $account }.
accounts-new-title = Create account
accounts-new-text = Create a separate account for another company or group, with its own users, teams and settings. You’ll be its owner. Your profile and contact details stay the same in every account.
accounts-made = { $account } was created. It’s now your current account.
accounts-name-label = Account name
accounts-name-hint = The name of the company or group
accounts-back = Back to Account Settings
accounts-settings-title = Account Settings
accounts-settings-saved = Account settings saved.
accounts-basics-title = Account
accounts-limit-label = User limit
accounts-limit-hint = The maximum number of people in this account. Leave empty for no limit.
accounts-limit-malformed = Enter a whole number from 1 to { $most }, or leave it empty
accounts-limit-below =
    { $total ->
        [one] There is one person in the account. Enter at least 1
       *[other] There are { $total } people in the account. Enter at least { $total }, or remove some of them first
    }
accounts-interfaces-title = Messages and API
accounts-discreet-label = HIPAA-safe notifications
accounts-discreet-hint = Messages contain only an ID and how to respond, with no details of what happened. For accounts that must not send health data.
accounts-older-api-label = Older API
accounts-older-api-hint = Lets programs use the older API with this account’s tokens. Leave it off unless you need it.
accounts-older-api-deprecated-label = Mark the older API as deprecated
accounts-older-api-deprecated-hint = Tells programs that use the older API, in each response, to move to API v4.
accounts-if-match-label = Require If-Match for changes
accounts-if-match-hint = Programs must state which version they read before they change or delete anything.
accounts-factor-title = Two-factor authentication
accounts-factor-text = People without a second factor see the deadline in My Settings. After that, they can’t open this account until they set one up. A passkey also works as a second factor.
accounts-factor-label = Require a second factor
accounts-factor-off = Not required
accounts-factor-kept = No change
accounts-factor-now = Immediately
accounts-factor-3-days = In 3 days
accounts-factor-7-days = In 7 days
accounts-factor-14-days = In 14 days
accounts-factor-30-days = In 30 days
accounts-factor-since = Required since { $when }
accounts-factor-from = Required from { $when }
accounts-factor-without =
    { $without ->
        [0] Everyone has a second factor ({ $total } in total).
        [one] { $without } of { $total } people doesn’t have one yet.
       *[other] { $without } of { $total } people don’t have one yet.
    }
accounts-factor-own-first = You don’t have a second factor yet, so this would lock you out. Set one up first, or choose a later date
accounts-factor-own-link = Set up your own second factor
accounts-lengths-title = Sessions
accounts-lengths-text = When people in this account have to sign in again. Changes take effect immediately, including for current sessions.
accounts-idle-label = Sign out after inactivity of
accounts-absolute-label = Maximum session length
accounts-idle-usual = Default (14 days)
accounts-absolute-usual = Default (30 days)
accounts-length-15-minutes = 15 minutes
accounts-length-1-hour = 1 hour
accounts-length-8-hours = 8 hours
accounts-length-12-hours = 12 hours
accounts-length-24-hours = 24 hours
accounts-length-7-days = 7 days
accounts-length-14-days = 14 days
accounts-length-30-days = 30 days
accounts-absolute-below = Choose a maximum session length that is not shorter than the inactivity limit
accounts-owner-title = Ownership
accounts-transfer-title = Transfer ownership
accounts-transfer-hint = Make someone else in the account its owner. You’ll stay an admin.
accounts-transfer-way = Transfer
accounts-transfer-lead = Who should own { $account }?
accounts-transfer-search = Name or email
accounts-transfer-none = No one else in the account matches. Try another search, or invite the person first.
accounts-transfer-choose = Choose
accounts-transfer-question = Make this person the owner?
accounts-transfer-text = They’ll own { $account } and get the admin and billing roles. You’ll stay an admin, and only they can transfer it back. You’ll both get an email.
accounts-transfer-keep = Stay owner
accounts-transferred = { $name } is now the owner. You’re still an admin.
accounts-removal-name = Delete account
accounts-removal-hint = Permanently deletes everything in this account, for everyone.
accounts-removal-way = Delete
accounts-removal-title = Delete this account?
accounts-removal-text = Its teams, schedules, invitations, roles and settings are deleted immediately and can’t be restored. No one can read its audit log any more.
accounts-removal-people =
    { $total ->
        [one] You’re the only person in it. Your profile is kept.
       *[other] The { $total } people in it keep their profiles and stay in their other accounts.
    }
accounts-removal-label = Account name
accounts-removal-label-hint = Type it exactly as shown above
accounts-removal-other-name = Type the name exactly as shown above: { $account }
accounts-removal-keep = Keep account
accounts-deleted = { $account } was deleted.
accounts-door-from = { $account } will require a second factor from { $when }. Set one up before then to keep access.
accounts-door-closed = You can’t open { $account } until you set up a second factor.
accounts-door-passkey = You can’t open { $account } in this session because it requires a second factor. Sign out and sign in with your passkey, or set up an authenticator app.
accounts-mail-owner = { $owner } is now the owner of { $account }.
accounts-mail-deleted = The account { $account } was deleted with everything in it.
accounts-sessions-row = All sessions
accounts-sessions-hint = Signs everyone out of this account in all browsers. Use this if you think someone has access who shouldn’t.
accounts-sessions-end = Sign everyone out
accounts-sessions-question = Sign everyone out of this account?
accounts-sessions-text = Everyone, including you, will have to sign in again. API tokens keep working.
accounts-sessions-keep = Keep them signed in
