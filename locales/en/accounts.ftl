accounts-title = Accounts
accounts-lead = The companies and groups that you are in. What you see and set for an account is that of the current one.
accounts-none = You are in no account. Ask an admin of yours to invite you, or create one.
accounts-current = current
accounts-owner = owner
accounts-member = member
accounts-switch = Switch
accounts-switch-item = Switch account
accounts-switched = You are now in { $account }.
accounts-new-title = Create account
accounts-new-text = A new account is for another company or group, with users, teams and rules of its own. You own it. Your user and your contacts stay the same everywhere.
accounts-new-cancel = Cancel
accounts-made = { $account } was created, and you are in it now.
accounts-name-label = Account name
accounts-name-hint = The name of the company or group
accounts-back = Back to Account Settings
accounts-settings-title = Account Settings
accounts-settings-saved = The account settings are saved.
accounts-basics-title = Account
accounts-limit-label = User limit
accounts-limit-hint = How many people may be in the account. Leave it empty for no limit.
accounts-limit-malformed = Enter a whole number from 1 to { $most }, or leave it empty
accounts-limit-below =
    { $total ->
        [one] There is one person in the account. Enter at least 1
       *[other] There are { $total } people in the account. Enter at least { $total }, or remove some of them first
    }
accounts-interfaces-title = Messages and API
accounts-discreet-label = Hippanotifications
accounts-discreet-hint = Messages carry only an ID and how to answer, and nothing of what happened: for accounts that must not send health data.
accounts-older-api-label = Older API
accounts-older-api-hint = Lets programs use the older API with tokens of this account. Leave it off if nothing needs it.
accounts-older-api-deprecated-label = Older API is deprecated
accounts-older-api-deprecated-hint = Tells programs that use the older API, in each answer, to move to API v4.
accounts-if-match-label = Require If-Match for changes
accounts-if-match-hint = Programs must say which version they read before they change or remove anything.
accounts-factor-title = Two-factor authentication
accounts-factor-text = Whoever has no second factor reads on My Settings by when one is wanted. From then on the account is closed to them until they have set one up. A passkey counts as one.
accounts-factor-label = Require a second factor
accounts-factor-off = Not required
accounts-factor-kept = As it is
accounts-factor-now = From now on
accounts-factor-3-days = In 3 days
accounts-factor-7-days = In 7 days
accounts-factor-14-days = In 14 days
accounts-factor-30-days = In 30 days
accounts-factor-since = Required since { $when }
accounts-factor-from = Required from { $when }
accounts-factor-without =
    { $without ->
        [0] Everyone has one ({ $total } in all).
        [one] 1 of { $total } people has none yet.
       *[other] { $without } of { $total } people have none yet.
    }
accounts-factor-own-first = You have no second factor yourself, so this would lock you out. Set up your own first, or choose a later day
accounts-factor-own-link = Set up your own second factor
accounts-lengths-title = Sessions
accounts-lengths-text = When people in this account have to sign in again. Changes count at once, for sessions that have begun too.
accounts-idle-label = After not being used for
accounts-absolute-label = In any case after
accounts-idle-usual = 14 days (as usual)
accounts-absolute-usual = 30 days (as usual)
accounts-length-15-minutes = 15 minutes
accounts-length-1-hour = 1 hour
accounts-length-8-hours = 8 hours
accounts-length-12-hours = 12 hours
accounts-length-24-hours = 24 hours
accounts-length-7-days = 7 days
accounts-length-14-days = 14 days
accounts-length-30-days = 30 days
accounts-absolute-below = Choose at least as long as a session may be unused
accounts-owner-title = Ownership
accounts-transfer-title = Transfer ownership
accounts-transfer-hint = Someone else in the account becomes its owner. You stay an admin.
accounts-transfer-way = Transfer
accounts-transfer-lead = Who is to own { $account } from now on?
accounts-transfer-search = Name or email
accounts-transfer-none = Nobody else in the account is found by that. Try another word, or invite them first.
accounts-transfer-choose = Choose
accounts-transfer-question = Make this person the owner?
accounts-transfer-text = They will own { $account }, with admin and billing. You stay an admin, and only they can give it back. Both of you get a mail.
accounts-transfer-keep = Stay the owner
accounts-transferred = { $name } owns the account from now on. You are still an admin.
accounts-removal-name = Delete account
accounts-removal-hint = Everything of the account goes, for everyone and for good.
accounts-removal-way = Delete
accounts-removal-title = Delete this account?
accounts-removal-text = Its teams, schedules, invitations, roles and settings are deleted at once and cannot be brought back. Nobody can read its audit log any more.
accounts-removal-people =
    { $total ->
        [one] You are the only one in it. Your user stays.
       *[other] The { $total } people in it keep their users, and go on in their other accounts.
    }
accounts-removal-label = Name of the account
accounts-removal-label-hint = Type it exactly as it stands above
accounts-removal-other-name = Type the name exactly as it stands above: { $account }
accounts-removal-keep = Keep the account
accounts-deleted = { $account } was deleted.
accounts-door-from = { $account } asks for a second factor from { $when } on. Set one up before then, or the account will be closed to you.
accounts-door-closed = { $account } is closed to you until you have set up a second factor.
accounts-door-passkey = { $account } is closed to you in this session: it asks for a second factor. Sign out and sign in with your passkey, or set up an authenticator.
accounts-mail-owner = { $owner } is the owner of { $account } from now on.
accounts-mail-deleted = The account { $account } was deleted, with everything in it.
accounts-sessions-row = All sessions
accounts-sessions-hint = Sign everyone out if you do not know who else is signed in.
accounts-sessions-end = Sign everyone out
accounts-sessions-question = Sign everyone out of this account?
accounts-sessions-text = Everyone, including you, will have to sign in again. API tokens keep working.
accounts-sessions-keep = Leave them signed in
