//! Finds every `sql!("…")` in the sources, also those that macros put together, so that none can hide.

use std::collections::HashMap;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::str::Chars;

/// A statement as it is written, and where.
#[derive(Debug, PartialEq)]
pub struct Found {
    /// The file, below the workspace.
    pub file: String,
    /// PostgreSQL's text.
    pub postgres: String,
    /// SQLite's own text, where it has one.
    pub sqlite: Option<String>,
}

/// All statements in `crates/*/src`, except the store's own.
pub fn statements() -> Vec<Found> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("crates/").to_owned();
    let mut files = Vec::new();
    rust_files(&crates, &mut files);
    let sources: Vec<(String, Vec<Tree>)> = files
        .into_iter()
        .filter(|file| {
            file.components().any(|part| part.as_os_str() == "src") && !file.starts_with(crates.join("store"))
        })
        .map(|file| {
            let text = std::fs::read_to_string(&file).expect("a source can be read");
            let name = file.strip_prefix(&crates).expect("below crates/").display().to_string();
            (name, trees(&text))
        })
        .collect();
    found_in(&sources)
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && !path.ends_with("target") {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn found_in(sources: &[(String, Vec<Tree>)]) -> Vec<Found> {
    let mut macros = Macros::default();
    sources.iter().for_each(|(file, trees)| macros.collect(file, trees));
    let mut found = Vec::new();
    for (file, trees) in sources {
        macros.walk(file, trees, &mut found);
    }
    found
}

/// A piece of Rust.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Text(String),
    Word(String),
    Sign(char),
    Group(Vec<Tree>),
}

impl Tree {
    fn is_word(&self, wanted: &str) -> bool {
        matches!(self, Self::Word(word) if word == wanted)
    }
}

/// Cuts Rust into trees; comments and characters are left out.
fn trees(text: &str) -> Vec<Tree> {
    let mut chars = text.chars().peekable();
    group(&mut chars)
}

fn group(chars: &mut Peekable<Chars<'_>>) -> Vec<Tree> {
    let mut found = Vec::new();
    while let Some(first) = chars.next() {
        match first {
            '(' | '[' | '{' => found.push(Tree::Group(group(chars))),
            ')' | ']' | '}' => break,
            '"' => found.push(Tree::Text(quoted(chars))),
            '/' if chars.peek() == Some(&'/') => while chars.next().is_some_and(|c| c != '\n') {},
            '/' if chars.peek() == Some(&'*') => comment(chars),
            '\'' => character(chars),
            'r' if matches!(chars.peek(), Some('"' | '#')) => found.push(raw(chars)),
            c if c == '_' || c.is_alphanumeric() => {
                let mut word = c.to_string();
                while let Some(next) = chars.next_if(|c| *c == '_' || c.is_alphanumeric()) {
                    word.push(next);
                }
                found.push(Tree::Word(word));
            }
            c if c.is_whitespace() => {}
            c => found.push(Tree::Sign(c)),
        }
    }
    found
}

fn quoted(chars: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some(other) => text.push(other),
                None => break,
            },
            c => text.push(c),
        }
    }
    text
}

fn raw(chars: &mut Peekable<Chars<'_>>) -> Tree {
    let mut end = "\"".to_owned();
    while chars.next_if_eq(&'#').is_some() {
        end.push('#');
    }
    if chars.next_if_eq(&'"').is_none() {
        return Tree::Word("r".into()); // a raw name
    }
    let mut text = String::new();
    while !text.ends_with(&end) {
        let Some(c) = chars.next() else { break };
        text.push(c);
    }
    Tree::Text(text.strip_suffix(&end).unwrap_or(&text).to_owned())
}

fn comment(chars: &mut Peekable<Chars<'_>>) {
    let mut last = ' ';
    chars.next();
    for c in chars.by_ref() {
        if last == '*' && c == '/' {
            return;
        }
        last = c;
    }
}

/// A character, or a lifetime, of which the name is left behind as a word.
fn character(chars: &mut Peekable<Chars<'_>>) {
    let mut ahead = chars.clone();
    let first = ahead.next();
    if first == Some('\\') {
        chars.next();
        chars.next();
        while chars.next().is_some_and(|c| c != '\'') {}
    } else if ahead.next() == Some('\'') {
        chars.next();
        chars.next();
    }
}

/// What the macros of the sources stand for. A file's own macro wins over another file's of the same name.
#[derive(Default)]
struct Macros {
    arms: HashMap<(String, String), Vec<Arm>>,
    anywhere: HashMap<String, Vec<Arm>>,
}

#[derive(Clone)]
struct Arm {
    pattern: Vec<Tree>,
    body: Vec<Tree>,
}

impl Macros {
    fn collect(&mut self, file: &str, trees: &[Tree]) {
        for window in trees.windows(4) {
            if let [start, Tree::Sign('!'), Tree::Word(name), Tree::Group(rules)] = window
                && start.is_word("macro_rules")
            {
                let arms: Vec<Arm> = rules
                    .windows(4)
                    .filter_map(|rule| match rule {
                        [Tree::Group(pattern), Tree::Sign('='), Tree::Sign('>'), Tree::Group(body)] => {
                            Some(Arm { pattern: pattern.clone(), body: body.clone() })
                        }
                        _ => None,
                    })
                    .collect();
                self.anywhere.insert(name.clone(), arms.clone());
                self.arms.insert((file.to_owned(), name.clone()), arms);
            }
        }
        for tree in trees {
            if let Tree::Group(inner) = tree {
                self.collect(file, inner);
            }
        }
    }

    fn walk(&self, file: &str, trees: &[Tree], found: &mut Vec<Found>) {
        let mut at = 0;
        while at < trees.len() {
            match &trees[at..] {
                [start, Tree::Sign('!'), Tree::Word(_), Tree::Group(_), ..] if start.is_word("macro_rules") => at += 4,
                [Tree::Word(name), Tree::Sign('!'), Tree::Group(inner), ..] => {
                    if name == "sql" {
                        found.push(self.statement(file, inner));
                    } else if let Some(body) = self.expand(file, name, inner) {
                        self.walk(file, &body, found);
                    } else {
                        self.walk(file, inner, found);
                    }
                    at += 3;
                }
                [Tree::Group(inner), ..] => {
                    self.walk(file, inner, found);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    fn statement(&self, file: &str, inner: &[Tree]) -> Found {
        let text = |trees: &[Tree]| {
            self.text(file, trees).unwrap_or_else(|| panic!("{file}: this sql! cannot be read by the test: {trees:?}"))
        };
        let parts = split(inner);
        let named = |wanted: &str| {
            parts.iter().find_map(|part| match part.as_slice() {
                [name, Tree::Sign(':'), rest @ ..] if name.is_word(wanted) => Some(text(rest)),
                _ => None,
            })
        };
        match (named("postgres"), named("sqlite")) {
            (Some(postgres), sqlite) => Found { file: file.into(), postgres, sqlite },
            _ => Found { file: file.into(), postgres: text(&parts[0]), sqlite: None },
        }
    }

    /// The text that an expression of literals, `concat!` and our own macros stands for.
    fn text(&self, file: &str, trees: &[Tree]) -> Option<String> {
        match trees {
            [Tree::Text(text)] => Some(text.clone()),
            [Tree::Word(number)] if number.chars().all(|c| c.is_ascii_digit()) => Some(number.clone()),
            [Tree::Group(inner)] => self.text(file, inner),
            [name, Tree::Sign('!'), Tree::Group(inner)] if name.is_word("concat") => {
                split(inner).iter().map(|part| self.text(file, part)).collect()
            }
            [Tree::Word(name), Tree::Sign('!'), Tree::Group(inner)] => {
                self.expand(file, name, inner).and_then(|body| self.text(file, &body))
            }
            _ => None,
        }
    }

    /// The body of the first arm that the arguments fit.
    fn expand(&self, file: &str, name: &str, arguments: &[Tree]) -> Option<Vec<Tree>> {
        let arms = self.arms.get(&(file.to_owned(), name.to_owned())).or_else(|| self.anywhere.get(name))?;
        let arguments = split(arguments);
        arms.iter().find_map(|arm| {
            let bound = bind(&split(&arm.pattern), &arguments)?;
            Some(substitute(&arm.body, &bound))
        })
    }
}

/// Cuts a list at its commas; a comma at the end adds nothing.
fn split(trees: &[Tree]) -> Vec<Vec<Tree>> {
    let mut parts: Vec<Vec<Tree>> = trees.split(|tree| *tree == Tree::Sign(',')).map(<[Tree]>::to_vec).collect();
    if parts.last().is_some_and(Vec::is_empty) {
        parts.pop();
    }
    parts
}

/// The names of a pattern with what they stand for. Repetitions take what is left and stand for nothing.
fn bind(pattern: &[Vec<Tree>], arguments: &[Vec<Tree>]) -> Option<HashMap<String, Vec<Tree>>> {
    let mut bound = HashMap::new();
    for (at, part) in pattern.iter().enumerate() {
        match part.as_slice() {
            [Tree::Sign('$'), Tree::Word(name), Tree::Sign(':'), Tree::Word(_)] => {
                bound.insert(name.clone(), arguments.get(at)?.clone());
            }
            [Tree::Sign('$'), Tree::Group(_), ..] => return Some(bound),
            _ => {
                arguments.get(at)?;
            }
        }
    }
    (arguments.len() == pattern.len()).then_some(bound)
}

fn substitute(body: &[Tree], bound: &HashMap<String, Vec<Tree>>) -> Vec<Tree> {
    let mut made = Vec::new();
    let mut at = 0;
    while at < body.len() {
        match &body[at..] {
            [Tree::Sign('$'), Tree::Word(name), ..] if bound.contains_key(name) => {
                made.extend(bound[name].iter().cloned());
                at += 2;
            }
            [Tree::Group(inner), ..] => {
                made.push(Tree::Group(substitute(inner, bound)));
                at += 1;
            }
            [tree, ..] => {
                made.push(tree.clone());
                at += 1;
            }
            [] => break,
        }
    }
    made
}

#[test]
fn no_statement_hides_behind_a_macro() {
    let source = r##"
        macro_rules! tail { ($order:literal) => { concat!(" ORDER BY id ", $order) }; }
        macro_rules! page {
            ($tx:expr, $text:expr, [$($argument:expr),*]) => {
                if true { $tx.all(sql!(concat!($text, tail!("ASC"))), args![$($argument),*]) }
                else { $tx.all(sql!(concat!($text, tail!("DESC"), " LIMIT ", 5)), args![]) }
            };
        }
        // sql!("SELECT 0")
        fn a<'a>(tx: &'a Tx) { let c = '"'; sql!("SELECT \"1\" \
            FROM t"); sql!(postgres: r#"SELECT "p""#, sqlite: "SELECT 's'"); }
        fn b() { page!(tx, concat!("SELECT ", "2"), [a, b]); }
    "##;
    let found = found_in(&[("a.rs".into(), trees(source))]);
    let texts: Vec<&str> = found.iter().map(|statement| statement.postgres.as_str()).collect();
    assert_eq!(
        texts,
        ["SELECT \"1\" FROM t", "SELECT \"p\"", "SELECT 2 ORDER BY id ASC", "SELECT 2 ORDER BY id DESC LIMIT 5"]
    );
    assert_eq!(found[1].sqlite.as_deref(), Some("SELECT 's'"));
}
