//! Pictures: recognised by their bytes, decoded within limits, cropped to a square, encoded anew.
//!
//! Nothing of a file is stored but its pixels: no place where it was taken, no colour profile, no
//! text, and nothing that another program would read in it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
    Rgb, RgbImage,
};

use crate::platform::i18n::Message;

/// The largest file.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;
/// The largest picture, in millions of pixels: what today's phones take.
pub const MOST_MEGAPIXELS: u64 = 25;
/// The most memory of a decoded picture: four bytes a pixel, and some.
const MOST_MEMORY: u64 = 128 * 1024 * 1024;

/// The kinds of files, by their first bytes. Of an animated one, the first picture counts.
const KINDS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

/// The sides of the two squares, in pixels: three for each that a page shows, and more.
const SMALL: u32 = 96;
const LARGE: u32 = 256;
/// The side to which the shorter one is averaged first, which is fast; the rest is resampled.
const ROUGH: u32 = 2 * LARGE;

/// The qualities that are tried until a picture has at most [`MOST_STORED`] bytes.
const QUALITIES: [u8; 4] = [85, 70, 50, 30];
const MOST_STORED: usize = 32 * 1024;

/// A picture as it is stored: two JPEGs. What was transparent is white.
pub struct Picture {
    small: Vec<u8>,
    large: Vec<u8>,
}

/// The reason why a file cannot be a picture of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// No file was chosen.
    Missing,
    TooLarge,
    /// The file is of none of [`KINDS`].
    OtherKind,
    TooManyPixels,
    Damaged,
}

impl PictureFault {
    /// Returns what to do instead.
    pub fn message(self) -> Message {
        let number = |most: u64| i64::try_from(most).unwrap_or(i64::MAX);
        match self {
            Self::Missing => Message::new("general-avatar-missing"),
            Self::TooLarge => {
                Message::new("general-avatar-too-large").with("most", most_megabytes())
            }
            Self::OtherKind => Message::new("general-avatar-other-kind"),
            Self::TooManyPixels => {
                Message::new("general-avatar-too-many-pixels").with("most", number(MOST_MEGAPIXELS))
            }
            Self::Damaged => Message::new("general-avatar-damaged"),
        }
    }
}

/// Returns which files can be chosen.
pub fn hint() -> Message {
    Message::new("general-avatar-hint").with("most", most_megabytes())
}

/// Returns the size of the largest file in megabytes.
fn most_megabytes() -> i64 {
    i64::try_from(MOST_BYTES / 1024 / 1024).unwrap_or(i64::MAX)
}

/// The reason why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the file is refused: {0:?}")]
    Refused(PictureFault),
    /// The picture cannot be encoded, which would be a defect.
    #[error("a picture cannot be encoded")]
    Broken(#[source] ImageError),
}

impl From<PictureFault> for Error {
    fn from(fault: PictureFault) -> Self {
        Self::Refused(fault)
    }
}

impl Picture {
    /// The media type of both sizes.
    pub const MEDIA_TYPE: &'static str = "image/jpeg";

    /// Makes a picture of a file. It takes a core for a second or more.
    ///
    /// # Errors
    /// When the file is not one, or beyond a limit.
    pub fn of_file(file: &[u8]) -> Result<Self, Error> {
        let image = decoded(file)?;
        let large = image.resize_exact(LARGE, LARGE, FilterType::CatmullRom);
        let small = large.resize_exact(SMALL, SMALL, FilterType::CatmullRom);
        let encode = |image| encoded(image).map_err(Error::Broken);
        Ok(Self { small: encode(small)?, large: encode(large)? })
    }

    pub fn small(&self) -> &[u8] {
        &self.small
    }

    pub fn large(&self) -> &[u8] {
        &self.large
    }
}

/// Decodes the square in the middle of a picture, as it is meant to be turned.
fn decoded(file: &[u8]) -> Result<DynamicImage, PictureFault> {
    let kind = match file {
        [] => return Err(PictureFault::Missing),
        file if file.len() > MOST_BYTES => return Err(PictureFault::TooLarge),
        file => image::guess_format(file).ok().filter(|kind| KINDS.contains(kind)),
    };
    let mut reader =
        ImageReader::with_format(Cursor::new(file), kind.ok_or(PictureFault::OtherKind)?);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(fault)?;
    // What a header announces is refused before there is memory for it.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_MEGAPIXELS * 1_000_000 {
        return Err(PictureFault::TooManyPixels);
    }
    limits.reserve(decoder.total_bytes()).map_err(fault)?;
    decoder.set_limits(limits).map_err(fault)?;
    // A picture whose EXIF cannot be read is shown as it is.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(fault)?;
    let mut square = on_white(&middle(&rough(image)));
    square.apply_orientation(orientation);
    Ok(square)
}

fn fault(error: ImageError) -> PictureFault {
    match error {
        ImageError::Limits(_) => PictureFault::TooManyPixels,
        _ => PictureFault::Damaged,
    }
}

/// Averages a large picture, so that what follows takes little memory.
fn rough(image: DynamicImage) -> DynamicImage {
    let (width, height) = image.dimensions();
    let shorter = u64::from(width.min(height));
    if shorter <= u64::from(ROUGH) {
        return image;
    }
    let scaled = |side: u32| {
        let scaled = u64::from(side) * u64::from(ROUGH) / shorter;
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    image.thumbnail_exact(scaled(width), scaled(height))
}

/// Cuts out the square in the middle.
fn middle(image: &DynamicImage) -> DynamicImage {
    let (width, height) = image.dimensions();
    let side = width.min(height);
    image.crop_imm((width - side) / 2, (height - side) / 2, side, side)
}

/// Draws a picture on white, because JPEG has no transparency.
fn on_white(image: &DynamicImage) -> DynamicImage {
    let image = image.to_rgba8();
    let mut drawn = RgbImage::new(image.width(), image.height());
    for (to, from) in drawn.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let mixed = |colour: u32| {
            let mixed = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        *to = Rgb([mixed(red), mixed(green), mixed(blue)]);
    }
    drawn.into()
}

/// Encodes a picture as a JPEG without anything but its pixels.
fn encoded(image: DynamicImage) -> Result<Vec<u8>, ImageError> {
    let image = image.into_rgb8();
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg.clear();
        JpegEncoder::new_with_quality(&mut jpeg, quality).encode_image(&image)?;
        if jpeg.len() <= MOST_STORED {
            break;
        }
    }
    Ok(jpeg)
}
