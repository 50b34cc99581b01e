test-alert-title = Server is down!!!
test-alert-heading = Test alert
test-alert-send = Send me a test alert
test-alert-again = Send another one
test-alert-waits = Waiting for your answer. You have five minutes.
test-alert-answer-here = Acknowledge here
test-alert-unreachable = No channel works, so nothing was sent to you.
test-alert-answered = You answered by { $channel } after { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }. It works.
test-alert-answered-here = You answered on this page after { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }. Next time, try to answer where the alert arrives.
test-alert-unanswered = No answer in five minutes. If nothing arrived, check your contacts and channels in My Settings.
test-alert-finish = Finish setup
