//! A QR code as the path of an SVG.

use fast_qr::qr::{QRBuilder, QRCode};

/// A QR code as the path of an SVG, with the quiet zone that readers want around it.
pub struct Qr {
    /// The length of a side in squares, with the quiet zone.
    pub size: usize,
    /// The dark squares, as the `d` of a `path`.
    pub path: String,
}

impl Qr {
    /// Encodes a text; `None` when the text is too long.
    pub fn of(text: String) -> Option<Self> {
        let code = QRBuilder::new(text).build().ok()?;
        Some(Self { size: code.size + 2 * QUIET, path: squares(&code) })
    }
}

/// The width of the quiet zone, in squares (ISO/IEC 18004).
const QUIET: usize = 4;

fn squares(code: &QRCode) -> String {
    let mut path = String::new();
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    path
}
