//! What tests need and a plain machine lacks: installed from the package registries only.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Outcome, command, must, root, works};

/// Where tools that belong to the tests live.
pub fn folder() -> PathBuf {
    root().join("target/tools")
}

/// Debian's packages, when the program they bring is missing.
pub fn debian(program_exists: bool, packages: &[&str]) -> Outcome {
    if program_exists {
        return Ok(());
    }
    if !works("apt-get", &["--version"]) {
        return Err(format!("please install: {}", packages.join(" ")));
    }
    let sudo = if works("test", &["-w", "/var/lib/dpkg/lock"]) { "env" } else { "sudo" };
    let wait = ["-o", "DPkg::Lock::Timeout=300"];
    must(command(sudo, &["apt-get"]).args(wait).args(["update", "-qq"]))?;
    must(
        command(sudo, &["apt-get"])
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(wait)
            .args(["install", "-qq", "-y", "--no-install-recommends"])
            .args(packages),
    )
}

/// The newest installed PostgreSQL's programs, installed when there are none.
pub fn postgres_bin() -> Outcome<PathBuf> {
    debian(find_postgres().is_some(), &["postgresql"])?;
    find_postgres().ok_or_else(|| "PostgreSQL was installed, yet no initdb was found".into())
}

fn find_postgres() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop()
}

/// Chromium and the fonts that pages are looked at with.
pub fn chromium() -> Outcome<PathBuf> {
    let found = || {
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
            .map(PathBuf::from)
            .into_iter()
            .find(|path| path.exists())
    };
    debian(found().is_some(), &["chromium"])?;
    debian(Path::new("/usr/share/fonts/truetype/dejavu").exists(), &["fonts-dejavu-core"])?;
    found().ok_or_else(|| "Chromium was installed, yet is not to be found".into())
}

/// The Node packages of `tests/stories`, exactly as its lock file names them.
pub fn node_packages() -> Outcome {
    debian(works("node", &["--version"]), &["nodejs", "npm"])?;
    let folder = root().join("tests/stories");
    let stamp = folder.join("node_modules/.stamp");
    let lock = fs::read_to_string(folder.join("package-lock.json")).map_err(|error| error.to_string())?;
    if fs::read_to_string(&stamp).is_ok_and(|seen| seen == lock) {
        return Ok(());
    }
    must(command("npm", &["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder))?;
    fs::write(stamp, lock).map_err(|error| error.to_string())
}

/// The Python of a virtual environment with the packages of `tests/stories/requirements.txt`.
pub fn python() -> Outcome<PathBuf> {
    python_with("python", "tests/stories/requirements.txt")
}

/// The Python of a virtual environment `name` with the packages that a file of the repository lists.
pub fn python_with(name: &str, requirements: &str) -> Outcome<PathBuf> {
    let folder = folder().join(name);
    let python = folder.join("bin/python");
    let wanted_file = root().join(requirements);
    let wanted = fs::read_to_string(&wanted_file).map_err(|error| error.to_string())?;
    let stamp = folder.join("stamp");
    if fs::read_to_string(&stamp).is_ok_and(|seen| seen == wanted) {
        return Ok(python);
    }
    if !works("python3", &["-m", "venv", "--help"]) {
        debian(false, &["python3-venv"])?;
    }
    must(command("python3", &["-m", "venv", "--clear"]).arg(&folder))?;
    must(command(&python.to_string_lossy(), &["-m", "pip", "install", "--quiet", "-r"]).arg(&wanted_file))?;
    fs::write(stamp, wanted).map_err(|error| error.to_string())?;
    Ok(python)
}
