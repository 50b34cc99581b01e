//! The operator's file of breached passwords: sorted SHA-1 digests, found by binary search.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use anyhow::{Context, bail, ensure};
use sha1::{Digest, Sha1};

use super::Password;

/// The longest line in bytes: 40 digits, a colon, a count and its end.
const LINE: usize = 80;
/// The samples that are checked at the start: lines from the beginning, and places of the whole
/// file.
const FIRST_LINES: usize = 100;
const SAMPLES: u64 = 1000;

type Sha1Digest = [u8; 20];

/// A file as Have I Been Pwned publishes it: `SHA1:count` on each line, sorted by digest.
#[derive(Debug)]
pub struct BreachedPasswords {
    file: File,
    length: u64,
}

/// A line of the file, with the offsets of its beginning and of the next line.
struct DigestLine {
    digest: Sha1Digest,
    start: u64,
    end: u64,
}

impl BreachedPasswords {
    /// Opens a file, and samples it to check its format and order.
    ///
    /// # Errors
    /// When the file is not of this form, with what to do.
    pub fn open(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let file = File::open(path).with_context(|| format!("cannot open {shown}"))?;
        let about = file.metadata().with_context(|| format!("cannot read {shown}"))?;
        ensure!(about.is_file(), "{shown} is not a file");
        ensure!(about.len() > 0, "{shown} is empty");
        let list = Self { file, length: about.len() };
        list.check().with_context(|| {
            format!("{shown} is not a list of breached passwords as SHA-1 digests ordered by hash")
        })?;
        Ok(list)
    }

    fn check(&self) -> anyhow::Result<()> {
        let mut before: Option<DigestLine> = None;
        let mut at = 0;
        for _ in 0..FIRST_LINES {
            let Some(line) = self.line(at)? else { break };
            at = line.end;
            in_order(before.as_ref(), &line)?;
            before = Some(line);
        }
        let step = (self.length / SAMPLES).max(LINE as u64);
        let places = (0..self.length.div_ceil(step)).map(|nth| nth * step);
        for place in places.filter(|place| *place >= at) {
            let Some(line) = self.line(place)? else { break };
            in_order(before.as_ref(), &line)?;
            before = Some(line);
        }
        Ok(())
    }

    /// Tells whether a password is in the file.
    ///
    /// # Errors
    /// When the file cannot be read, or is malformed where it was read.
    pub fn contains(&self, password: &Password) -> anyhow::Result<bool> {
        let sought: Sha1Digest = Sha1::digest(password.normalised().as_bytes()).into();
        let (mut from, mut to) = (0, self.length);
        while from < to {
            let middle = from + (to - from) / 2;
            match self.line(middle)?.filter(|line| line.start < to) {
                None => to = middle,
                Some(line) if line.digest == sought => return Ok(true),
                Some(line) if line.digest < sought => from = line.end,
                Some(_) => to = middle,
            }
        }
        Ok(false)
    }

    /// Returns the first line that begins at this offset or after it; `None` when none does.
    fn line(&self, at: u64) -> anyhow::Result<Option<DigestLine>> {
        // The read begins one byte earlier, to see whether a line ends just before the offset.
        let from = at.saturating_sub(1);
        let mut bytes = [0; 2 * LINE];
        let read = self.read(&mut bytes, from)?;
        let bytes = &bytes[..read];
        let skipped = match at {
            0 => 0,
            _ => match bytes.iter().position(|byte| *byte == b'\n') {
                Some(end) => end + 1,
                None if from + read as u64 == self.length => return Ok(None),
                None => bail!(malformed(from, bytes)),
            },
        };
        let start = from + skipped as u64;
        if start >= self.length {
            return Ok(None);
        }
        let rest = &bytes[skipped..];
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let digest = parse(line.strip_suffix(b"\r").unwrap_or(line));
        let digest = digest.ok_or_else(|| malformed(start, line))?;
        Ok(Some(DigestLine { digest, start, end: start + line.len() as u64 + 1 }))
    }

    fn read(&self, bytes: &mut [u8], from: u64) -> io::Result<usize> {
        let mut read = 0;
        while read < bytes.len() {
            match self.file.read_at(&mut bytes[read..], from + read as u64) {
                Ok(0) => break,
                Ok(more) => read += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(read)
    }
}

fn in_order(before: Option<&DigestLine>, line: &DigestLine) -> anyhow::Result<()> {
    let is_later = before.is_none_or(|before| before.digest < line.digest);
    ensure!(
        is_later || before.is_some_and(|before| before.start == line.start),
        "the line at byte {} is out of order: the file must be ordered by hash, not by count",
        line.start
    );
    Ok(())
}

/// Parses the digest of a line `SHA1:count`.
fn parse(line: &[u8]) -> Option<Sha1Digest> {
    let (hex, count) = line.split_at_checked(40)?;
    let count = count.strip_prefix(b":")?;
    if count.is_empty() || !count.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut digest = Sha1Digest::default();
    for (byte, pair) in digest.iter_mut().zip(hex.chunks(2)) {
        let pair = std::str::from_utf8(pair).ok()?;
        // `from_str_radix` would accept a sign.
        if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        *byte = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(digest)
}

fn malformed(at: u64, line: &[u8]) -> anyhow::Error {
    let is_ntlm = line.iter().position(|byte| *byte == b':') == Some(32);
    let what = match is_ntlm {
        true => "is an NTLM digest; the list of SHA-1 digests is needed",
        false => "is not 40 hexadecimal digits, a colon and a count",
    };
    anyhow::anyhow!("the line at byte {at} {what}")
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    fn line(password: &str) -> String {
        let digest = Sha1::digest(password.as_bytes());
        let hex: String = digest.iter().map(|byte| format!("{byte:02X}")).collect();
        format!("{hex}:{}", password.len())
    }

    fn contains(list: &BreachedPasswords, password: &str) -> bool {
        list.contains(&Password::new(password.to_owned())).unwrap()
    }

    #[test]
    fn every_line_is_found_and_nothing_else() {
        for (count, end) in [(1, ""), (1, "\n"), (2, "\n"), (7, "\r\n"), (3000, "\n")] {
            let mut lines: Vec<String> =
                (0..count).map(|nth| line(&format!("listed {nth}"))).collect();
            lines.sort();
            let file = file(&(lines.join(if end.is_empty() { "\n" } else { end }) + end));
            let list = BreachedPasswords::open(file.path()).unwrap();
            for nth in 0..count {
                assert!(contains(&list, &format!("listed {nth}")), "{nth} of {count}");
                assert!(!contains(&list, &format!("unlisted {nth}")), "{nth} of {count}");
            }
        }
    }

    #[test]
    fn a_file_of_another_form_or_order_is_refused_with_its_fault() {
        let mut lines: Vec<String> = (0..3000).map(|nth| line(&format!("listed {nth}"))).collect();
        lines.sort();
        let rotated = |by: usize| {
            let mut lines = lines.clone();
            lines.rotate_left(by);
            lines.join("\n")
        };
        for (text, fault) in [
            (String::new(), "is empty"),
            ("hunter2\n".to_owned(), "at byte 0 is not 40 hexadecimal digits, a colon and a count"),
            (line("x").replace(':', " "), "is not 40 hexadecimal digits"),
            (format!("+{}", &line("x")[1..]), "is not 40 hexadecimal digits"),
            (line("x")[8..].to_owned(), "at byte 0 is an NTLM digest"),
            ("A".repeat(4000), "at byte 0 is not 40 hexadecimal digits"),
            (rotated(2990), "ordered by hash, not by count"),
            (rotated(1500), "ordered by hash, not by count"),
        ] {
            let file = file(&text);
            let error = format!("{:#}", BreachedPasswords::open(file.path()).unwrap_err());
            assert!(error.contains(fault), "{error}");
        }
        let folder = tempfile::tempdir().unwrap();
        let error = format!("{:#}", BreachedPasswords::open(folder.path()).unwrap_err());
        assert!(error.contains("is not a file"), "{error}");
        let error = BreachedPasswords::open(&folder.path().join("none")).unwrap_err();
        assert!(format!("{error:#}").contains("cannot open"), "{error:#}");
    }
}
