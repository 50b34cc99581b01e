//! Snippets: an example request as lines of curl, Python and JavaScript.

use serde_json::Value;

/// A request that is shown as an example. `{name}` in its texts is a variable, which the lines read
/// from the environment in capitals.
pub struct ExampleRequest<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    pub url: &'a str,
    /// The value of the `Authorization` header.
    pub authorization: Option<&'a str>,
    /// The body, which is sent as JSON.
    pub body: Option<&'a Value>,
    /// Whether the answer has JSON to print.
    pub is_answered: bool,
}

/// An example request in one language.
pub struct Snippet {
    /// The name in markup and in the browser's storage.
    pub slug: &'static str,
    pub name: &'static str,
    pub lines: String,
}

/// A piece of a text with variables.
enum Part<'a> {
    Text(&'a str),
    Variable(String),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        parts.extend([Part::Text(before), Part::Variable(name.to_uppercase())]);
        rest = after;
    }
    parts.push(Part::Text(rest));
    parts.retain(|part| !matches!(part, Part::Text("")));
    parts
}

/// The spelling of JSON values in a language. Strings and numbers are spelled as in JSON, which is
/// right in all three.
struct Spelling {
    null: &'static str,
    yes: &'static str,
    no: &'static str,
    indent: usize,
    /// The text after the last item of a list or object.
    last: &'static str,
    has_bare_keys: bool,
}

const JSON: Spelling =
    Spelling { null: "null", yes: "true", no: "false", indent: 2, last: "", has_bare_keys: false };
const PYTHON: Spelling =
    Spelling { null: "None", yes: "True", no: "False", indent: 4, last: ",", has_bare_keys: false };
const JAVASCRIPT: Spelling = Spelling { last: ",", has_bare_keys: true, ..JSON };
/// The longest list on one line, in bytes.
const ONE_LINE: usize = 60;

impl Spelling {
    /// Spells a value that begins at this depth of indentation.
    fn spell(&self, value: &Value, depth: usize) -> String {
        let (open, close, items): (_, _, Vec<_>) = match value {
            Value::Null => return self.null.to_owned(),
            Value::Bool(true) => return self.yes.to_owned(),
            Value::Bool(false) => return self.no.to_owned(),
            Value::Number(_) | Value::String(_) => return value.to_string(),
            Value::Array(rows) => {
                let rows: Vec<_> = rows.iter().map(|row| self.spell(row, depth + 1)).collect();
                let line = format!("[{}]", rows.join(", "));
                if line.len() <= ONE_LINE && !line.contains('\n') {
                    return line;
                }
                ('[', ']', rows)
            }
            Value::Object(fields) if fields.is_empty() => return "{}".to_owned(),
            Value::Object(fields) => {
                let field = |(name, value): (&String, &Value)| {
                    format!("{}: {}", self.key(name), self.spell(value, depth + 1))
                };
                ('{', '}', fields.iter().map(field).collect())
            }
        };
        let margin = " ".repeat(self.indent * depth);
        let inner = format!("\n{margin}{}", " ".repeat(self.indent));
        let items = items.join(&format!(",{inner}"));
        format!("{open}{inner}{items}{}\n{margin}{close}", self.last)
    }

    fn key(&self, name: &str) -> String {
        let is_word = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_alphabetic())
                && name.chars().all(|one| one.is_ascii_alphanumeric() || one == '_')
        };
        match self.has_bare_keys && is_word(name) {
            true => name.to_owned(),
            false => quoted(name),
        }
    }
}

/// Quotes a text as in JSON, which Python and JavaScript read alike.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// Returns a text with these characters escaped by a backslash.
fn escaped(text: &str, special: &[char]) -> String {
    let mut escaped = String::with_capacity(text.len());
    for one in text.chars() {
        if special.contains(&one) {
            escaped.push('\\');
        }
        escaped.push(one);
    }
    escaped
}

/// Writes a text of a shell, in which variables are replaced.
fn in_shell(text: &str) -> String {
    let part = |part: &Part<'_>| match part {
        Part::Text(text) => escaped(text, &['\\', '"', '$', '`']),
        Part::Variable(name) => format!("${name}"),
    };
    format!("\"{}\"", parts(text).iter().map(part).collect::<String>())
}

fn in_python(text: &str) -> String {
    let inside = |text: &str| {
        let quoted = quoted(text);
        quoted[1..quoted.len() - 1].replace('{', "{{").replace('}', "}}")
    };
    match &parts(text)[..] {
        [Part::Variable(name)] => format!("os.environ[\"{name}\"]"),
        [] | [Part::Text(_)] => quoted(text),
        several => {
            let part = |part: &Part<'_>| match part {
                Part::Text(text) => inside(text),
                Part::Variable(name) => format!("{{os.environ['{name}']}}"),
            };
            format!("f\"{}\"", several.iter().map(part).collect::<String>())
        }
    }
}

fn in_javascript(text: &str) -> String {
    match &parts(text)[..] {
        [Part::Variable(name)] => format!("process.env.{name}"),
        [] | [Part::Text(_)] => quoted(text),
        several => {
            let part = |part: &Part<'_>| match part {
                Part::Text(text) => escaped(text, &['\\', '`', '$']),
                Part::Variable(name) => format!("${{process.env.{name}}}"),
            };
            format!("`{}`", several.iter().map(part).collect::<String>())
        }
    }
}

impl ExampleRequest<'_> {
    /// Returns the request in every language.
    pub fn snippets(&self) -> [Snippet; 3] {
        [
            Snippet { slug: "curl", name: "curl", lines: self.curl() },
            Snippet { slug: "python", name: "Python", lines: self.python() },
            Snippet { slug: "javascript", name: "JavaScript", lines: self.javascript() },
        ]
    }

    fn curl(&self) -> String {
        let url = in_shell(self.url);
        let mut words = vec![match self.method {
            "GET" => format!("curl {url}"),
            method => format!("curl -X {method} {url}"),
        }];
        if let Some(value) = self.authorization {
            words.push(format!("-H {}", in_shell(&format!("Authorization: {value}"))));
        }
        if let Some(body) = self.body {
            let body = JSON.spell(body, 1).replace('\'', r"'\''");
            words.push("-H \"Content-Type: application/json\"".to_owned());
            words.push(format!("-d '{body}'"));
        }
        words.join(" \\\n  ")
    }

    fn python(&self) -> String {
        let mut lines = format!(
            "import requests\n\nresponse = requests.{}(\n    {},\n",
            self.method.to_lowercase(),
            in_python(self.url)
        );
        if let Some(value) = self.authorization.map(in_python) {
            lines.push_str(&format!("    headers={{\"Authorization\": {value}}},\n"));
        }
        if let Some(body) = self.body {
            lines.push_str(&format!("    json={},\n", PYTHON.spell(body, 1)));
        }
        if lines.contains("os.environ") {
            lines.insert_str(0, "import os\n\n");
        }
        let answer = if self.is_answered { ", response.json()" } else { "" };
        format!("{lines})\nprint(response.status_code{answer})")
    }

    fn javascript(&self) -> String {
        let authorization =
            self.authorization.map(in_javascript).map(|value| format!("Authorization: {value}"));
        let kind = self.body.map(|_| "\"Content-Type\": \"application/json\"".to_owned());
        let headers: Vec<_> = authorization.into_iter().chain(kind).collect();
        let mut options = Vec::new();
        if self.method != "GET" {
            options.push(format!("  method: \"{}\",\n", self.method));
        }
        match &headers[..] {
            [] => {}
            [one] => options.push(format!("  headers: {{ {one} }},\n")),
            several => {
                options.push(format!("  headers: {{\n    {},\n  }},\n", several.join(",\n    ")));
            }
        }
        if let Some(body) = self.body {
            let body = JAVASCRIPT.spell(body, 1);
            options.push(format!("  body: JSON.stringify({body}),\n"));
        }
        let url = in_javascript(self.url);
        let options = match options.concat() {
            none if none.is_empty() => none,
            some => format!(", {{\n{some}}}"),
        };
        let answer = if self.is_answered { ", await response.json()" } else { "" };
        format!(
            "const response = await fetch({url}{options});\nconsole.log(response.status{answer});"
        )
    }
}
