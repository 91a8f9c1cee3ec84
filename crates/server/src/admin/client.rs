//! The terminal's side: finds the running square, or opens the store itself; shows progress and the answer.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use soulava_media::Pictures;
use soulava_social::standing::Standings;
use soulava_social::urls::Urls;

use super::{At, Outcome, Progress, Request};
use crate::cli::Trouble;
use crate::config::Config;
use crate::square;

/// Does `request` and prints its answer; `as_json` for programs.
pub fn run(
    config: &Config,
    request: impl Into<Request>,
    attachment: Option<&Path>,
    as_json: bool,
) -> Result<(), Trouble> {
    let bar = Bar::new(as_json);
    let outcome = match UnixStream::connect(config.socket()) {
        Ok(stream) => remote(stream, request.into(), attachment, &bar),
        Err(_) => local(config, request.into(), attachment, &bar),
    };
    bar.0.finish_and_clear();
    let outcome = outcome?;
    let text = if as_json { outcome.json.to_string() } else { outcome.text.trim_end().to_owned() };
    // Whoever reads may have read enough: `soulava admin account list | head`.
    let _ = writeln!(std::io::stdout(), "{text}");
    if outcome.good { Ok(()) } else { Err(Trouble::failed("not everything is as it should be")) }
}

fn remote(mut stream: UnixStream, request: Request, attachment: Option<&Path>, bar: &Bar) -> Result<Outcome, Trouble> {
    let lost = |error: std::io::Error| Trouble::failed(format!("The running square did not answer: {error}"));
    let mut file = attachment.map(open).transpose()?;
    let size = file.as_ref().map_or(Ok(0), |file| file.metadata().map(|found| found.len())).map_err(lost)?;
    let line = json!({ "request": request, "attachment_bytes": file.is_some().then_some(size) });
    writeln!(stream, "{line}").map_err(lost)?;
    if let Some(file) = &mut file {
        std::io::copy(file, &mut stream).map_err(lost)?;
    }
    stream.flush().map_err(lost)?;
    for line in BufReader::new(stream).lines() {
        let line: Value =
            serde_json::from_str(&line.map_err(lost)?).map_err(|error| Trouble::failed(error.to_string()))?;
        if let Some(progress) = line.get("progress").and_then(|value| serde_json::from_value(value.clone()).ok()) {
            bar.show(&progress);
        } else if let Some(why) = line.get("failed").and_then(Value::as_str) {
            return Err(Trouble::failed(why));
        } else if let Some(done) = line.get("done") {
            return serde_json::from_value(done.clone()).map_err(|error| Trouble::failed(error.to_string()));
        }
    }
    Err(Trouble::failed("The running square closed before it answered. Look at its log."))
}

fn local(config: &Config, request: Request, attachment: Option<&Path>, bar: &Bar) -> Result<Outcome, Trouble> {
    if let Some(path) = attachment {
        open(path)?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(|error| Trouble::failed(error.to_string()))?;
    let db = square::open(config).map_err(|error| Trouble::opening(config, &error))?;
    let pictures = Pictures::new(config.data.join("media"), Default::default());
    let at = At {
        db: db.clone(),
        standings: Standings::listening(&db),
        urls: Urls::new(&config.origin),
        pictures: pictures.map_err(|error| Trouble::failed(format!("Cannot keep pictures: {error}")))?,
        data: config.data.clone(),
        mail_leaves: !config.smtp_url.is_empty(),
        runtime: runtime.handle().clone(),
        attachment: attachment.map(Path::to_path_buf),
    };
    let outcome = square::settle(&db, config).and_then(|()| request.perform(&at, &mut |progress| bar.show(&progress)));
    db.close();
    outcome.map_err(Trouble::failed)
}

fn open(path: &Path) -> Result<File, Trouble> {
    File::open(path).map_err(|error| Trouble::failed(format!("Cannot read {}: {error}", path.display())))
}

/// Progress on standard error; nothing when nobody looks.
struct Bar(ProgressBar);

impl Bar {
    fn new(as_json: bool) -> Self {
        let target = if as_json { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self(ProgressBar::with_draw_target(None, target))
    }

    fn show(&self, progress: &Progress) {
        if self.0.length() != Some(progress.of) {
            let template = if progress.of > 0 { "{bar:30} {percent:>3}%  {msg}" } else { "{spinner} {msg}" };
            self.0.set_length(progress.of);
            self.0.set_style(ProgressStyle::with_template(template).expect("the template is well-formed"));
        }
        self.0.set_position(progress.done);
        self.0.set_message(progress.what.clone());
    }
}
