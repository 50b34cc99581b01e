//! Letters: the content of a mail, rendered as text and as HTML in the reader's language.

use askama::Template;

use super::WorkerContext;
use super::transports::{Mail, Outgoing};
use crate::core::web_address::unlinked;
use crate::platform::i18n::{Lang, Message};

/// The content of a mail.
pub struct Letter {
    pub lang: Lang,
    /// The name in the salutation.
    pub name: String,
    pub subject: Message,
    pub paragraphs: Vec<Message>,
    /// A button: its label and its URL.
    pub action: Option<(Message, String)>,
    /// The paragraphs below the button.
    pub after: Vec<Message>,
}

#[derive(Template)]
#[template(path = "messaging/letter.html")]
struct Html<'a> {
    words: &'a Words<'a>,
}

#[derive(Template)]
#[template(path = "messaging/letter.txt", escape = "none")]
struct Text<'a> {
    words: &'a Words<'a>,
}

struct Words<'a> {
    lang: &'static str,
    home: &'a str,
    subject: String,
    greeting: String,
    paragraphs: Vec<String>,
    action: Option<(String, &'a str)>,
    /// The second button, when the mail asks a question.
    other: Option<(String, &'a str)>,
    link_hint: String,
    after: Vec<String>,
    footer: String,
}

impl Letter {
    /// Renders a mail to an address.
    pub fn to(&self, address: &str, worker: &WorkerContext) -> anyhow::Result<Outgoing> {
        self.write(None, address, worker)
    }

    /// Renders a mail with a second button beside the first.
    pub fn asking(
        &self,
        label: &Message,
        url: &str,
        address: &str,
        worker: &WorkerContext,
    ) -> anyhow::Result<Outgoing> {
        self.write(Some((label, url)), address, worker)
    }

    fn write(
        &self,
        other: Option<(&Message, &str)>,
        address: &str,
        worker: &WorkerContext,
    ) -> anyhow::Result<Outgoing> {
        // Names are chosen by strangers: a text that looks like a link is shown but never linked.
        let text = |message: &Message| {
            worker.messages.text(self.lang, &message.clone().with_each_text(unlinked))
        };
        let words = Words {
            lang: self.lang.tag(),
            home: worker.public_url.as_str(),
            subject: text(&self.subject),
            greeting: text(&Message::new("mail-greeting").with("name", self.name.clone())),
            paragraphs: self.paragraphs.iter().map(text).collect(),
            action: self.action.as_ref().map(|(label, url)| (text(label), url.as_str())),
            other: other.map(|(label, url)| (text(label), url)),
            link_hint: text(&Message::new("mail-link-hint")),
            after: self.after.iter().map(text).collect(),
            footer: text(&Message::new("mail-footer")),
        };
        Ok(Outgoing::Mail(Mail {
            to: address.to_owned(),
            lang: self.lang,
            subject: words.subject.clone(),
            text: Text { words: &words }.render()?,
            html: Html { words: &words }.render()?,
        }))
    }
}
