channels-title = Meldingskanalen
channels-synonyms = meldingen, notificaties, waarschuwingen, alarm, push, pushmelding, e-mail, mail, sms, bellen, telefoontje, spraakoproep, WhatsApp, Slack, test, testbericht, kanaal, kanalen, voice, alerts
channels-lead = Zo sturen we je meldingen, tenzij een meldingsregel iets anders bepaalt.
channels-nobody = We kunnen je geen meldingen sturen: er staat geen werkend kanaal aan. Zet er hieronder minstens een aan.
channels-saved = Je meldingskanalen zijn opgeslagen.
channels-push-title = Push
channels-push-hint = Op je apparaten.
channels-push-unable = Push is nog niet beschikbaar. Laat een ander kanaal aanstaan.
channels-email-title = E-mail
channels-email-hint = Naar je primaire adres.
channels-email-no-contact = Je hebt geen geverifieerd adres dat werkt. Verifieer er een bij { $section }.
channels-sms-title = Sms
channels-sms-hint = Naar je primaire telefoonnummer.
channels-voice-title = Telefoonoproep
channels-voice-hint = We bellen alleen bij een nieuw alarm.
channels-phone-no-contact = Je hebt geen geverifieerd telefoonnummer dat hiervoor geschikt is. Voeg er een toe bij { $section } en verifieer het.
channels-whatsapp-title = WhatsApp
channels-whatsapp-hint = Naar je primaire telefoonnummer.
channels-whatsapp-unable = WhatsApp is op deze server nog niet beschikbaar. Gebruik tot die tijd sms.
channels-slack-title = Slack
channels-slack-hint = Als direct bericht.
channels-slack-unable = Slack is op deze server nog niet beschikbaar. Gebruik tot die tijd e-mail.
channels-off = Dit kanaal is op deze server nog niet ingesteld. Vraag je beheerder om dat te doen.
channels-test = Stuur me een test
channels-test-queued = We sturen een testbericht. De status verschijnt onder het kanaal.
channels-test-unable = Via dit kanaal kunnen we geen test sturen. De reden staat onder het kanaal.
channels-test-line = Test om { $time }: { $state }
channels-state-on = { $count } aan
channels-reach-yes = Ja, via { $channels }.
channels-reach-partly = Ja, via { $channels }. Via { $failing } kunnen we je niet bereiken.
channels-reach-quiet = Alleen via { $channels }. Daar word je misschien niet wakker van.
channels-reach-no = Nee, je bent via geen van je kanalen bereikbaar.
channels-reach-turn-on = Kanaal aanzetten
channels-reach-add-phone = Telefoonnummer toevoegen
channels-pill-unreached = bereikt je niet
channels-not-offered = Niet beschikbaar op deze server
channels-on-in-vain =
    { $count ->
        [one] één staat aan, maar kan je niet bereiken
       *[other] { $count } staan aan, maar kunnen je niet bereiken
    }
channels-messages = Bekijk je berichten en of ze zijn aangekomen
channels-push-word = push
channels-email-word = e-mail
channels-sms-word = sms
channels-voice-word = telefoonoproep
channels-whatsapp-word = WhatsApp
channels-slack-word = Slack
