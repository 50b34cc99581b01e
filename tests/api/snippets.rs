//! Snippets: their form, and what shells, Python and Node read in them.

use std::process::Command;

use callbook::api::reference::ExampleRequest;
use serde_json::{Value, json};

fn lines(request: &ExampleRequest<'_>) -> [String; 3] {
    request.snippets().map(|snippet| snippet.lines)
}

#[test]
fn a_request_is_written_as_people_write_each_language() {
    let body = json!({"name": "Ada", "meta": {"a-b": [null, true, false, 1.5], "none": {}}});
    let [curl, python, javascript] = lines(&ExampleRequest {
        method: "PUT",
        url: "https://a.example/users/{id}/teams",
        authorization: Some("Bearer {token}"),
        body: Some(&body),
        is_answered: true,
    });
    insta::assert_snapshot!(curl, @r#"
    curl -X PUT "https://a.example/users/$ID/teams" \
      -H "Authorization: Bearer $TOKEN" \
      -H "Content-Type: application/json" \
      -d '{
        "name": "Ada",
        "meta": {
          "a-b": [null, true, false, 1.5],
          "none": {}
        }
      }'
    "#);
    insta::assert_snapshot!(python, @r#"
    import os

    import requests

    response = requests.put(
        f"https://a.example/users/{os.environ['ID']}/teams",
        headers={"Authorization": f"Bearer {os.environ['TOKEN']}"},
        json={
            "name": "Ada",
            "meta": {
                "a-b": [None, True, False, 1.5],
                "none": {},
            },
        },
    )
    print(response.status_code, response.json())
    "#);
    insta::assert_snapshot!(javascript, @r#"
    const response = await fetch(`https://a.example/users/${process.env.ID}/teams`, {
      method: "PUT",
      headers: {
        Authorization: `Bearer ${process.env.TOKEN}`,
        "Content-Type": "application/json",
      },
      body: JSON.stringify({
        name: "Ada",
        meta: {
          "a-b": [null, true, false, 1.5],
          none: {},
        },
      }),
    });
    console.log(response.status, await response.json());
    "#);
}

#[test]
fn a_request_of_nothing_but_a_path_is_short() {
    let [curl, python, javascript] = lines(&ExampleRequest {
        method: "DELETE",
        url: "https://a.example/zones",
        authorization: Some("{token}"),
        body: None,
        is_answered: false,
    });
    insta::assert_snapshot!(curl, @r#"
    curl -X DELETE "https://a.example/zones" \
      -H "Authorization: $TOKEN"
    "#);
    insta::assert_snapshot!(python, @r#"
    import os

    import requests

    response = requests.delete(
        "https://a.example/zones",
        headers={"Authorization": os.environ["TOKEN"]},
    )
    print(response.status_code)
    "#);
    insta::assert_snapshot!(javascript, @r#"
    const response = await fetch("https://a.example/zones", {
      method: "DELETE",
      headers: { Authorization: process.env.TOKEN },
    });
    console.log(response.status);
    "#);
}

/// Runs lines with `TOKEN` and `ID` in the environment, and returns what they print, as JSON.
fn run(program: &str, option: &str, lines: &str) -> Value {
    let mut command = Command::new(program);
    let command = command.args([option, lines]).env("TOKEN", "cbk_1").env("ID", "tem_1");
    let done = command.env("PYTHONIOENCODING", "utf-8").output().unwrap();
    let printed = String::from_utf8_lossy(&done.stdout).into_owned();
    serde_json::from_str(&printed)
        .unwrap_or_else(|_| panic!("{lines}\n{printed}\n{}", String::from_utf8_lossy(&done.stderr)))
}

/// Stands in for `requests` and `fetch`: prints the URL, the authorization and the body.
const PYTHON: &str = "
import json as codec, sys, types
def put(url, headers, json):
    print(codec.dumps([url, headers['Authorization'], json]))
    sys.exit()
sys.modules['requests'] = types.SimpleNamespace(put=put)
";
const NODE: &str = "
globalThis.fetch = async (url, { headers, body }) => {
  console.log(JSON.stringify([url, headers.Authorization, JSON.parse(body)]));
  process.exit();
};
";
/// The words are the method, the URL, two headers and the body.
const SHELL: &str = r#"
curl() { python3 -c 'import json, sys
words = sys.argv[1:]
print(json.dumps([words[2], words[4].removeprefix("Authorization: "), json.loads(words[8])]))' "$@"; }
"#;

#[test]
fn whatever_a_text_holds_every_language_sends_it_as_it_is() {
    let nasty = "\"'\\ $HOME `id` ${x} {id} {{y}} %s !! \n\t\u{8}\u{1f} é Łódź 🦊 \u{2028} </pre>";
    let body = json!({
        "text": nasty,
        nasty: [nasty, null, true, false, -1.5e-7, 0, 12_345_678_901_i64],
        "none": [[], {}],
        "it's": {"a_b": {"c": "'"}},
        "ends with a quote": "\"",
    });
    let [curl, python, javascript] = lines(&ExampleRequest {
        method: "PUT",
        url: "https://a.example/\"$x`\\'}/{id}/\"",
        authorization: Some("Bearer {token}"),
        body: Some(&body),
        is_answered: true,
    });
    let sent = json!(["https://a.example/\"$x`\\'}/tem_1/\"", "Bearer cbk_1", body]);
    assert_eq!(run("bash", "-c", &format!("{SHELL}{curl}")), sent);
    assert_eq!(run("python3", "-c", &format!("{PYTHON}{python}")), sent);
    assert_eq!(run("node", "--input-type=module", &format!("--eval={NODE}{javascript}")), sent);
}
