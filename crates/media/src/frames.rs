//! How many frames a file says it has, counted from its blocks without decoding one.

use crate::Sort;

/// The number of frames, at most `most + 1`; one for a still picture. Stops quietly where the file is torn.
pub(crate) fn count(bytes: &[u8], sort: Sort, most: usize) -> usize {
    let counted = match sort {
        Sort::Jpeg => Some(1),
        Sort::Gif => gif(bytes, most),
        Sort::Png => png(bytes),
        Sort::Webp => webp(bytes, most),
    };
    counted.unwrap_or(1).max(1)
}

fn gif(bytes: &[u8], most: usize) -> Option<usize> {
    let flags = *bytes.get(10)?;
    let mut at = 13 + table_bytes(flags);
    let mut frames = 0;
    while frames <= most {
        match bytes.get(at) {
            Some(0x21) => at = after_blocks(bytes, at + 2),
            Some(0x2C) => {
                frames += 1;
                let Some(flags) = bytes.get(at + 9) else { break };
                at = after_blocks(bytes, at + 11 + table_bytes(*flags));
            }
            _ => break,
        }
    }
    Some(frames)
}

fn table_bytes(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn after_blocks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&len) = bytes.get(at) {
        at += 1 + usize::from(len);
        if len == 0 {
            break;
        }
    }
    at
}

/// An animated PNG says its frames in `acTL`, before the first `IDAT`.
fn png(bytes: &[u8]) -> Option<usize> {
    let mut at: usize = 8;
    for _ in 0..1_000 {
        let len = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        match bytes.get(at + 4..at + 8)? {
            b"acTL" => return Some(u32::from_be_bytes(bytes.get(at + 8..at + 12)?.try_into().ok()?) as usize),
            b"IDAT" => return Some(1),
            _ => at = at.checked_add(len)?.checked_add(12)?,
        }
    }
    Some(1)
}

fn webp(bytes: &[u8], most: usize) -> Option<usize> {
    let mut at: usize = 12;
    let mut frames = 0;
    while frames <= most {
        let Some(head) = bytes.get(at..at + 8) else { break };
        frames += usize::from(&head[..4] == b"ANMF");
        let len = u32::from_le_bytes(head[4..8].try_into().ok()?) as usize;
        at = at.checked_add(8)?.checked_add(len)?.checked_add(len & 1)?;
    }
    Some(frames)
}
