voice-phone-code-hello = Hallo. Dit is Callbook met je verificatiecode.
voice-phone-code = Je code is: { $code }.
voice-phone-code-again = Ik herhaal: { $code }. Tot ziens.
voice-test = Hallo. Dit is een test van Callbook. We gebruiken dit nummer voor alarmen.
voice-test-again = Ik herhaal: dit is een test van Callbook. Tot ziens.
voice-alert = Dit is Callbook met alarm nummer { $number }. { $title }.
voice-alert-bare = Dit is Callbook met alarm nummer { $number }.
voice-alert-keys = Druk op 1 om het op te pakken, op 2 om het af te wijzen of op 9 om het nog eens te horen.
voice-answered-acknowledged = Je hebt alarm nummer { $number } opgepakt. Tot ziens.
voice-answered-rejected = Je hebt alarm nummer { $number } afgewezen. Tot ziens.
voice-answered-already = { $name } heeft alarm nummer { $number } al opgepakt. Tot ziens.
voice-answered-over = Alarm nummer { $number } wacht niet meer op een antwoord. Tot ziens.
voice-alert-count =
    Dit is Callbook. { $count ->
        [one] Er wacht nog één alarm op je. Open Callbook om het te bekijken.
       *[other] Er wachten nog { $count } alarmen op je. Open Callbook om ze te bekijken.
    }
