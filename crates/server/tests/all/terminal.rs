//! The binary itself, as an operator uses it: commands on a closed square and beside an open one.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const PASSWORD: &str = "een lange zin over brood";

/// A square of the real binary in a folder of its own.
struct Square {
    data: tempfile::TempDir,
    port: u16,
}

impl Square {
    fn new() -> Self {
        let probe = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = probe.local_addr().expect("an address").port();
        Self { data: tempfile::tempdir().expect("a folder"), port }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_soulava"));
        command
            .args(args)
            .env_clear()
            .env("SOULAVA_DATA", self.data.path())
            .env("SOULAVA_LISTEN", format!("127.0.0.1:{}", self.port))
            .current_dir(self.data.path())
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the binary runs")
    }

    /// What a command prints; it has to succeed.
    fn says(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.says(args)).unwrap_or_else(|error| panic!("{args:?}: {error}"))
    }

    /// Opens the square; the lines it prints until it says that it is open, or its link.
    fn open(&self) -> Open {
        let mut child =
            self.command(&["serve"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs");
        let printed = BufReader::new(child.stdout.take().expect("a pipe"));
        let ends = Instant::now() + Duration::from_secs(20);
        while self.get("/healthz").is_none_or(|answer| !answer.starts_with("HTTP/1.1 200")) {
            assert!(Instant::now() < ends && child.try_wait().expect("a child").is_none(), "the square does not open");
            std::thread::yield_now();
        }
        Open { child, printed }
    }

    fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        Some(answer)
    }
}

struct Open {
    child: Child,
    printed: BufReader<std::process::ChildStdout>,
}

impl Open {
    /// Asks it to stop, and waits until it has.
    fn close(mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it is ours");
        let begun = Instant::now();
        assert!(self.child.wait().expect("a child").success());
        assert!(begun.elapsed() < Duration::from_secs(10), "it stops within ten seconds");
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn create(username: &str, role: &str) -> Vec<String> {
    let email = format!("{username}@example.org");
    let args = [
        "admin",
        "account",
        "create",
        "--username",
        username,
        "--email",
        &email,
        "--password",
        PASSWORD,
        "--role",
        role,
    ];
    args.into_iter().chain(["--confirmed", "--json"]).map(str::to_owned).collect()
}

#[test]
fn commands_do_the_same_on_a_closed_square_and_beside_an_open_one() {
    let square = Square::new();
    let args = create("anna", "host");
    let anna = square.json(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((&anna["username"], &anna["role"]), (&Value::from("anna"), &Value::from("host")));

    let open = square.open();
    let args = create("fenna", "person");
    square.json(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let listed = square.json(&["admin", "account", "list", "--json"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
    square.says(&["admin", "account", "set-role", "fenna", "--role", "moderator"]);
    assert_eq!(
        square.json(&["admin", "account", "show", "--username", "fenna", "--json"])["role"],
        Value::from("moderator")
    );
    let token = square.json(&[
        "admin",
        "token",
        "create",
        "--username",
        "anna",
        "--scopes",
        "read write follow push",
        "--json",
    ]);
    assert!(token["access_token"].as_str().is_some_and(|token| token.len() > 30));
    assert!(square.says(&["admin", "invite", "create"]).contains("/join/"));
    let made =
        ["admin", "currency", "create", "--slug", "appeltaart", "--name", "Appeltaart", "--emblem", "appeltaart"];
    let says = ["--says", "for whoever kept the oven on", "--kind", "expressive"];
    assert!(square.says(&[made.as_slice(), says.as_slice()].concat()).contains(":appeltaart:"));

    let list = square.data.path().join("thanks.csv");
    std::fs::write(&list, "from,to,at,reason\nAda,Bo,2021-05-01,for the lamp\nBo,Bo,2021-05-02,for me\n")
        .expect("a file");
    let list = list.to_str().expect("a path");
    let imported = square.json(&["import", "thanks", list, "--json"]);
    assert_eq!((&imported["added"], &imported["refused"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(square.json(&["import", "thanks", list, "--json"])["added"], Value::from(0));
    assert_eq!(square.json(&["verify", "--json"])["holds"], Value::from(true));

    let known = square.json(&["import", "thanks", list, "--known", "--newest-today", "--json"]);
    assert_eq!((&known["added"], &known["known"]), (&Value::from(0), &Value::from(2)));
    assert_eq!(square.json(&["standing", "fill", "--json"])["steps"].as_array().map(Vec::len), Some(4));
    assert_eq!(square.json(&["standing", "fill", "--json"])["bands_moved"], Value::from(0), "twice adds nothing");
    let told = square.json(&["standing", "explain", "bo", "--json"]);
    assert!(told["points"].as_f64().is_some_and(|points| points > 0.0) && told["people"] == 1, "{told}");
    let words = square.says(&["standing", "explain", "bo"]);
    assert!(words.contains("Ada, gift: “for the lamp”, 2021-05-01"), "{words}");
    assert_eq!(square.json(&["standing", "verify", "--json"])["holds"], Value::from(true));

    square.says(&["admin", "account", "suspend", "fenna"]);
    square.says(&["admin", "account", "delete", "fenna", "--yes"]);
    assert!(!square.run(&["admin", "account", "show", "fenna"]).status.success());
    open.close();
    assert_eq!(square.json(&["verify", "--json"])["holds"], Value::from(true));
}

#[test]
fn a_backup_of_an_open_square_comes_back_elsewhere() {
    let square = Square::new();
    let args = create("anna", "host");
    square.json(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let open = square.open();
    let file = square.data.path().join("all.tar");
    square.says(&["backup", file.to_str().expect("a path")]);
    open.close();

    let elsewhere = Square::new();
    elsewhere.says(&["restore", file.to_str().expect("a path")]);
    assert_eq!(elsewhere.json(&["admin", "account", "show", "anna", "--json"])["role"], Value::from("host"));
    let again = elsewhere.run(&["restore", file.to_str().expect("a path")]);
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("already"));
}

#[test]
fn an_empty_folder_prints_a_link_and_what_is_refused_says_why() {
    let square = Square::new();
    let mut open = square.open();
    let mut line = String::new();
    while !line.contains("/begin/") {
        line.clear();
        assert!(open.printed.read_line(&mut line).expect("text") > 0, "a link is printed");
    }
    assert!(line.trim().starts_with(&format!("http://localhost:{}/begin/", square.port)), "{line}");
    let second = square.run(&["serve"]);
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&second.stderr).contains("--listen"));
    let nobody = square.run(&["admin", "token", "create", "--username", "nobody"]);
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("Nobody here is called nobody"));
    let weak = square.run(&[
        "admin",
        "account",
        "create",
        "--username",
        "bo",
        "--email",
        "bo@example.org",
        "--password",
        "short",
    ]);
    assert!(String::from_utf8_lossy(&weak.stderr).contains("--password is too short"));
    open.close();
    assert!(!Path::new(&square.data.path().join("admin.sock")).exists());
}
