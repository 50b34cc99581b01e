channels-title = Benachrichtigungs­kanäle
channels-synonyms = Benachrichtigungen, Benachrichtigung, Alarme, Alarmierung, Alarm, Kanal, Kanäle, Push, E-Mail, Email, SMS, Anruf, Voice, WhatsApp, Slack, Test, testen, notifications
channels-lead = So benachrichtigen wir dich, wenn keine Benachrichtigungsregel etwas anderes vorgibt.
channels-nobody = Wir können dich nicht benachrichtigen: Es ist kein funktionierender Kanal eingeschaltet. Schalte unten mindestens einen ein.
channels-saved = Deine Benachrichtigungskanäle wurden gespeichert.
channels-push-title = Push
channels-push-hint = Auf deinen Geräten.
channels-push-unable = Push ist noch nicht verfügbar. Lass einen anderen Kanal eingeschaltet.
channels-email-title = E-Mail
channels-email-hint = An deine primäre Adresse.
channels-email-no-contact = Du hast keine bestätigte Adresse, die funktioniert. Bestätige eine unter { $section }.
channels-sms-title = SMS
channels-sms-hint = An deine primäre Telefonnummer.
channels-voice-title = Anruf
channels-voice-hint = Wir rufen nur an, wenn ein Alarm ausgelöst wird.
channels-phone-no-contact = Du hast keine bestätigte Telefonnummer, die dafür geeignet ist. Füge unter { $section } eine hinzu und bestätige sie.
channels-whatsapp-title = WhatsApp
channels-whatsapp-hint = An deine primäre Telefonnummer.
channels-whatsapp-unable = WhatsApp ist auf diesem Server noch nicht verfügbar. Nutze bis dahin SMS.
channels-slack-title = Slack
channels-slack-hint = Als Direktnachricht.
channels-slack-unable = Slack ist auf diesem Server noch nicht verfügbar. Nutze bis dahin E-Mail.
channels-off = Dieser Kanal ist auf diesem Server noch nicht eingerichtet. Wende dich an deinen Admin.
channels-test = Test senden
channels-test-queued = Wir senden eine Testnachricht. Ihr Status erscheint unter dem Kanal.
channels-test-unable = Über diesen Kanal können wir keinen Test senden. Der Grund steht unter dem Kanal.
channels-test-line = Test um { $time }: { $state }
channels-state-on = { $count } aktiv
channels-reach-yes = Ja, per { $channels }.
channels-reach-partly = Ja, per { $channels }. Per { $failing } erreichen wir dich aber nicht.
channels-reach-quiet = Nur per { $channels }. Davon wachst du vielleicht nicht auf.
channels-reach-no = Nein, über keinen deiner Kanäle erreichen wir dich.
channels-reach-turn-on = Kanal einschalten
channels-reach-add-phone = Telefonnummer hinzufügen
channels-pill-unreached = erreicht dich nicht
channels-not-offered = Auf diesem Server nicht verfügbar
channels-on-in-vain =
    { $count ->
        [one] einer ist aktiv, kann dich aber nicht erreichen
       *[other] { $count } sind aktiv, können dich aber nicht erreichen
    }
channels-messages = Deine Nachrichten und was aus ihnen wurde
channels-push-word = Push
channels-email-word = E-Mail
channels-sms-word = SMS
channels-voice-word = Anruf
channels-whatsapp-word = WhatsApp
channels-slack-word = Slack
