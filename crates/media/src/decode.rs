//! From the bytes somebody sent to pixels, and from pixels to the files we keep. Runs in the child.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, Limits, metadata::Orientation};
use moxcms::{ColorProfile, Layout, TransformOptions};

use crate::shrink::{Part, shrink};
use crate::{Purpose, Refused, Sort, frames, sniff};

/// Pixels in one picture.
pub(crate) const PIXELS_MAX: u64 = 40_000_000;
/// Pixels along one side.
pub(crate) const SIDE_MAX: u32 = 16_384;
/// Frames in an animation, of which the first is kept as a still picture.
pub(crate) const FRAMES_MAX: usize = 300;
/// Memory one decoder may ask for.
const DECODER_BYTES_MAX: u64 = 340 * 1024 * 1024;
/// Drawings up to this size are kept without loss.
const LOSSLESS_PIXELS_MAX: u32 = 1_500_000;
const POST_SIDE: u32 = 4_000;
const PREVIEW_SIDE: u32 = 640;
const AVATAR_SIDE: u32 = 400;
const AVATAR_PREVIEW_SIDE: u32 = 96;
const HEADER_SIDE: u32 = 1_500;
const EMBLEM_SIDE: u32 = 128;

/// One encoded picture.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub kind: &'static str,
    pub width: u32,
    pub height: u32,
    pub bytes: Vec<u8>,
}

/// What became of a picture.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub full: File,
    pub preview: File,
    pub blurhash: String,
    pub still: bool,
}

/// Decodes within limits, turns upright, brings colours to sRGB, and encodes without metadata.
pub(crate) fn make(bytes: &[u8], purpose: Purpose) -> Result<Made, Refused> {
    let sort = sniff(bytes).ok_or(Refused::NotAPicture)?;
    let frames = frames::count(bytes, sort, FRAMES_MAX);
    if frames > FRAMES_MAX {
        return Err(Refused::TooManyFrames);
    }
    let pixels = read(bytes, sort)?;
    let (full, preview) = match purpose {
        Purpose::Post => {
            let full = pixels.within(POST_SIDE)?;
            let preview = full.within(PREVIEW_SIDE)?;
            (full, preview)
        }
        Purpose::Avatar => {
            let full = pixels.squared(AVATAR_SIDE)?;
            let preview = full.squared(AVATAR_PREVIEW_SIDE)?;
            (full, preview)
        }
        Purpose::Header => {
            let full = pixels.within(HEADER_SIDE)?;
            let preview = full.within(PREVIEW_SIDE)?;
            (full, preview)
        }
        Purpose::Emblem => {
            let full = pixels.centred(EMBLEM_SIDE)?;
            (full.clone(), full)
        }
    };
    Ok(Made {
        blurhash: preview.blurhash()?,
        full: full.encode(sort, purpose, false)?,
        preview: preview.encode(sort, purpose, true)?,
        still: frames > 1,
    })
}

fn read(bytes: &[u8], sort: Sort) -> Result<Pixels, Refused> {
    let source = Cursor::new(bytes);
    match sort {
        Sort::Jpeg => pixels(JpegDecoder::new(source).map_err(broken)?),
        Sort::Png => pixels(PngDecoder::with_limits(source, limits()).map_err(broken)?),
        Sort::Gif => pixels(GifDecoder::new(source).map_err(broken)?),
        Sort::Webp => pixels(WebPDecoder::new(source).map_err(broken)?),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(DECODER_BYTES_MAX);
    limits
}

fn broken(error: image::ImageError) -> Refused {
    match error {
        image::ImageError::Limits(_) => Refused::TooManyPixels,
        _ => Refused::Broken,
    }
}

fn pixels(mut decoder: impl ImageDecoder) -> Result<Pixels, Refused> {
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(Refused::Broken);
    }
    if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Refused::TooManyPixels);
    }
    decoder.set_limits(limits()).map_err(broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    image.apply_orientation(orientation);
    let mut pixels = Pixels::of(image);
    if let Some(profile) = profile {
        pixels.convert_to_srgb(&profile);
    }
    Ok(pixels)
}

/// In place: a second buffer of the largest picture would not fit into the child's memory.
fn drop_alpha(bytes: &mut Vec<u8>) {
    for pixel in 0..bytes.len() / 4 {
        bytes.copy_within(pixel * 4..pixel * 4 + 3, pixel * 3);
    }
    bytes.truncate(bytes.len() / 4 * 3);
}

/// Eight bits a channel, with alpha only where something is transparent.
#[derive(Clone)]
struct Pixels {
    width: u32,
    height: u32,
    alpha: bool,
    bytes: Vec<u8>,
}

impl Pixels {
    fn of(image: DynamicImage) -> Self {
        let (width, height) = (image.width(), image.height());
        if image.color().has_alpha() {
            let mut bytes = image.into_rgba8().into_raw();
            let alpha = bytes.chunks_exact(4).any(|pixel| pixel[3] < 255);
            if !alpha {
                drop_alpha(&mut bytes);
            }
            return Self { width, height, alpha, bytes };
        }
        Self { width, height, alpha: false, bytes: image.into_rgb8().into_raw() }
    }

    /// A profile that cannot be used is left out, as browsers do.
    fn convert_to_srgb(&mut self, profile: &[u8]) {
        let layout = if self.alpha { Layout::Rgba } else { Layout::Rgb };
        let transform = ColorProfile::new_from_slice(profile).and_then(|profile| {
            profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, TransformOptions::default())
        });
        let Ok(transform) = transform else { return };
        let row = self.width as usize * if self.alpha { 4 } else { 3 };
        let mut line = vec![0; row];
        for bytes in self.bytes.chunks_exact_mut(row) {
            if transform.transform(bytes, &mut line).is_err() {
                return;
            }
            bytes.copy_from_slice(&line);
        }
    }

    /// As it is when it fits, else with its longer side made `side`.
    fn within(&self, side: u32) -> Result<Self, Refused> {
        let longer = self.width.max(self.height);
        if longer <= side {
            return Ok(self.clone());
        }
        let scaled = |length: u32| ((u64::from(length) * u64::from(side) / u64::from(longer)) as u32).max(1);
        self.resized(scaled(self.width), scaled(self.height), false)
    }

    /// The middle square, at most `side` long.
    fn squared(&self, side: u32) -> Result<Self, Refused> {
        let side = side.min(self.width.min(self.height));
        self.resized(side, side, true)
    }

    /// The whole of it in the middle of a transparent square.
    fn centred(&self, side: u32) -> Result<Self, Refused> {
        let longer = self.width.max(self.height);
        let scaled = |length: u32| ((u64::from(length) * u64::from(side) / u64::from(longer)) as u32).max(1);
        let small = self.resized(scaled(self.width), scaled(self.height), false)?;
        let (left, top) = ((side - small.width) / 2, (side - small.height) / 2);
        let mut bytes = vec![0; (side * side * 4) as usize];
        let source = small.rgba();
        for y in 0..small.height {
            let from = (y * small.width * 4) as usize;
            let to = (((y + top) * side + left) * 4) as usize;
            let len = (small.width * 4) as usize;
            bytes[to..to + len].copy_from_slice(&source[from..from + len]);
        }
        Ok(Self { width: side, height: side, alpha: true, bytes })
    }

    fn resized(&self, width: u32, height: u32, fill: bool) -> Result<Self, Refused> {
        if (width, height) == (self.width, self.height) {
            return Ok(self.clone());
        }
        let (across, down) = (self.width as usize, self.height as usize);
        let side = across.min(down);
        let part = match fill {
            true => Part { left: (across - side) / 2, top: (down - side) / 2, width: side, height: side },
            false => Part { left: 0, top: 0, width: across, height: down },
        };
        let bytes = match self.alpha {
            true => shrink::<4>(&self.bytes, across, part, width as usize, height as usize),
            false => shrink::<3>(&self.bytes, across, part, width as usize, height as usize),
        };
        Ok(Self { width, height, alpha: self.alpha, bytes })
    }

    fn rgba(&self) -> Vec<u8> {
        if self.alpha {
            return self.bytes.clone();
        }
        self.bytes.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect()
    }

    fn blurhash(&self) -> Result<String, Refused> {
        let small = self.within(32)?;
        let (across, down) = if small.width >= small.height { (4, 3) } else { (3, 4) };
        blurhash::encode(across, down, small.width, small.height, &small.rgba()).map_err(|_| Refused::Broken)
    }

    fn encode(&self, sort: Sort, purpose: Purpose, preview: bool) -> Result<File, Refused> {
        if purpose == Purpose::Emblem {
            return self.file("png", self.png()?);
        }
        let drawn =
            matches!(sort, Sort::Png | Sort::Gif) && !preview && self.width * self.height <= LOSSLESS_PIXELS_MAX;
        if sort == Sort::Jpeg && !self.alpha && !preview {
            return self.file("jpg", self.jpeg()?);
        }
        self.file("webp", self.webp(drawn)?)
    }

    fn file(&self, kind: &'static str, bytes: Vec<u8>) -> Result<File, Refused> {
        Ok(File { kind, width: self.width, height: self.height, bytes })
    }

    fn jpeg(&self) -> Result<Vec<u8>, Refused> {
        let mut out = Vec::new();
        JpegEncoder::new_with_quality(&mut out, 87)
            .write_image(&self.bytes, self.width, self.height, ExtendedColorType::Rgb8)
            .map_err(|_| Refused::Broken)?;
        Ok(out)
    }

    fn png(&self) -> Result<Vec<u8>, Refused> {
        let mut out = Vec::new();
        let color = if self.alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
        PngEncoder::new_with_quality(&mut out, CompressionType::Best, PngFilter::Adaptive)
            .write_image(&self.bytes, self.width, self.height, color)
            .map_err(|_| Refused::Broken)?;
        Ok(out)
    }

    fn webp(&self, lossless: bool) -> Result<Vec<u8>, Refused> {
        let encoder = match self.alpha {
            true => webp::Encoder::from_rgba(&self.bytes, self.width, self.height),
            false => webp::Encoder::from_rgb(&self.bytes, self.width, self.height),
        };
        encoder.encode_simple(lossless, 82.0).map(|memory| memory.to_vec()).map_err(|_| Refused::TooHeavy)
    }
}
