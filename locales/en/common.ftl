common-skip-link = Skip to content
common-menu-label = Menu
common-profile-menu = Profile menu
common-sign-out = Sign Out
common-update = Update
common-unsaved = Unsaved changes
common-copy = Copy
common-copied = Copied
common-show-password = Show
common-hide-password = Hide
common-scope-everywhere = Everywhere
common-scope-account = Only in { $account }
common-error-title = Error: { $title }
common-summary-title = Please check these entries:
common-stale = This was changed in the meantime, in another tab or by someone else. What you entered is kept below: press Update again to save it, or reload the page to see what is stored.
common-too-many-tries =
    { $minutes ->
        [one] Too many tries. Wait a minute, then try again.
       *[other] Too many tries. Wait { $minutes } minutes, then try again.
    }
common-try-after = That was asked for too often. Try again after { $when }.
common-wait-seconds =
    { $seconds ->
        [one] Wait another second, then ask again.
       *[other] Wait another { $seconds } seconds, then ask again.
    }
common-pill-primary = primary
common-pill-verified = verified
common-pill-unverified = unverified
common-pill-blocked = blocked
common-make-primary = Make primary
common-resend = Resend
common-remove = Remove
common-keep-it = Keep it
common-added-on = Added { $when }
common-used-on = Last used { $when }
common-back-to-settings = Back to My Settings
common-pages = Pages
common-newer = Newer
common-older = Older
common-choice-unknown = Choose one of the options in the list
common-time-zone-unknown = Choose a time zone from the list
common-zone-search = City, country, abbreviation, or offset
common-zone-none = No time zone is called that. Try a city nearby, the country, or an offset such as +2.
common-zone-suggestion = This device is set to another time zone. Use:
common-zones-africa = Africa
common-zones-america = Americas
common-zones-antarctica = Antarctica
common-zones-asia = Asia
common-zones-atlantic = Atlantic Ocean
common-zones-australia = Australia
common-zones-europe = Europe
common-zones-indian = Indian Ocean
common-zones-pacific = Pacific Ocean
common-name-empty = Enter a name
common-account-name-empty = Enter a name for the account
common-name-too-long = Use at most { $max } characters for the name
common-name-invisible = Remove the invisible characters from the name
common-name-link = Enter a name without a web address in it
common-email-label = Email
common-email-empty = Enter your email address
common-email-malformed = Enter an email address like name@example.com
common-password-label = Password
common-password-hint = At least { $min } characters. A few unrelated words are easy to remember and hard to guess.
common-password-empty = Enter a password
common-password-too-short = Use at least { $min } characters
common-password-too-long = Use at most { $max } characters
common-password-unequal = Enter the same new password again
common-password-weak = This password is easy to guess. Add another word or two
common-password-weak-keyboard = Keys in a row are easy to guess. Use a few unrelated words instead
common-password-weak-repeats = Repetition is easy to guess. Use a few unrelated words instead
common-password-weak-sequence = Sequences like abc or 123 are easy to guess. Use a few unrelated words instead
common-password-weak-date = Dates and years are easy to guess. Use a few unrelated words instead
common-password-weak-name = Names are easy to guess. Use a few unrelated words instead
common-password-weak-common = This is like a common password or word. Use a few unrelated words instead
common-code-empty = Enter the six digits of the code
common-code-malformed = Enter the six digits of the code, and nothing else
common-code-hint = Six digits
common-device = { $browser } on { $system }
common-device-unknown = Unknown browser
common-search = Search
common-previous = Previous
common-next = Next
