//! Shapes as SVG text and as pixels, from one description.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use tiny_skia::{FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

/// The drawing's side in its own units.
const UNITS: u32 = 48;

/// Red, green, blue.
pub(super) type Color = u32;

/// One painted form.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub form: Form,
    pub fill: Option<Color>,
    /// Colour and width.
    pub stroke: Option<(Color, f32)>,
}

/// What is painted.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// Centre and radii.
    Oval(f32, f32, f32, f32),
    /// SVG path data with absolute `M L C Q Z` only.
    Path(&'static str),
}

impl Shape {
    pub fn oval(x: f32, y: f32, rx: f32, ry: f32, fill: Color) -> Self {
        Self { form: Form::Oval(x, y, rx, ry), fill: Some(fill), stroke: None }
    }

    pub fn path(data: &'static str, fill: Color) -> Self {
        Self { form: Form::Path(data), fill: Some(fill), stroke: None }
    }

    pub fn line(data: &'static str, color: Color, width: f32) -> Self {
        Self { form: Form::Path(data), fill: None, stroke: Some((color, width)) }
    }
}

pub(super) fn svg(shapes: &[Shape]) -> String {
    use std::fmt::Write;
    let mut out = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\">");
    for shape in shapes {
        match &shape.form {
            Form::Oval(x, y, rx, ry) => write!(out, "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{rx}\" ry=\"{ry}\""),
            Form::Path(data) => write!(out, "<path d=\"{data}\""),
        }
        .expect("a String takes everything");
        match shape.fill {
            Some(color) => write!(out, " fill=\"#{color:06x}\""),
            None => write!(out, " fill=\"none\""),
        }
        .expect("a String takes everything");
        if let Some((color, width)) = shape.stroke {
            write!(
                out,
                " stroke=\"#{color:06x}\" stroke-width=\"{width}\" stroke-linecap=\"round\" stroke-linejoin=\"round\""
            )
            .expect("a String takes everything");
        }
        out.push_str("/>");
    }
    out.push_str("</svg>");
    out
}

pub(super) fn png(shapes: &[Shape], side: u32) -> Vec<u8> {
    let mut pixels = Pixmap::new(side, side).expect("a portrait has a size");
    let scale = side as f32 / UNITS as f32;
    let place = Transform::from_scale(scale, scale);
    for shape in shapes {
        let Some(path) = path(&shape.form) else { continue };
        if let Some(color) = shape.fill {
            pixels.fill_path(&path, &paint(color), FillRule::Winding, place, None);
        }
        if let Some((color, width)) = shape.stroke {
            let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            pixels.stroke_path(&path, &paint(color), &stroke, place, None);
        }
    }
    let rgb: Vec<u8> = pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive)
        .write_image(&rgb, side, side, ExtendedColorType::Rgb8)
        .expect("a portrait fits its size");
    out
}

fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8((color >> 16) as u8, (color >> 8) as u8, color as u8, 255);
    paint.anti_alias = true;
    paint
}

fn path(form: &Form) -> Option<Path> {
    match *form {
        Form::Oval(x, y, rx, ry) => PathBuilder::from_oval(Rect::from_xywh(x - rx, y - ry, rx * 2.0, ry * 2.0)?),
        Form::Path(data) => parse(data),
    }
}

/// Path data as we write it: letters and numbers apart by blanks.
fn parse(data: &str) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let mut words = data.split_ascii_whitespace().peekable();
    let mut letter = "M";
    while let Some(word) = words.peek() {
        if word.starts_with(|c: char| c.is_ascii_alphabetic()) {
            letter = words.next()?;
            if letter == "Z" {
                builder.close();
                continue;
            }
        }
        let mut number = || words.next()?.parse::<f32>().ok();
        match letter {
            "M" => builder.move_to(number()?, number()?),
            "L" => builder.line_to(number()?, number()?),
            "Q" => builder.quad_to(number()?, number()?, number()?, number()?),
            "C" => builder.cubic_to(number()?, number()?, number()?, number()?, number()?, number()?),
            _ => return None,
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_data_is_read_to_its_end() {
        assert!(parse("M 1 2 L 3 4 C 1 2 3 4 5 6 Q 1 2 3 4 Z").is_some());
        assert!(parse("M 1 2 L 3").is_none());
        assert!(parse("M 1 2 A 3 3").is_none());
    }
}
