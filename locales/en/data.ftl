data-title = Your data
data-synonyms = export, download, json, gdpr, privacy, leave account, delete user
data-export-name = Export everything
data-export-hint = Everything Callbook stores about you, as a JSON file, without passwords, keys and codes.
data-export-action = Download
data-leaving-way = Leave
data-leaving-row = Leave { $account }
data-leaving-hint = You lose your roles and teams there.
data-leaving-title = Leave this account?
data-leaving-text = You’ll immediately lose your roles and teams in this account and stop getting its notifications. To come back, you’ll need an invitation from one of its admins.{ $alerts ->
        [0] {""}
        [one] {" "}One alert is in your hands: others will be paged about it.
       *[other] {" "}{ $alerts } alerts are in your hands: others will be paged about them.
    }
data-leaving-owner = You own this account. Transfer or delete it first in Account Settings.
data-leaving-action = Leave account
data-leaving-keep = Stay
data-left = You left { $account }.
data-removal-name = Delete my profile
data-removal-hint = Removes you from every account and permanently deletes your data.
data-removal-way = Delete
data-removal-title = Delete your profile?
data-removal-text = You’ll be signed out everywhere and removed from every account. Your name, addresses, phones, password, second factors, passkeys, API tokens and messages are deleted immediately and can’t be restored. What you did in an account stays in its audit log, without your name. We’ll send a final email to your verified addresses.{ $alerts ->
        [0] {""}
        [one] {" "}One alert is in your hands: others will be paged about it.
       *[other] {" "}{ $alerts } alerts are in your hands: others will be paged about them.
    }
data-removal-owner = You own these accounts: { $accounts }. Transfer or delete each of them first: switch to it, then open Account Settings.
data-removal-keep = Keep my profile
data-deleted = Your profile was deleted.
data-mail-exported = A copy of everything Callbook stores about you was downloaded.
data-mail-deleted-subject = Your Callbook profile was deleted
data-mail-deleted = Your Callbook profile was deleted on { $when } from one of your sessions. This is the last email from us: we no longer store your address.
data-mail-deleted-not-you = If this wasn’t you, tell an admin of your account immediately: someone else was signed in to your profile.
