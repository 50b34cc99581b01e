//! A page as a person navigates it: by headings, labels and notices.

use scraper::{ElementRef, Html, Selector};

use super::browser::url_encode;

pub struct Page {
    html: Html,
}

/// A form of a page, to be filled in and sent.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    fields: Vec<Input>,
}

#[derive(Clone, Debug)]
struct Input {
    id: String,
    name: String,
    value: String,
    /// Unchecked boxes are not sent.
    sent: bool,
    /// The options of a select.
    options: Option<Vec<(String, String)>>,
    checkbox: bool,
}

pub fn select(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

pub fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Page {
    pub fn parse(text: &str) -> Self {
        Self { html: Html::parse_document(text) }
    }

    /// Selects elements of the page; those in a template are not on the page.
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let is_shown = |element: &ElementRef<'_>| {
            let mut around = element.ancestors().filter_map(ElementRef::wrap);
            !around.any(|element| element.value().name() == "template")
        };
        self.html.select(&select(selector)).filter(is_shown).collect()
    }

    #[track_caller]
    pub fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.html.html());
        found[0]
    }

    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text_of).collect()
    }

    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        text_of(self.one(selector))
    }

    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        self.one(selector).attr(name).unwrap_or_default().to_owned()
    }

    /// Returns the form that posts to a URL.
    #[track_caller]
    pub fn form(&self, action: &str) -> Form {
        let rest = ["", "#", "?"].map(|rest| match rest {
            "" => format!("form[method=post][action=\"{action}\"]"),
            rest => format!("form[method=post][action^=\"{action}{rest}\"]"),
        });
        Form::read(self.one(&rest.join(", ")))
    }

    /// Returns the form of the button with this label.
    #[track_caller]
    pub fn form_of_button(&self, words: &str) -> Form {
        let buttons = self.all("form button");
        let button = buttons.into_iter().find(|button| text_of(*button) == words);
        let button = button.unwrap_or_else(|| panic!("no {words} in {}", self.html.html()));
        let around = button.ancestors().filter_map(ElementRef::wrap);
        let form = around.into_iter().find(|element| element.value().name() == "form").unwrap();
        match (button.attr("name"), button.attr("value")) {
            (Some(name), Some(value)) => Form::read(form).with_button(name, value),
            _ => Form::read(form),
        }
    }
}

impl Input {
    fn read(element: ElementRef<'_>) -> Self {
        let attr = |name| element.attr(name).unwrap_or_default().to_owned();
        let is_checkbox = matches!(element.attr("type"), Some("checkbox" | "radio"));
        let options = (element.value().name() == "select").then(|| {
            let all = select("option");
            let options = element.select(&all);
            options.map(|o| (o.attr("value").unwrap().to_owned(), text_of(o))).collect::<Vec<_>>()
        });
        let value = match &options {
            Some(options) => {
                let chosen = element.select(&select("option[selected]")).next();
                let chosen = chosen.map(|option| option.attr("value").unwrap().to_owned());
                chosen.unwrap_or_else(|| options[0].0.clone())
            }
            None if element.value().name() == "textarea" => {
                element.text().collect::<String>().replace('\n', "\r\n")
            }
            None if is_checkbox && element.attr("value").is_none() => "on".to_owned(),
            None => attr("value"),
        };
        let sent = !is_checkbox || element.attr("checked").is_some();
        Self { id: attr("id"), name: attr("name"), value, sent, options, checkbox: is_checkbox }
    }
}

impl Form {
    fn read(form: ElementRef<'_>) -> Self {
        let inputs = select("input[name], select[name], textarea[name]");
        let action = form.attr("action").unwrap_or_default().split('#').next().unwrap_or_default();
        Self { action: action.to_owned(), fields: form.select(&inputs).map(Input::read).collect() }
    }

    /// Adds the name and value of the pressed button.
    #[must_use]
    pub fn with_button(mut self, name: &str, value: &str) -> Self {
        let (id, name, value) = (String::new(), name.to_owned(), value.to_owned());
        self.fields.push(Input { id, name, value, sent: true, options: None, checkbox: false });
        self
    }

    /// Types into the input with this id, or chooses an option by its label.
    #[must_use]
    #[track_caller]
    pub fn fill(mut self, id: &str, text: &str) -> Self {
        let field =
            self.fields.iter_mut().find(|f| f.id == id).unwrap_or_else(|| panic!("no {id}"));
        assert!(!field.checkbox, "{id} is a checkbox");
        field.value = match &field.options {
            None => text.to_owned(),
            Some(options) => {
                let shown = options.iter().find(|(_, label)| label == text);
                shown.unwrap_or_else(|| panic!("{id} does not offer {text}")).0.clone()
            }
        };
        self
    }

    /// Ticks or clears the checkbox with this id.
    #[must_use]
    #[track_caller]
    pub fn tick(mut self, id: &str, on: bool) -> Self {
        let field =
            self.fields.iter_mut().find(|f| f.id == id).unwrap_or_else(|| panic!("no {id}"));
        field.sent = on;
        self
    }

    /// Ticks the checkbox of a group with this value.
    #[must_use]
    #[track_caller]
    pub fn tick_one(mut self, name: &str, value: &str) -> Self {
        let field = self.fields.iter_mut().find(|f| f.name == name && f.value == value);
        field.unwrap_or_else(|| panic!("no {name}={value}")).sent = true;
        self
    }

    /// Chooses a radio button of a group by its value.
    #[must_use]
    #[track_caller]
    pub fn choose(mut self, name: &str, value: &str) -> Self {
        assert!(
            self.fields.iter().any(|f| f.name == name && f.value == value),
            "no {name}={value}"
        );
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            field.sent = field.value == value;
        }
        self
    }

    /// Sets a value that no browser would send.
    #[must_use]
    #[track_caller]
    pub fn forge(mut self, name: &str, value: &str) -> Self {
        let field = self.fields.iter_mut().find(|f| f.name == name);
        let field = field.unwrap_or_else(|| panic!("no {name}"));
        (field.value, field.sent) = (value.to_owned(), true);
        self
    }

    /// Leaves an input out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.fields.retain(|field| field.name != name);
        self
    }

    /// Returns the value of the input with this id.
    #[track_caller]
    pub fn value(&self, id: &str) -> &str {
        let field = self.fields.iter().find(|field| field.id == id);
        &field.unwrap_or_else(|| panic!("no {id}")).value
    }

    /// Lists the values that the select with this id offers.
    #[track_caller]
    pub fn options(&self, id: &str) -> Vec<String> {
        let field = self.fields.iter().find(|field| field.id == id);
        let options = field.and_then(|field| field.options.as_ref());
        let options = options.unwrap_or_else(|| panic!("no select {id}"));
        options.iter().map(|(value, _)| value.clone()).collect()
    }

    /// Tells whether the checkbox with this id is ticked.
    #[track_caller]
    pub fn is_ticked(&self, id: &str) -> bool {
        let field = self.fields.iter().find(|field| field.id == id);
        field.unwrap_or_else(|| panic!("no {id}")).sent
    }

    /// Lists the values that are ticked in a group.
    pub fn ticked(&self, name: &str) -> Vec<&str> {
        let ticked = self.fields.iter().filter(|field| field.name == name && field.sent);
        ticked.map(|field| field.value.as_str()).collect()
    }

    pub fn encode(&self) -> String {
        let sent = self.fields.iter().filter(|field| field.sent);
        url_encode(sent.map(|field| (field.name.as_str(), field.value.as_str())))
    }
}
