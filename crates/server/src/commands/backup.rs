//! `soulava backup FILE` and `soulava restore FILE`: everything in one tar file.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::admin::{self, Act, At, Outcome, Progress};
use crate::cli::Trouble;
use crate::config::Config;

/// The database inside the file.
const DATABASE: &str = "soulava.db";

/// Flags of `backup`.
#[derive(Args, Serialize, Deserialize)]
pub struct Backup {
    /// The new file; never written over
    file: PathBuf,
}

impl Backup {
    /// Runs it. The square writes the file itself, so its address is made whole first.
    pub fn run(mut self, config: &Config) -> Result<(), Trouble> {
        self.file = std::path::absolute(&self.file).map_err(|error| Trouble::failed(error.to_string()))?;
        admin::run(config, self, None, false)
    }
}

impl Act for Backup {
    fn act(self, at: &At, progress: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let failed = |error: io::Error| format!("Cannot write {}: {error}", self.file.display());
        let copy = tempfile::Builder::new().prefix("backup").tempdir_in(&at.data).map_err(failed)?;
        let database = copy.path().join(DATABASE);
        progress(Progress { done: 0, of: 0, what: "copying the database".to_owned() });
        at.db.backup(&database).map_err(|error| format!("Cannot copy the database: {error}"))?;

        let part = self.file.with_extension("part");
        let file = File::options().write(true).create_new(true).open(&self.file).map_err(failed)?;
        drop(file);
        let written = write(&part, &database, &at.data.join("media"), progress);
        let outcome = written.and_then(|files| std::fs::rename(&part, &self.file).map(|()| files));
        let files = outcome.map_err(|error| {
            let _ = std::fs::remove_file(&part);
            let _ = std::fs::remove_file(&self.file);
            failed(error)
        })?;
        let bytes = std::fs::metadata(&self.file).map_err(failed)?.len();
        let json = json!({ "file": self.file, "bytes": bytes, "pictures": files });
        Ok(Outcome::good(json, format!("Wrote {} ({bytes} bytes, {files} pictures)", self.file.display())))
    }
}

/// The database first, then the pictures it may name: files are never changed, so a later one does no harm.
fn write(to: &Path, database: &Path, media: &Path, progress: &mut dyn FnMut(Progress)) -> io::Result<u64> {
    let mut tar = tar::Builder::new(File::create(to)?);
    tar.append_path_with_name(database, DATABASE)?;
    let mut files = 0;
    for path in pictures(media)? {
        let name = path.strip_prefix(media).map_err(io::Error::other)?;
        tar.append_path_with_name(&path, Path::new("media").join(name))?;
        files += 1;
        progress(Progress { done: files, of: 0, what: format!("{files} pictures") });
    }
    tar.into_inner()?.sync_all()?;
    Ok(files)
}

/// Every kept file below the folder, without what is half written.
fn pictures(media: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![media.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if folder.file_name().is_some_and(|name| name == "tmp") || !folder.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found.sort();
    Ok(found)
}

/// Flags of `restore`.
#[derive(Args)]
pub struct Restore {
    /// A file that `soulava backup` wrote
    file: PathBuf,
}

impl Restore {
    /// Unpacks into the data folder, which must hold no square yet, and opens it once to see that it is whole.
    pub fn run(self, config: &Config) -> Result<(), Trouble> {
        let failed = |error: io::Error| Trouble::failed(format!("Cannot restore {}: {error}", self.file.display()));
        if !config.database_url.is_empty() {
            return Err(Trouble::failed("A backup file goes into SQLite: restore it without SOULAVA_DATABASE_URL."));
        }
        if config.database_file().exists() {
            let folder = config.data.display();
            return Err(Trouble::failed(format!(
                "There is a square in {folder} already. Restore into an empty folder: --data FOLDER"
            )));
        }
        let file = File::open(&self.file).map_err(failed)?;
        crate::square::make_folder(&config.data).map_err(failed)?;
        let mut tar = tar::Archive::new(file);
        let mut whole = false;
        for entry in tar.entries().map_err(failed)? {
            let mut entry = entry.map_err(failed)?;
            let path = entry.path().map_err(failed)?.into_owned();
            let is_ours = path == Path::new(DATABASE) || path.starts_with("media");
            if !is_ours || !entry.header().entry_type().is_file() {
                return Err(Trouble::failed(format!(
                    "{} is no backup of a square: it holds {}",
                    self.file.display(),
                    path.display()
                )));
            }
            whole |= path == Path::new(DATABASE);
            if !entry.unpack_in(&config.data).map_err(failed)? {
                return Err(Trouble::failed("The backup names a file outside the data folder."));
            }
        }
        if !whole {
            return Err(Trouble::failed(format!("{} holds no database.", self.file.display())));
        }
        let db = crate::square::open(config).map_err(|error| Trouble::opening(config, &error))?;
        db.close();
        println!(
            "Restored into {}. `soulava verify` checks the ledger, `soulava serve` opens the square.",
            config.data.display()
        );
        Ok(())
    }
}
