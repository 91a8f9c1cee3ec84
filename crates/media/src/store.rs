//! Where pictures are kept: `DIR/ab/cd/abcd….webp`, durable before anybody is told.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::Semaphore;

use crate::decode::File;
use crate::{Program, Purpose, Refused, names, sniff};

/// Children at once.
const CHILDREN_MAX: usize = 2;
/// Pictures that may wait for a child.
const WAITING_MAX: usize = 64;
/// How long one waits for a child.
const WAIT: Duration = Duration::from_secs(20);

/// How large a picture may be when it comes in, in bytes. Pixels and frames are limited besides:
/// 40 million pixels, 16,384 a side, 300 frames.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In a post, or over a profile.
    pub picture_bytes_max: usize,
    /// Of a person or stall.
    pub avatar_bytes_max: usize,
    /// Of a currency.
    pub emblem_bytes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { picture_bytes_max: 16 * 1024 * 1024, avatar_bytes_max: 4 * 1024 * 1024, emblem_bytes_max: 256 * 1024 }
    }
}

impl Limits {
    /// The limit for one purpose.
    pub fn bytes_max(&self, purpose: Purpose) -> usize {
        match purpose {
            Purpose::Post | Purpose::Header => self.picture_bytes_max,
            Purpose::Avatar => self.avatar_bytes_max,
            Purpose::Emblem => self.emblem_bytes_max,
        }
    }
}

/// A picture that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The name of the picture.
    pub file: String,
    /// The name of the small one.
    pub preview_file: String,
    /// The picture's media type.
    pub mime: &'static str,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Pixels.
    pub preview_width: u32,
    /// Pixels.
    pub preview_height: u32,
    /// Both files, in bytes.
    pub size_bytes: u64,
    /// <https://blurha.sh>.
    pub blurhash: String,
    /// It moved when it came; the first frame was kept.
    pub still: bool,
}

/// The pictures of a square. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Pictures {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    dir: PathBuf,
    limits: Limits,
    program: Program,
    children: Semaphore,
    waiting: AtomicUsize,
    written: AtomicUsize,
}

impl Pictures {
    /// Keeps pictures in `dir`, which is made when it is not there, and reads them with this same binary.
    pub fn new(dir: impl Into<PathBuf>, limits: Limits) -> io::Result<Self> {
        Self::with_program(dir, limits, Program::Itself)
    }

    /// The same with another program to read them.
    pub fn with_program(dir: impl Into<PathBuf>, limits: Limits, program: Program) -> io::Result<Self> {
        let dir = dir.into();
        let temporary = dir.join("tmp");
        fs::create_dir_all(&temporary)?;
        // What a crash left half written belongs to nobody.
        for entry in fs::read_dir(&temporary)? {
            let _ = fs::remove_file(entry?.path());
        }
        let (waiting, written) = (AtomicUsize::new(0), AtomicUsize::new(0));
        Ok(Self {
            inner: Arc::new(Inner { dir, limits, program, children: Semaphore::new(CHILDREN_MAX), waiting, written }),
        })
    }

    /// The limits in force.
    pub fn limits(&self) -> Limits {
        self.inner.limits
    }

    /// Reads a picture in a child process and keeps it; on return both files are on disk for good.
    ///
    /// Of an animation the first frame is kept, and [`Stored::still`] says so.
    pub async fn accept(&self, bytes: impl Into<Vec<u8>>, purpose: Purpose) -> Result<Stored, Refused> {
        let bytes = bytes.into();
        if bytes.len() > self.inner.limits.bytes_max(purpose) {
            return Err(Refused::TooManyBytes);
        }
        sniff(&bytes).ok_or(Refused::NotAPicture)?;
        let _turn = self.turn().await?;
        let made = self.inner.program.read(bytes, purpose).await?;

        let inner = self.inner.clone();
        let kept = tokio::task::spawn_blocking(move || {
            let file = inner.keep(&made.full)?;
            let preview_file = inner.keep(&made.preview)?;
            Ok::<_, io::Error>(Stored {
                mime: names::content_type(&file).expect("we made this name"),
                file,
                preview_file,
                width: made.full.width,
                height: made.full.height,
                preview_width: made.preview.width,
                preview_height: made.preview.height,
                size_bytes: (made.full.bytes.len() + made.preview.bytes.len()) as u64,
                blurhash: made.blurhash,
                still: made.still,
            })
        });
        kept.await.map_err(|_| Refused::Storage(io::Error::other("writing was stopped")))?.map_err(Refused::Storage)
    }

    async fn turn(&self) -> Result<tokio::sync::SemaphorePermit<'_>, Refused> {
        let waiting = Waiting(&self.inner.waiting);
        if waiting.0.fetch_add(1, Ordering::Relaxed) >= WAITING_MAX {
            return Err(Refused::Busy);
        }
        let permit = tokio::time::timeout(WAIT, self.inner.children.acquire()).await.map_err(|_| Refused::Busy)?;
        Ok(permit.expect("the semaphore is never closed"))
    }

    /// The bytes of a stored file; none when there is no such file or the name is none of ours.
    pub async fn open(&self, file: &str) -> io::Result<Option<Bytes>> {
        let Some(path) = self.inner.path(file) else { return Ok(None) };
        match tokio::fs::read(path).await {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Removes a file for good. The caller knows that no row names it any more: equal pictures share one file.
    pub async fn delete(&self, file: &str) -> io::Result<()> {
        let Some(path) = self.inner.path(file) else { return Ok(()) };
        match tokio::fs::remove_file(path).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// Counts itself out when dropped.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Inner {
    /// Where a file is; none unless the name is one we make.
    fn path(&self, file: &str) -> Option<PathBuf> {
        names::is_name(file).then(|| self.dir.join(&file[..2]).join(&file[2..4]).join(file))
    }

    /// Temporary file, fsync, rename, fsync of every directory on the way: after a power cut the file is there.
    fn keep(&self, file: &File) -> io::Result<String> {
        let name = names::of(&file.bytes, file.kind);
        let path = self.path(&name).expect("we made this name");
        if fs::metadata(&path).is_ok_and(|there| there.len() == file.bytes.len() as u64) {
            return Ok(name);
        }
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder)?;
        let number = self.written.fetch_add(1, Ordering::Relaxed);
        let temporary = self.dir.join("tmp").join(format!("{}-{number}", std::process::id()));
        let kept = write_durably(&temporary, &file.bytes).and_then(|()| fs::rename(&temporary, &path));
        if kept.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        kept?;
        for folder in [Some(folder), folder.parent(), Some(&*self.dir)].into_iter().flatten() {
            fs::File::open(folder)?.sync_all()?;
        }
        Ok(name)
    }
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
