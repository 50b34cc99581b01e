channels-title = Canaux de notification
channels-synonyms = notifications, alertes, push, e-mail, SMS, appel, vocal, WhatsApp, Slack, test, canal, channel
channels-lead = Comment nous vous prévenons, sauf si une règle de notification en décide autrement.
channels-nobody = Nous ne pouvons pas vous prévenir : aucun canal utilisable n’est activé. Activez-en au moins un ci-dessous.
channels-saved = Vos canaux de notification ont été enregistrés.
channels-push-title = Push
channels-push-hint = Sur vos appareils.
channels-push-unable = Les notifications push ne sont pas encore disponibles. Gardez un autre canal activé.
channels-email-title = E-mail
channels-email-hint = À votre adresse principale.
channels-email-no-contact = Vous n’avez aucune adresse vérifiée utilisable. Vérifiez-en une dans la section { $section }.
channels-sms-title = SMS
channels-sms-hint = Sur votre téléphone principal.
channels-voice-title = Appel
channels-voice-hint = Nous n’appelons qu’à l’ouverture d’une alerte.
channels-phone-no-contact = Vous n’avez aucun téléphone vérifié utilisable pour ce canal. Ajoutez-en un dans la section { $section } et vérifiez-le.
channels-whatsapp-title = WhatsApp
channels-whatsapp-hint = Sur votre téléphone principal.
channels-whatsapp-unable = WhatsApp n’est pas encore disponible sur ce serveur. En attendant, utilisez les SMS.
channels-slack-title = Slack
channels-slack-hint = En message direct.
channels-slack-unable = Slack n’est pas encore disponible sur ce serveur. En attendant, utilisez l’e-mail.
channels-off = Ce canal n’est pas encore configuré sur ce serveur. Demandez à votre administrateur de le configurer.
channels-test = Envoyer un test
channels-test-queued = Nous envoyons un message de test. Son état s’affiche sous le canal.
channels-test-unable = Nous ne pouvons pas envoyer de test par ce canal. La raison s’affiche sous le canal.
channels-test-line = Test de { $time } : { $state }
channels-state-on =
    { $count ->
        [one] { $count } actif
       *[other] { $count } actifs
    }
channels-reach-yes = Oui, par { $channels }.
channels-reach-partly = Oui, par { $channels }. Mais par { $failing }, vous ne recevrez rien.
channels-reach-quiet = Uniquement par { $channels }, ce qui ne vous réveillera peut-être pas.
channels-reach-no = Non, aucun de vos canaux ne permet de vous joindre.
channels-reach-turn-on = Activer un canal
channels-reach-add-phone = Ajouter un téléphone
channels-pill-unreached = ne fonctionne pas
channels-not-offered = Indisponibles sur ce serveur
channels-on-in-vain =
    { $count ->
        [one] { $count } est activé, mais ne peut pas vous joindre
       *[other] { $count } sont activés, mais ne peuvent pas vous joindre
    }
channels-messages = Voir vos messages et leur état
channels-push-word = notification push
channels-email-word = e-mail
channels-sms-word = SMS
channels-voice-word = appel
channels-whatsapp-word = WhatsApp
channels-slack-word = Slack
