//! Pictures decoded within limits, and where their bytes are kept.
//!
//! The bytes people send are looked at by a child process only (see [`child`]); what it answers is our own encoding of
//! the pixels, without metadata. Files are named by the SHA-256 of their bytes.

pub mod child;
mod decode;
mod frames;
pub mod names;
pub mod portrait;
mod program;
mod shrink;
mod sniff;
mod store;

use std::fmt;
use std::io;

pub use program::Program;
pub use sniff::{Sort, sniff};
pub use store::{Limits, Pictures, Stored};

/// What a picture is for; decides its size and shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// In a post: at most 4,000 px a side, the preview at most 640 px.
    Post,
    /// Of a person or stall: a square of at most 400 px, the preview 96 px.
    Avatar,
    /// Over a profile: at most 1,500 px a side.
    Header,
    /// Of a currency: a PNG square of 128 px with transparent edges.
    Emblem,
}

impl Purpose {
    /// The word for it in the child's arguments.
    pub fn word(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Avatar => "avatar",
            Self::Header => "header",
            Self::Emblem => "emblem",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        [Self::Post, Self::Avatar, Self::Header, Self::Emblem].into_iter().find(|purpose| purpose.word() == word)
    }
}

/// Why a picture was not taken.
#[derive(Debug)]
pub enum Refused {
    /// Not a JPEG, PNG, GIF or WebP by its content.
    NotAPicture,
    /// More bytes than the limit.
    TooManyBytes,
    /// More than 40 million pixels, or a side over 16,384.
    TooManyPixels,
    /// More than 300 frames.
    TooManyFrames,
    /// Begins like a picture but cannot be read.
    Broken,
    /// Took more time or memory than a picture may.
    TooHeavy,
    /// Others are waiting already; try again shortly.
    Busy,
    /// Our own trouble: the child could not be started or the file not be kept.
    Storage(io::Error),
}

impl Refused {
    /// The same in words for the person who sent it.
    pub fn why(&self) -> &'static str {
        match self {
            Self::NotAPicture => "This is not a picture we can read: send a JPEG, PNG, GIF or WebP.",
            Self::TooManyBytes => "This file is too large.",
            Self::TooManyPixels => "This picture is too large: at most 40 million pixels, and 16,384 a side.",
            Self::TooManyFrames => "This picture has too many frames: at most 300.",
            Self::Broken => "This picture cannot be read to its end. Is the file whole?",
            Self::TooHeavy => "This picture takes too long to read. Save it again, smaller, and send that.",
            Self::Busy => "Many pictures are coming in just now. Try again in a moment.",
            Self::Storage(_) => "Something broke on our side while keeping the picture.",
        }
    }

    /// Whether the cause is ours and not the picture.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Busy | Self::Storage(_))
    }

    fn word(&self) -> &'static str {
        match self {
            Self::NotAPicture => "not-a-picture",
            Self::TooManyBytes => "bytes",
            Self::TooManyPixels => "pixels",
            Self::TooManyFrames => "frames",
            Self::Broken => "broken",
            Self::TooHeavy => "heavy",
            Self::Busy => "busy",
            Self::Storage(_) => "storage",
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "not-a-picture" => Self::NotAPicture,
            "bytes" => Self::TooManyBytes,
            "pixels" => Self::TooManyPixels,
            "frames" => Self::TooManyFrames,
            "heavy" => Self::TooHeavy,
            _ => Self::Broken,
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Storage(error) => write!(out, "{} ({error})", self.why()),
            _ => out.write_str(self.why()),
        }
    }
}

impl std::error::Error for Refused {}
