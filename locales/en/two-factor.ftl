two-factor-title = Two-factor Authentication
two-factor-synonyms = 2fa, mfa, totp, authenticator, second factor, recovery codes, security
two-factor-lead = In addition to your password, you’ll enter a code from an app on your phone. Someone who learns your password still can’t sign in.
two-factor-enable-action = Enable two-factor authentication
two-factor-on = on
two-factor-codes-label = Recovery codes
two-factor-codes-left = { $left } of { $all } left
two-factor-codes-renew = Generate new codes
two-factor-add-action = Add another authenticator app
two-factor-removal-title = Disable two-factor authentication?
two-factor-removal-consequence = You’ll be able to sign in with your password alone. Your authenticator apps and recovery codes will stop working, and you’ll be signed out everywhere else.
two-factor-removal-action = Disable two-factor authentication
two-factor-enabled = Two-factor authentication was enabled successfully
two-factor-disabled = Two-factor authentication was disabled. You’ve been signed out everywhere else.
two-factor-added = Authenticator app added. You’ve been signed out everywhere else.
two-factor-removed = Authenticator app removed. You’ve been signed out everywhere else.
two-factor-authenticator-removal-title = Remove this authenticator app?
two-factor-authenticator-removal-consequence = Its codes will stop working, and you’ll be signed out everywhere else.
two-factor-authenticator-removal-last = This is your only authenticator app. Add another one first, or disable two-factor authentication.
two-factor-authenticator-removal-action = Remove authenticator app
two-factor-enrolment-title = Enable two-factor authentication
two-factor-add-title = Add an authenticator app
two-factor-step-codes = Save your recovery codes
two-factor-step-scan = Scan the QR code
two-factor-step-code = Enter the code shown in the app
two-factor-codes-why = If you lose your phone, each of these codes lets you sign in once. Keep them somewhere you can get to without it.
two-factor-scan-how = Use any authenticator app, such as Google Authenticator, Microsoft Authenticator or 1Password.
two-factor-qr-label = QR code for the key below
two-factor-same-device = Open the app on this device
two-factor-key-how = Or type this key into the app:
two-factor-name-label = Name
two-factor-name-hint = A name to tell it apart from your others
two-factor-naming-title = Rename this authenticator app
two-factor-renamed = Authenticator app renamed.
two-factor-first-name = Authenticator app
two-factor-code-label = Six-digit code
two-factor-code-wrong = Incorrect code. Enter the code the app shows now, and make sure your device’s clock is right.
two-factor-effect = You’ll then be signed out everywhere else.
two-factor-full = You’ve reached the limit of { $most } authenticator apps. Remove one first.
two-factor-saved-label = I have saved these codes
two-factor-saved-missing = Save the codes, then confirm that you’ve saved them
two-factor-download = Download
two-factor-print = Print
two-factor-codes-title = New recovery codes
two-factor-codes-effect = Once you confirm, these codes become active and the old ones stop working.
two-factor-codes-action = Use these codes
two-factor-codes-keep = Keep the old codes
two-factor-codes-made = Your new recovery codes are now active.
two-factor-disable = Disable
two-factor-keep = Keep it on
two-factor-reset-due = Someone asked to remove your second factor. We will remove it on { $when }. To keep it, use the link in the email we sent you.
two-factor-attention-codes =
    { $left ->
        [0] You have no recovery codes left.
        [one] You have { $left } recovery code left.
       *[other] You have { $left } recovery codes left.
    }
