//! What a file is by its first bytes, whatever its name or sender says.

/// The sorts of picture we read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>
    Jpeg,
    /// <https://www.w3.org/TR/png-3/>
    Png,
    /// <https://www.w3.org/Graphics/GIF/spec-gif89a.txt>
    Gif,
    /// <https://developers.google.com/speed/webp/docs/riff_container>
    Webp,
}

/// The sort of picture these bytes begin as; none for everything else, SVG included.
pub fn sniff(bytes: &[u8]) -> Option<Sort> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Some(Sort::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Sort::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Sort::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Sort::Webp),
        _ => None,
    }
}
