//! Names of browsers and programs, from their `User-Agent`.

use crate::platform::i18n::Message;

/// A part of a `User-Agent`, and the name of whatever sends it.
struct Mark {
    part: &'static str,
    name: &'static str,
}

const fn mark(part: &'static str, name: &'static str) -> Mark {
    Mark { part, name }
}

/// Programs that run without a person who sees the answer.
const PROGRAMS: &[Mark] = &[
    mark("curl/", "curl"),
    mark("Wget/", "Wget"),
    mark("HTTPie/", "HTTPie"),
    mark("PostmanRuntime/", "Postman"),
    mark("insomnia/", "Insomnia"),
    mark("python-requests/", "python-requests"),
    mark("python-httpx/", "python-httpx"),
    mark("aiohttp/", "aiohttp"),
    mark("Python-urllib/", "Python-urllib"),
    mark("Go-http-client/", "Go-http-client"),
    mark("okhttp/", "OkHttp"),
    mark("Apache-HttpClient/", "Apache HttpClient"),
    mark("Java-http-client/", "Java"),
    mark("axios/", "axios"),
    mark("node-fetch/", "node-fetch"),
    mark("reqwest/", "reqwest"),
    mark("Terraform/", "Terraform"),
    mark("PowerShell/", "PowerShell"),
    mark("Googlebot", "Googlebot"),
    mark("bingbot", "Bingbot"),
    mark("Applebot", "Applebot"),
    mark("DuckDuckBot", "DuckDuckBot"),
    mark("YandexBot", "YandexBot"),
    mark("GPTBot", "GPTBot"),
    mark("ClaudeBot", "ClaudeBot"),
    mark("Slackbot", "Slackbot"),
    mark("Twitterbot", "Twitterbot"),
    mark("facebookexternalhit/", "Facebook"),
    mark("UptimeRobot/", "UptimeRobot"),
];

/// Words that only programs use of themselves.
const PROGRAM_WORDS: &[&str] = &["bot/", "bot;", "Bot/", "crawler", "spider", "Spider"];

/// Browsers. Each also claims to be those below it, so that pages made for them work in it.
const BROWSERS: &[Mark] = &[
    mark("EdgA/", "Edge"),
    mark("EdgiOS/", "Edge"),
    mark("Edg/", "Edge"),
    mark("Edge/", "Edge"),
    mark("OPR/", "Opera"),
    mark("OPX/", "Opera"),
    mark("OPT/", "Opera"),
    mark("OPiOS/", "Opera"),
    mark("Opera", "Opera"),
    mark("SamsungBrowser/", "Samsung Internet"),
    mark("Vivaldi/", "Vivaldi"),
    mark("YaBrowser/", "Yandex Browser"),
    mark("DuckDuckGo/", "DuckDuckGo"),
    mark("Ddg/", "DuckDuckGo"),
    mark("UCBrowser/", "UC Browser"),
    mark("MiuiBrowser/", "Mi Browser"),
    mark("HuaweiBrowser/", "Huawei Browser"),
    mark("Whale/", "Whale"),
    mark("GSA/", "Google"),
    mark("[FB", "Facebook"),
    mark("Instagram ", "Instagram"),
    mark("SeaMonkey/", "SeaMonkey"),
    mark("FxiOS/", "Firefox"),
    mark("Focus/", "Firefox Focus"),
    mark("Firefox/", "Firefox"),
    mark("; wv)", "WebView"),
    mark("CriOS/", "Chrome"),
    mark("HeadlessChrome/", "Headless Chrome"),
    mark("Chromium/", "Chromium"),
    mark("Chrome/", "Chrome"),
    mark("MSIE ", "Internet Explorer"),
    mark("Trident/", "Internet Explorer"),
    mark("Epiphany/", "GNOME Web"),
    mark("Konqueror/", "Konqueror"),
];

/// Systems, without versions: browsers say "Windows NT 10.0" and "Mac OS X 10_15_7" for every later
/// one.
const SYSTEMS: &[Mark] = &[
    mark("Windows Phone", "Windows Phone"),
    mark("Xbox", "Xbox"),
    mark("Windows", "Windows"),
    mark("iPhone", "iPhone"),
    mark("iPad", "iPad"),
    mark("iPod", "iPod"),
    mark("Tizen", "Tizen"),
    mark("KAIOS", "KaiOS"),
    mark("OpenHarmony", "HarmonyOS"),
    mark("Android", "Android"),
    mark("CrOS", "ChromeOS"),
    mark("Macintosh", "macOS"),
    mark("FreeBSD", "FreeBSD"),
    mark("OpenBSD", "OpenBSD"),
    mark("Linux", "Linux"),
    mark("X11", "Linux"),
];

fn first(marks: &[Mark], agent: &str) -> Option<&'static str> {
    marks.iter().find(|mark| agent.contains(mark.part)).map(|mark| mark.name)
}

fn browser(agent: &str) -> Option<&'static str> {
    let named = first(BROWSERS, agent);
    named.or_else(|| match (agent.contains("Version/"), agent.contains("Safari/")) {
        (true, true) if agent.contains("Android") => Some("Android Browser"),
        (true, true) => Some("Safari"),
        _ => None,
    })
}

/// Returns a name such as "Firefox on Linux" or "curl (program)", or a text for an unknown one. A
/// `User-Agent` may claim anything, but only names of ours are shown or mailed.
pub fn words(agent: &str) -> Message {
    known(agent).unwrap_or_else(|| {
        if PROGRAM_WORDS.iter().any(|word| agent.contains(word)) {
            return Message::new("common-device-program-unknown");
        }
        match first(SYSTEMS, agent) {
            Some(system) => {
                Message::new("common-device-browser-unknown").with("system", system.to_owned())
            }
            None => Message::new("common-device-unknown"),
        }
    })
}

/// Returns the name of [`words`], or `None` when it is unknown and the caller has a sentence for
/// that.
pub fn known(agent: &str) -> Option<Message> {
    if let Some(program) = first(PROGRAMS, agent) {
        return Some(Message::new("common-device-program").with("program", program.to_owned()));
    }
    if PROGRAM_WORDS.iter().any(|word| agent.contains(word)) {
        return None;
    }
    let browser = browser(agent)?.to_owned();
    Some(match first(SYSTEMS, agent) {
        Some(system) => {
            Message::new("common-device").with("browser", browser).with("system", system.to_owned())
        }
        None => Message::new("common-device-system-unknown").with("browser", browser),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::i18n::{Lang, Messages};

    /// Values of `User-Agent`, and the names that are shown.
    const TABLE: &str = "\
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
Chrome on Windows
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
Chrome on macOS
Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
Chrome on Linux
Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36
Chrome on ChromeOS
Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36
Chrome on Android
Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.77 Mobile/15E148 Safari/604.1
Chrome on iPhone
Mozilla/5.0 (X11; Ubuntu; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Ubuntu Chromium/80.0.3987.87 Chrome/80.0.3987.87 Safari/537.36
Chromium on Linux
Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36
Headless Chrome on Linux
Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0
Firefox on Windows
Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0
Firefox on Windows
Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0
Firefox on Linux
Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0
Firefox on Android
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/144.0 Mobile/15E148 Safari/605.1.15
Firefox on iPhone
Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15
Safari on macOS
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1
Safari on iPhone
Mozilla/5.0 (iPad; CPU OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Mobile/15E148 Safari/604.1
Safari on iPad
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0
Edge on Windows
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763
Edge on Windows
Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0
Edge on Android
Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/142.0.3595.53 Mobile/15E148 Safari/605.1.15
Edge on iPhone
Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 OPR/124.0.0.0
Opera on Windows
Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18
Opera on Windows
Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36
Samsung Internet on Android
Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Safari/537.36 Vivaldi/7.3.3635.7
Vivaldi on Linux
Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36
WebView on Android
Mozilla/5.0 (Linux; U; Android 4.0.3; ko-kr; LG-L160L Build/IML74K) AppleWebkit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30
Android Browser on Android
Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko
Internet Explorer on Windows
Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
Unknown browser on iPhone
curl/8.14.1
curl (program)
python-requests/2.32.5
python-requests (program)
Go-http-client/2.0
Go-http-client (program)
okhttp/4.12.0
OkHttp (program)
PostmanRuntime/7.49.0
Postman (program)
Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
Googlebot (program)
Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36
Bingbot (program)
Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)
Unknown program
Firefox/144.0
Firefox on an unknown system
call-0900-1234/1.0 (https://evil.example)
Unknown browser
";

    #[test]
    fn real_user_agents_read_as_people_call_them() {
        let messages = Messages::load().unwrap();
        let read = |agent: &str| messages.text(Lang::En, &words(agent));
        let lines: Vec<&str> = TABLE.lines().collect();
        assert_eq!(lines.len(), 2 * 38);
        for pair in lines.chunks(2) {
            assert_eq!(read(pair[0]), pair[1], "{}", pair[0]);
        }
        assert_eq!(read(""), "Unknown browser");
    }

    #[test]
    fn a_device_without_a_name_is_left_to_a_sentence_of_its_own() {
        for agent in ["", "Mozilla/5.0 (iPhone) Mobile/15E148", "FooBot/1.0", "anything/1"] {
            assert_eq!(known(agent), None, "{agent}");
        }
        assert!(known("curl/8.14.1").is_some());
    }
}
