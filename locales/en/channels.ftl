channels-title = Notification channels
channels-synonyms = notifications, alerts, push, email, SMS, voice, call, WhatsApp, Slack, test, channel
channels-lead = How we notify you, unless a notification rule says otherwise.
channels-nobody = We can’t notify you: no working channel is turned on. Turn on at least one below.
channels-saved = Notification channels saved.
channels-push-title = Push
channels-push-hint = On your devices.
channels-push-unable = Push isn’t available yet. Keep another channel turned on.
channels-email-title = Email
channels-email-hint = To your primary address.
channels-email-no-contact = You don’t have a verified email address that works. Add or verify one under { $section }.
channels-sms-title = SMS
channels-sms-hint = To your primary phone.
channels-voice-title = Voice
channels-voice-hint = We only call when an alert opens.
channels-phone-no-contact = You don’t have a verified phone for this channel. Add or verify one under { $section }.
channels-whatsapp-title = WhatsApp
channels-whatsapp-hint = To your primary phone.
channels-whatsapp-unable = WhatsApp isn’t available on this server yet. Use SMS for now.
channels-slack-title = Slack
channels-slack-hint = As a direct message.
channels-slack-unable = Slack isn’t available on this server yet. Use email for now.
channels-off = This channel isn’t set up on this server yet. Ask your admin to set it up.
channels-test = Send me a test
channels-test-queued = We’re sending a test message. Its status appears below the channel.
channels-test-unable = We can’t send a test on this channel. See the reason below the channel.
channels-test-line = Test at { $time }: { $state }
channels-state-on = { $count } on
channels-reach-yes = Yes, by { $channels }.
channels-reach-partly = Yes, by { $channels }. Not working: { $failing }.
channels-reach-quiet = Only by { $channels }, which may not wake you.
channels-reach-no = No. We can’t reach you on any channel.
channels-reach-turn-on = Turn on a channel
channels-reach-add-phone = Add a phone
channels-pill-unreached = can’t reach you
channels-not-offered = Not available on this server
channels-on-in-vain =
    { $count ->
        [one] one is on, but can’t reach you
       *[other] { $count } are on, but can’t reach you
    }
channels-messages = See your messages and whether they were delivered
channels-push-word = push
channels-email-word = email
channels-sms-word = SMS
channels-voice-word = voice call
channels-whatsapp-word = WhatsApp
channels-slack-word = Slack
