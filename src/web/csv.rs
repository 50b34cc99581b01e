//! CSV files (RFC 4180) whose cells a spreadsheet never runs as formulas.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::errors::Result;
use crate::platform::i18n::Lang;

/// The first characters that make a spreadsheet run a cell as a formula (OWASP, CSV injection), and
/// their full-width forms.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A file being written.
pub struct Sheet(csv::Writer<Vec<u8>>);

impl Sheet {
    /// Starts a file with the names of its columns, split as the spreadsheets of a language do.
    ///
    /// # Errors
    /// Never, because it writes to memory.
    pub fn new<const N: usize>(lang: Lang, heads: [String; N]) -> Result<Self> {
        // Without a byte order mark, spreadsheets assume a legacy encoding. Every cell is quoted,
        // so that no separator that a reader may assume ends it early.
        let mut writer = csv::WriterBuilder::new()
            .delimiter(separator(lang))
            .quote_style(csv::QuoteStyle::Always)
            .from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(heads.map(harmless)).map_err(anyhow::Error::from)?;
        Ok(Self(writer))
    }

    /// Adds a line. A cell that looks like a formula is marked as text.
    ///
    /// # Errors
    /// Never, because it writes to memory.
    pub fn line<const N: usize>(&mut self, cells: [String; N]) -> Result<()> {
        Ok(self.0.write_record(cells.map(harmless)).map_err(anyhow::Error::from)?)
    }

    /// Returns the file as a download.
    ///
    /// # Errors
    /// Never, because it writes to memory.
    pub fn into_response(self, name: &str) -> Result<Response> {
        let file = self.0.into_inner().map_err(|error| anyhow::anyhow!("{error}"))?;
        let disposition = format!("attachment; filename=\"{name}\"");
        let kind = "text/csv; charset=utf-8";
        Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition.as_str())], file)
            .into_response())
    }
}

/// Returns what separates cells in the spreadsheets of a language: a semicolon where a comma is the
/// decimal sign.
fn separator(lang: Lang) -> u8 {
    match lang {
        Lang::En => b',',
        Lang::Es | Lang::Fr | Lang::De | Lang::Nl => b';',
    }
}

/// Characters that a spreadsheet may take for the end of a cell, depending on its country.
const ENDS: [char; 6] = [';', ',', '\t', '|', '\n', '\r'];

/// Neutralises a cell: neither it nor any piece of it that another country's spreadsheet would take
/// for a cell starts a formula.
fn harmless(cell: String) -> String {
    pieces(&cell)
        .map(|(piece, end)| match looks_like_formula(piece) {
            true => format!("'{piece}{end}"),
            false => format!("{piece}{end}"),
        })
        .collect()
}

/// Restores a cell that was neutralised.
pub fn as_meant(cell: &str) -> String {
    pieces(cell)
        .map(|(piece, end)| match piece.strip_prefix('\'') {
            Some(text) if looks_like_formula(text) => format!("{text}{end}"),
            _ => format!("{piece}{end}"),
        })
        .collect()
}

/// Splits a cell into pieces, each with the character that ends it.
fn pieces(cell: &str) -> impl Iterator<Item = (&str, &str)> {
    cell.split_inclusive(ENDS).map(|piece| {
        let text = piece.trim_end_matches(ENDS);
        piece.split_at(text.len())
    })
}

/// Tells whether a piece would run as a formula, ignoring leading blanks and quotes that a reader
/// may strip.
fn looks_like_formula(piece: &str) -> bool {
    piece.trim_start_matches(|c: char| c.is_whitespace() || c == '"').starts_with(FORMULA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_begins_like_a_formula() {
        for cell in [
            "=1+1",
            "+31612345678",
            "-1",
            "@SUM(A1)",
            "\t=x",
            "\r=1",
            "  =cmd|' /C calc'!A0",
            "＝1",
            "\"=1",
        ] {
            let harmless = harmless(cell.to_owned());
            assert!(!looks_like_formula(&harmless), "{cell:?}");
            assert_eq!(as_meant(&harmless), cell);
        }
        for cell in ["Alice", "a=b", "", "'quoted'", "1-2", "a;b", "x, y"] {
            assert_eq!(harmless(cell.to_owned()), cell);
            assert_eq!(as_meant(cell), cell);
        }
    }

    #[test]
    fn neither_does_what_another_country_takes_for_one() {
        for cell in ["x;=cmd|'/C calc'!A0", "a,-1", "a\n@b", "x; =1;=2", "x;\"=1\""] {
            let harmless = harmless(cell.to_owned());
            assert!(!harmless.split(ENDS).any(looks_like_formula), "{harmless:?}");
            assert_eq!(as_meant(&harmless), cell);
        }
    }
}
