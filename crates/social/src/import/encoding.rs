//! Which encoding a list is in, and its bytes as UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A list is never larger, unpacked.
const BYTES_MAX: u64 = 4 << 30;

/// What was found in a list.
pub struct Found {
    /// Its encoding.
    pub encoding: &'static Encoding,
    /// Bytes in all.
    pub bytes: u64,
    /// The sign between its columns.
    pub delimiter: u8,
}

/// Reads the whole list once: a byte order mark decides, then zeros where UTF-16 has them, then whether it is UTF-8.
///
/// What is mostly UTF-8 with some bad bytes is UTF-8, and its bad rows are refused; what has no valid character beyond
/// ASCII, or fewer than bad bytes, is Windows-1252.
pub fn detect(list: Box<dyn Read + Send>) -> io::Result<Found> {
    let mut list = list.take(BYTES_MAX);
    let mut buffer = vec![0; 64 << 10];
    let mut head: Vec<u8> = Vec::new();
    let (mut bytes, mut zeros_even, mut zeros_odd) = (0_u64, 0_u64, 0_u64);
    let mut utf8 = Utf8Count::default();
    loop {
        let read = list.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        let piece = &buffer[..read];
        for (at, byte) in piece.iter().enumerate() {
            if *byte == 0 {
                *(if (bytes + at as u64).is_multiple_of(2) { &mut zeros_even } else { &mut zeros_odd }) += 1;
            }
            utf8.byte(*byte);
        }
        if head.len() < 8192 {
            head.extend_from_slice(&piece[..piece.len().min(8192)]);
        }
        bytes += read as u64;
    }
    let encoding = match Encoding::for_bom(&head) {
        Some((encoding, _)) => encoding,
        None if zeros_odd > bytes / 8 && zeros_odd > zeros_even * 4 => UTF_16LE,
        None if zeros_even > bytes / 8 && zeros_even > zeros_odd * 4 => UTF_16BE,
        None if utf8.bad == 0 || utf8.good > utf8.bad => UTF_8,
        None => WINDOWS_1252,
    };
    let (text, _, _) = encoding.decode(&head);
    Ok(Found { encoding, bytes, delimiter: delimiter(text.lines().next().unwrap_or("")) })
}

/// The sign that the first line has most of.
fn delimiter(line: &str) -> u8 {
    let count = |sign: u8| line.bytes().filter(|byte| *byte == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).expect("there are three signs")
}

/// Characters beyond ASCII that are UTF-8, and bytes that are not.
#[derive(Default)]
struct Utf8Count {
    good: u64,
    bad: u64,
    open: [u8; 4],
    length: usize,
}

impl Utf8Count {
    fn byte(&mut self, byte: u8) {
        if self.length > 0 && (0x80..0xc0).contains(&byte) {
            self.open[self.length] = byte;
            self.length += 1;
            let wanted = width(self.open[0]);
            if self.length == wanted {
                let valid = std::str::from_utf8(&self.open[..wanted]).is_ok();
                if valid {
                    self.good += 1
                } else {
                    self.bad += 1
                }
                self.length = 0;
            }
            return;
        }
        if self.length > 0 {
            self.bad += 1;
            self.length = 0;
        }
        match width(byte) {
            1 => {}
            0 => self.bad += 1,
            _ => {
                self.open[0] = byte;
                self.length = 1;
            }
        }
    }
}

fn width(first: u8) -> usize {
    match first {
        0..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => 0,
    }
}

/// The bytes of a list as UTF-8 where they can be (Windows-1252, UTF-16), and as they are where they say they are.
pub struct AsUtf8 {
    list: io::Take<Box<dyn Read + Send>>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    left: usize,
    ready: Vec<u8>,
    taken: usize,
    over: bool,
    /// The first bytes are not looked at yet.
    fresh: bool,
}

impl AsUtf8 {
    /// From the beginning of a list.
    pub fn new(list: Box<dyn Read + Send>, found: &Found) -> Self {
        let decoder = (found.encoding != UTF_8).then(|| found.encoding.new_decoder_with_bom_removal());
        let (raw, ready) = (vec![0; 16 << 10], vec![0; 64 << 10]);
        Self { list: list.take(BYTES_MAX), decoder, raw, left: 0, ready, taken: 0, over: false, fresh: true }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.taken = 0;
        self.left = 0;
        let mut read = self.list.read(&mut self.raw)?;
        let Some(decoder) = &mut self.decoder else {
            // A byte order mark may come in pieces; a pipe gives at least three bytes or its end.
            while self.fresh && read < 3 {
                let more = self.list.read(&mut self.raw[read..])?;
                if more == 0 {
                    break;
                }
                read += more;
            }
            let mark = if self.fresh && self.raw[..read].starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
            self.fresh = false;
            self.over = read == 0;
            self.left = read - mark;
            self.ready[..self.left].copy_from_slice(&self.raw[mark..read]);
            return Ok(());
        };
        self.over = read == 0;
        // Three bytes for each of 16 k is the most that UTF-16 and Windows-1252 become.
        let (_, _, written, _) = decoder.decode_to_utf8(&self.raw[..read], &mut self.ready, self.over);
        self.left = written;
        Ok(())
    }
}

impl Read for AsUtf8 {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.left {
            if self.over {
                return Ok(0);
            }
            self.fill()?;
        }
        let length = into.len().min(self.left - self.taken);
        into[..length].copy_from_slice(&self.ready[self.taken..self.taken + length]);
        self.taken += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &'static [u8]) -> (&'static str, char, String) {
        let found = detect(Box::new(bytes)).expect("memory can be read");
        let mut text = Vec::new();
        AsUtf8::new(Box::new(bytes), &found).read_to_end(&mut text).expect("memory can be read");
        (found.encoding.name(), char::from(found.delimiter), String::from_utf8_lossy(&text).into_owned())
    }

    #[test]
    fn encodings_are_found() {
        assert_eq!(found(b"from,to,at\nS\xc3\xb8ren,Anna,x"), ("UTF-8", ',', "from,to,at\nSøren,Anna,x".into()));
        assert_eq!(found(b"\xef\xbb\xbffrom;to;at\n1;2;3"), ("UTF-8", ';', "from;to;at\n1;2;3".into()));
        assert_eq!(
            found(b"from\tto\tat\nS\xf8ren\tAnna\tx"),
            ("windows-1252", '\t', "from\tto\tat\nSøren\tAnna\tx".into())
        );
        assert_eq!(found(b"\xff\xfea\0,\0\xf8\0"), ("UTF-16LE", ',', "a,ø".into()));
        assert_eq!(found(b"\0f\0r\0o\0m\0,\0t\0o"), ("UTF-16BE", ',', "from,to".into()));
        assert_eq!(found(b"").0, "UTF-8");
        let (name, _, _) = found("a,b\nø,é\næ,å\n".as_bytes());
        assert_eq!(name, "UTF-8");
        let (name, _, _) = found(b"a\n\xc3\xb8 \xc3\xb8 \xc3\xb8\n\xff\n");
        assert_eq!(name, "UTF-8", "one bad row in a good file");
    }
}
