//! Records of a CSV file (RFC 4180), each with the line on which it begins.

/// The separators that spreadsheets write, the usual one first.
pub const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// A record that is not empty.
#[derive(Debug, PartialEq, Eq)]
pub struct Record {
    pub line: u64,
    /// The cells, without the space around them.
    pub cells: Vec<String>,
}

/// A quotation mark that opens a cell and is not closed at the end of one.
#[derive(Debug, PartialEq, Eq)]
pub struct OpenQuote {
    pub line: u64,
    /// The position of the cell in its record.
    pub column: usize,
    /// The cell, as far as its first line goes.
    pub text: String,
}

/// A file being read.
pub struct Records<'a> {
    rest: &'a str,
    line: u64,
    separator: char,
}

impl<'a> Records<'a> {
    /// Begins to read a file.
    pub fn of(text: &'a str, separator: char) -> Self {
        Self { rest: text.trim_start_matches('\u{feff}'), line: 1, separator }
    }

    /// Reads a record. The lines of its quoted cells are counted too.
    fn record(&mut self) -> Result<Record, OpenQuote> {
        let mut record = Record { line: self.line, cells: Vec::new() };
        loop {
            let cell = self.cell(record.cells.len())?;
            record.cells.push(cell);
            match self.rest.strip_prefix(self.separator) {
                Some(rest) => self.rest = rest,
                None => break,
            }
        }
        let broken = self.rest.strip_prefix("\r\n").or(self.rest.strip_prefix(['\r', '\n']));
        self.rest = broken.unwrap_or(self.rest);
        self.line += 1;
        Ok(record)
    }

    /// Reads a cell up to what ends it.
    fn cell(&mut self, column: usize) -> Result<String, OpenQuote> {
        let separator = self.separator;
        let blank = |c: char| c.is_whitespace() && !is_break(c) && c != separator;
        let ends = |c: char| c == separator || is_break(c);
        let start = self.rest.trim_start_matches(blank);
        let Some(mut quoted) = start.strip_prefix('"') else {
            let (cell, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
            self.rest = rest;
            return Ok(cell.trim().to_owned());
        };
        let open = || OpenQuote {
            line: self.line,
            column,
            text: start.split(is_break).next().unwrap_or_default().to_owned(),
        };
        let mut cell = String::new();
        loop {
            let (text, rest) = quoted.split_once('"').ok_or_else(open)?;
            cell.push_str(text);
            match rest.strip_prefix('"') {
                Some(rest) => {
                    cell.push('"');
                    quoted = rest;
                }
                None => {
                    quoted = rest.trim_start_matches(blank);
                    break;
                }
            }
        }
        if !quoted.is_empty() && !quoted.starts_with(ends) {
            return Err(open());
        }
        self.rest = quoted;
        self.line += breaks(&cell);
        Ok(cell.trim().to_owned())
    }
}

fn is_break(c: char) -> bool {
    c == '\r' || c == '\n'
}

/// Counts the line breaks of a text.
fn breaks(text: &str) -> u64 {
    let lines = text.replace("\r\n", "\n");
    u64::try_from(lines.matches(is_break).count()).unwrap_or(u64::MAX)
}

impl Iterator for Records<'_> {
    type Item = Result<Record, OpenQuote>;
    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            match self.record() {
                Ok(record) if record.cells.iter().all(String::is_empty) => {}
                Ok(record) => return Some(Ok(record)),
                Err(open) => {
                    // What follows cannot be told apart.
                    self.rest = "";
                    return Some(Err(open));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(u64, Vec<String>)>, OpenQuote> {
        Records::of(text, ',').map(|of| of.map(|of| (of.line, of.cells))).collect()
    }

    #[test]
    fn a_record_has_the_line_on_which_it_begins() {
        let text = "\u{feff}a, b \r\n\r\n,,\n\"x\ny\", \"2 \"\"z\"\"\" \rlast,5\" long";
        let cells = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let expected = vec![
            (1, cells(["a", "b"])),
            (4, cells(["x\ny", "2 \"z\""])),
            (6, cells(["last", "5\" long"])),
        ];
        assert_eq!(read(text), Ok(expected));
    }

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_found_where_it_opens() {
        let open =
            |line, column, text: &str| Err(OpenQuote { line, column, text: text.to_owned() });
        assert_eq!(read("a,b\n1,\"2\n3,4\n"), open(2, 1, "\"2"));
        assert_eq!(read("a,b\n\"1,2\n3,4\n\"5\",6\n"), open(2, 0, "\"1,2"));
        assert_eq!(read("\"a\" b,c\n"), open(1, 0, "\"a\" b,c"));
    }
}
