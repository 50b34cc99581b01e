users-role-admin = admin
users-role-billing = billing
users-role-broadcaster = broadcaster
users-role-communicator = communicator
users-title = Users
users-count =
    { $count ->
        [one] One person in this account.
       *[other] { $count } people in this account.
    }
users-search = Name, email, phone, role or #number
users-shows = Filter users
users-show-all = Everyone
users-show-unfinished = Unfinished
users-new = New user
users-import = Import
users-export = Export
users-column-name = Name
users-column-roles = Roles
users-column-last-sign-in = Last sign-in
users-column-action = Actions
users-actions-of = Actions for { $name }
users-action-open = Open
users-action-roles = Change roles
users-action-remove = Remove from account
users-you = you
users-never = never
users-role-owner = owner
users-pill-not-begun = hasn’t signed in yet
users-pill-unfinished = setup not finished
users-none-found = No users match “{ $q }”.
users-all-finished = Everyone has finished setup.
users-back = Back to user
users-person-heading = Contact details
users-there = Local time
users-no-phone = No phone
users-since = In this account since
users-roles-heading = Roles
users-role-admin-hint = Manages users, roles, teams and sign-in rules.
users-role-billing-hint = Manages billing.
users-role-broadcaster-hint = For connected systems: can send broadcasts.
users-role-communicator-hint = For connected systems: can send messages to people affected by an alert.
users-roles-set = Roles saved.
users-owner-keeps = The owner always has the admin and billing roles. Transfer ownership first.
users-manage-heading = Manage
users-removal-row = Membership
users-removal-hint = They’ll lose access to this account. Their profile and settings are kept.
users-removal-title = Remove this person from the account?
users-removal-text = They’ll immediately lose access to { $account }, including its teams, shifts and messages. Their profile and contact details are kept.{ $alerts ->
        [0] {""}
        [one] {" "}One alert is in their hands: others will be paged about it.
       *[other] {" "}{ $alerts } alerts are in their hands: others will be paged about them.
    }
users-removal-owner = You can’t remove the owner. Transfer ownership first.
users-removal-action = Remove from account
users-removed = { $name } was removed from this account.
users-factor-row = Two-factor authentication
users-factor-hint = If they’ve lost their authenticator app and recovery codes, you can reset their second factor. This takes { $hours } hours, and we’ll send a notice to all of their email addresses.
users-factor-due = It will be reset on { $when }, unless they cancel it.
users-factor-withdraw = Cancel reset
users-factor-withdrawn = The reset was canceled.
users-factor-title = Reset the second factor?
users-factor-text = In { $hours } hours, this person’s authenticator apps and recovery codes stop working, and they can sign in with their password alone. Until then, they can cancel the reset. We’ll send a notice to all of their email addresses.
users-factor-action = Reset second factor
users-factor-keep = Leave it on
users-factor-asked = The second factor will be reset in { $hours } hours. We’re sending a notice to all of this person’s email addresses.
users-factor-not-on = This person has no second factor.
users-factor-shared = This person is also in another account. Only a server administrator can reset their second factor.
users-factor-oneself = Manage your own second factor in My Settings.
users-factor-already = A reset is already in progress.
users-veto-title = Keep your second factor?
users-veto-text = An admin asked us to remove your second factor, saying that you lost it. If you still have it, cancel the reset.
users-veto-doubted = Someone with access to your email reported that a recently added second factor isn’t yours. It will be removed. If it’s yours, keep it.
users-veto-action = Keep my second factor
users-veto-leave = I lost it, continue
users-veto-not-mine = It isn’t mine, remove it
users-veto-done = The reset was canceled. Your second factor is unchanged.
users-veto-next = If you don’t know why this was requested, talk to your admins and set a new password.
users-veto-not-good = This link is no longer valid. The second factor may have already been reset, or the reset canceled.
users-new-lead = People who are new to Callbook get an email to set a password. People who already have a profile get an invitation.
users-new-action = Add user
users-phone-label = Phone
users-phone-hint = Include the country code, such as +31 6 12345678. They’ll verify it themselves.
users-created = { $name } was added and will get an email to set a password.
users-invited = { $name } was invited and will join after approving the invitation.
users-already-here = Someone with this address is already in this account
users-invited-already = This person has already been invited. Wait for their answer, or withdraw the invitation first
users-full =
    { $limit ->
        [one] This account is limited to one user. Raise the limit in Account Settings, or remove someone.
       *[other] This account is limited to { $limit } users. Raise the limit in Account Settings, or remove someone.
    }
users-link-row = Setup link
users-link-hint = They haven’t set a password yet. A link expires after { $hours } hours.
users-link-sent = We’re sending the email.
users-link-not-needed = This person has already finished setup.
users-invitations =
    { $count ->
        [one] { $count } pending invitation
       *[other] { $count } pending invitations
    }
users-invitation-until = expires { $when }
users-invitation-over = expired
users-withdraw = Withdraw
users-withdrawn = Invitation withdrawn.
users-no-team = No team
users-teams-set = Teams saved.
users-contacts-heading = Add contact details
users-contacts-shared = This person is also in another account, so only they can change their contact details.
users-contacts-hint = Contact details you add are unverified until the person verifies them. You can’t change details they have verified.
users-contact-add = Add
users-contact-there = They already have this address or number, or have reached the limit
users-email-added = The address was added. We’re sending a link to verify it.
users-phone-added = The number was added. They can verify it in My Settings.
users-contact-removal-title = Remove this address or number?
users-contact-removal-text = It hasn’t been verified. We’ll notify this person.
users-contact-removal-action = Remove
users-contact-removed = The address or number was removed.
users-factor-nobody-to-tell = This person has no working email address, so they couldn’t cancel the reset. Only a server administrator can reset their second factor.
users-factor-too-often = Too many requests. Try again tomorrow.
users-sessions-hint = Signs this person out of this account in all browsers. API tokens keep working.
users-sessions-end = Sign out everywhere
users-sessions-ended = This person was signed out of this account.
users-column-reach = Reachable by
users-reach-yes = { $channels }
users-reach-quiet = { $channels } only
users-reach-no = not reachable
