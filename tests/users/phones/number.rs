use callbook::platform::i18n::Country;
use callbook::users::phones::PhoneNumber;
use serde_json::Value;

use crate::messaging::twilio::parts::Part;

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}

/// Parses a number: its spelling, country and kind, or why it is refused.
fn read(typed: &str, region: &str) -> Result<(String, String, String), String> {
    let country: Country = region.parse().map_err(|_| format!("no country {region}"))?;
    let number = PhoneNumber::parse(typed, country).map_err(|why| why.id().to_owned())?;
    let kind = number.kind().as_ref().to_owned();
    Ok((number.e164().to_owned(), number.country().code().to_owned(), kind))
}

#[test]
fn an_example_of_every_type_in_every_region_is_read_as_google_reads_it() {
    let known = Part::python("phones.py").read();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for example in known["examples"].as_array().unwrap() {
        let (region, of) = (text(example, "region"), text(&example["read"], "region"));
        let taken = |kind: &str| Ok((text(example, "e164").into(), of.into(), kind.into()));
        let expected = match text(&example["read"], "type") {
            "MOBILE" => taken("mobile"),
            "FIXED_LINE" => taken("landline"),
            "FIXED_LINE_OR_MOBILE" => taken("either"),
            "VOIP" => taken("voip"),
            "PREMIUM_RATE" | "SHARED_COST" | "PERSONAL_NUMBER" => {
                Err("phones-number-premium".to_owned())
            }
            _ => Err("phones-number-nobodys".to_owned()),
        };
        for spelling in ["national", "international"] {
            count += 1;
            let typed = text(example, spelling);
            let got = read(typed, region);
            if got != expected {
                wrong.push(format!("{region} {typed}: {got:?}, not {expected:?}"));
            }
        }
    }
    assert!(count > 2000, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn three_hundred_spellings_are_one_number() {
    let known = Part::python("phones.py").read();
    let spellings = &known["spellings"];
    let (region, e164) = (text(spellings, "region"), text(spellings, "e164"));
    let texts = spellings["texts"].as_array().unwrap();
    assert_eq!(texts.len(), 300);
    let read = texts.iter().map(|typed| (typed, read(typed.as_str().unwrap(), region)));
    let wrong: Vec<_> = read
        .filter(|(_, got)| got.as_ref().map_or("", |(e164, ..)| e164.as_str()) != e164)
        .collect();
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}
