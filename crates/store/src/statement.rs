//! One SQL text for two databases: [`Statement`], `sql!` and the rewriting for SQLite.

use std::sync::OnceLock;

/// A statement in PostgreSQL's words within the shared subset, with SQLite's words made on first use.
///
/// Made by `sql!`; its address is its name in each connection's cache of prepared statements.
pub struct Statement {
    postgres: &'static str,
    sqlite_own: Option<&'static str>,
    sqlite: OnceLock<String>,
}

impl Statement {
    /// For `sql!` alone.
    #[doc(hidden)]
    pub const fn new(postgres: &'static str, sqlite: Option<&'static str>) -> Self {
        Self { postgres, sqlite_own: sqlite, sqlite: OnceLock::new() }
    }

    /// PostgreSQL's text.
    pub fn postgres(&self) -> &'static str {
        self.postgres
    }

    /// SQLite's text.
    pub fn sqlite(&self) -> &str {
        self.sqlite.get_or_init(|| for_sqlite(self.sqlite_own.unwrap_or(self.postgres)))
    }
}

/// A statement, written once: `sql!("SELECT name FROM tags WHERE id = $1")`.
///
/// Where the two databases cannot share a text: `sql!(postgres: "…", sqlite: "…")`.
#[macro_export]
macro_rules! sql {
    (postgres: $postgres:expr, sqlite: $sqlite:expr $(,)?) => {{
        static STATEMENT: $crate::Statement = $crate::Statement::new($postgres, Some($sqlite));
        &STATEMENT
    }};
    ($text:expr $(,)?) => {{
        static STATEMENT: $crate::Statement = $crate::Statement::new($text, None);
        &STATEMENT
    }};
}

/// A piece of SQL. Joining the pieces gives the text back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Space(&'a str),
    Comment(&'a str),
    Quoted(&'a str),
    Word(&'a str),
    Parameter(&'a str),
    Cast,
    Sign(&'a str),
}

impl<'a> Token<'a> {
    pub fn text(self) -> &'a str {
        match self {
            Self::Space(text) | Self::Comment(text) | Self::Quoted(text) => text,
            Self::Word(text) | Self::Parameter(text) | Self::Sign(text) => text,
            Self::Cast => "::",
        }
    }

    pub fn is(self, word: &str) -> bool {
        matches!(self, Self::Word(text) | Self::Sign(text) if text.eq_ignore_ascii_case(word))
    }

    fn blank(self) -> bool {
        matches!(self, Self::Space(_) | Self::Comment(_))
    }
}

/// Cuts SQL into tokens; never fails, and loses nothing.
pub(crate) fn tokens<'a>(sql: &'a str) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let run = |same: &dyn Fn(char) -> bool| rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (length, make): (usize, fn(&'a str) -> Token<'a>) = if first.is_whitespace() {
            (run(&char::is_whitespace), Token::Space)
        } else if rest.starts_with("--") {
            (rest.find('\n').unwrap_or(rest.len()), Token::Comment)
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |end| end + 2), Token::Comment)
        } else if first == '\'' || first == '"' {
            (quoted(rest, first), Token::Quoted)
        } else if first == '_' || first.is_alphanumeric() {
            (run(&|c| c == '_' || c.is_alphanumeric()), Token::Word)
        } else if first == '$' {
            (1 + rest[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - 1), Token::Parameter)
        } else if rest.starts_with("::") {
            (2, |_| Token::Cast)
        } else {
            (first.len_utf8(), Token::Sign)
        };
        let (piece, after) = rest.split_at(length);
        found.push(make(piece));
        rest = after;
    }
    found
}

fn quoted(text: &str, quote: char) -> usize {
    let mut end = 1;
    loop {
        match text[end..].find(quote) {
            None => return text.len(),
            Some(at) if text[end + at + 1..].starts_with(quote) => end += at + 2,
            Some(at) => return end + at + 1,
        }
    }
}

/// Rewrites the shared subset for SQLite:
/// `$1` to `?1`; `= ANY($1)`, `<> ALL($1)` and `unnest($1::bigint[])` to `json_each`; casts by `::` and row locks
/// dropped; and `WHERE TRUE` where SQLite would take `ON CONFLICT` for a join.
pub(crate) fn for_sqlite(sql: &str) -> String {
    let tokens = tokens(sql);
    let mut out = String::with_capacity(sql.len() + 32);
    let mut depth = 0_i32;
    let (mut from, mut filtered) = (false, false);
    let mut at = 0;
    while at < tokens.len() {
        let token = tokens[at];
        if token.is("(") {
            depth += 1;
        } else if token.is(")") {
            depth -= 1;
        } else if depth == 0 && token.is("FROM") {
            (from, filtered) = (true, false);
        } else if depth == 0 && (token.is("WHERE") || token.is("GROUP") || token.is("LIMIT")) {
            filtered = true;
        }
        if let Some((made, used)) = list_test(&tokens[at..]).or_else(|| unnest(&tokens[at..])) {
            out.push_str(&made);
            at += used;
        } else if let Some(used) = cast(&tokens[at..]).or_else(|| row_lock(&tokens[at..])) {
            at += used;
        } else {
            if depth == 0 && from && !filtered && token.is("ON") && ahead(&tokens[at..], &["ON", "CONFLICT"]).is_some()
            {
                out.push_str("WHERE TRUE ");
                filtered = true;
            }
            match token {
                Token::Parameter(text) => out.push_str(&text.replacen('$', "?", 1)),
                word if word.is("BYTEA") => out.push_str("BLOB"),
                other => out.push_str(other.text()),
            }
            at += 1;
        }
    }
    out
}

/// How many tokens the words take, blanks between them left out.
fn ahead(tokens: &[Token<'_>], words: &[&str]) -> Option<usize> {
    let mut at = 0;
    for (number, word) in words.iter().enumerate() {
        if number > 0 {
            at += tokens[at..].iter().take_while(|token| token.blank()).count();
        }
        tokens.get(at).filter(|token| token.is(word))?;
        at += 1;
    }
    Some(at)
}

/// `= ANY($1)`, `<> ALL($1)`, each perhaps with a cast.
fn list_test(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    let (mut at, test) = match ahead(tokens, &["=", "ANY", "("]) {
        Some(at) => (at, "IN"),
        None => (ahead(tokens, &["<", ">", "ALL", "("])?, "NOT IN"),
    };
    let parameter = parameter(tokens, &mut at)?;
    skip(tokens, &mut at);
    tokens.get(at).filter(|token| token.is(")"))?;
    Some((format!("{test} (SELECT value FROM json_each({parameter}))"), at + 1))
}

/// `unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS t(a, b, n)`.
fn unnest(tokens: &[Token<'_>]) -> Option<(String, usize)> {
    let mut at = ahead(tokens, &["unnest", "("])?;
    let mut lists = Vec::new();
    loop {
        lists.push(parameter(tokens, &mut at)?);
        skip(tokens, &mut at);
        let next = tokens.get(at)?;
        at += 1;
        if next.is(")") {
            break;
        }
        skip(tokens, &mut at);
    }
    skip(tokens, &mut at);
    let numbered = ahead(&tokens[at..], &["WITH", "ORDINALITY"]);
    at += numbered.unwrap_or(0);
    skip(tokens, &mut at);
    at += ahead(&tokens[at..], &["AS"]).unwrap_or(0);
    skip(tokens, &mut at);
    let alias = tokens.get(at)?.text();
    at += 1;
    at += ahead_blank(&tokens[at..]);
    let mut columns = Vec::new();
    if tokens.get(at).is_some_and(|token| token.is("(")) {
        while !tokens.get(at)?.is(")") {
            if let Token::Word(name) = tokens[at] {
                columns.push(name);
            }
            at += 1;
        }
        at += 1;
    }
    let mut made = String::from("(SELECT ");
    for (number, _) in lists.iter().enumerate() {
        let name = columns.get(number).copied().unwrap_or(alias);
        made += &format!("{}l{number}.value AS {name}", if number > 0 { ", " } else { "" });
    }
    if numbered.is_some() {
        made += &format!(", l0.key + 1 AS {}", columns.get(lists.len()).copied().unwrap_or("ordinality"));
    }
    for (number, list) in lists.iter().enumerate() {
        made += &match number {
            0 => format!(" FROM json_each({list}) AS l0"),
            _ => format!(" JOIN json_each({list}) AS l{number} ON l{number}.key = l0.key"),
        };
    }
    Some((made + ") AS " + alias, at))
}

/// Blanks before an opening parenthesis; none when something else follows.
fn ahead_blank(tokens: &[Token<'_>]) -> usize {
    let blanks = tokens.iter().take_while(|token| token.blank()).count();
    if tokens.get(blanks).is_some_and(|token| token.is("(")) { blanks } else { 0 }
}

fn skip(tokens: &[Token<'_>], at: &mut usize) {
    *at += tokens[*at..].iter().take_while(|token| token.blank()).count();
}

/// `$1` or `$1::bigint[]`; leaves `at` behind it.
fn parameter(tokens: &[Token<'_>], at: &mut usize) -> Option<String> {
    skip(tokens, at);
    let Token::Parameter(text) = tokens.get(*at)? else { return None };
    *at += 1;
    *at += cast(&tokens[*at..]).unwrap_or(0);
    Some(text.replacen('$', "?", 1))
}

/// `::bigint`, `::double precision`, `::text[]`.
fn cast(tokens: &[Token<'_>]) -> Option<usize> {
    let Token::Cast = tokens.first()? else { return None };
    let mut at = 2;
    if tokens.get(1)?.is("double") {
        at = 1 + ahead(&tokens[1..], &["double", "precision"])?;
    }
    if ahead(&tokens[at..], &["[", "]"]).is_some() {
        at += 2;
    }
    Some(at)
}

/// `FOR UPDATE OF t SKIP LOCKED` and its sisters.
fn row_lock(tokens: &[Token<'_>]) -> Option<usize> {
    let strengths: [&[&str]; 4] =
        [&["FOR", "UPDATE"], &["FOR", "NO", "KEY", "UPDATE"], &["FOR", "SHARE"], &["FOR", "KEY", "SHARE"]];
    let mut at = strengths.iter().find_map(|words| ahead(tokens, words))?;
    let after = |at: usize| at + tokens[at..].iter().take_while(|token| token.blank()).count();
    if let Some(used) = ahead(&tokens[after(at)..], &["OF"]) {
        at = after(after(at) + used) + 1;
    }
    for words in [&["SKIP", "LOCKED"][..], &["NOWAIT"]] {
        if let Some(used) = ahead(&tokens[after(at)..], words) {
            at = after(at) + used;
        }
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is(sql: &str, expected: &str) {
        assert_eq!(for_sqlite(sql), expected);
    }

    #[test]
    fn parameters_and_lists() {
        is(
            "SELECT a FROM t WHERE b = $1 AND c = ANY($12) -- $3",
            "SELECT a FROM t WHERE b = ?1 AND c IN (SELECT value FROM json_each(?12)) -- $3",
        );
        is("a = ANY ( $1::bigint[] )", "a IN (SELECT value FROM json_each(?1))");
        is("a <> ALL($1::text[])", "a NOT IN (SELECT value FROM json_each(?1))");
        is("'it''s $1' || \"$2\" || $3::double precision", "'it''s $1' || \"$2\" || ?3");
    }

    #[test]
    fn list_inserts() {
        is(
            "INSERT INTO m (p, a) SELECT $1, x FROM unnest($2::bigint[]) AS t(x) ON CONFLICT DO NOTHING",
            "INSERT INTO m (p, a) SELECT ?1, x FROM (SELECT l0.value AS x FROM json_each(?2) AS l0) AS t WHERE TRUE ON CONFLICT DO NOTHING",
        );
        is(
            "SELECT a, b FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS t (a, b, n) ORDER BY n",
            "SELECT a, b FROM (SELECT l0.value AS a, l1.value AS b, l0.key + 1 AS n FROM json_each(?1) AS l0 JOIN json_each(?2) AS l1 ON l1.key = l0.key) AS t ORDER BY n",
        );
    }

    #[test]
    fn row_locks_go() {
        is("SELECT a FROM t LIMIT 1 FOR UPDATE SKIP LOCKED", "SELECT a FROM t LIMIT 1 ");
        is("UPDATE t SET a = (SELECT b FROM u FOR NO KEY UPDATE OF u NOWAIT)", "UPDATE t SET a = (SELECT b FROM u )");
        is(
            "INSERT INTO t (a) VALUES ($1) ON CONFLICT (a) DO NOTHING",
            "INSERT INTO t (a) VALUES (?1) ON CONFLICT (a) DO NOTHING",
        );
    }

    proptest! {
        #[test]
        fn cutting_loses_nothing(sql in ".{0,80}") {
            let joined: String = tokens(&sql).into_iter().map(Token::text).collect();
            prop_assert_eq!(&joined, &sql);
            let _ = for_sqlite(&sql);
        }
    }
}
