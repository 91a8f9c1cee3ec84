//! The words of the pages in English, Dutch and Danish.
//!
//! A text has a key in `locales/LANG/*.ftl` and is asked for as `f.t("key")` in a template. Every key exists in all
//! three languages with the same placeables; tests hold that, and that every key a template asks for exists.

use std::fmt::Write as _;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A language the pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Dutch.
    Nl,
    /// Danish.
    Da,
}

impl Lang {
    /// All of them, in the order of the footer.
    pub const ALL: [Self; 3] = [Self::En, Self::Nl, Self::Da];

    /// BCP 47, as in `lang` attributes and in settings.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Nl => "nl",
            Self::Da => "da",
        }
    }

    /// Its own name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Nl => "Nederlands",
            Self::Da => "Dansk",
        }
    }

    /// Reads a code; regions are ignored (`nl-BE` is Dutch).
    pub fn parse(code: &str) -> Option<Self> {
        let primary = code.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The best of ours for an `Accept-Language` header; none when the reader names none of them.
    /// Source: <https://www.rfc-editor.org/rfc/rfc9110#name-accept-language>.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',').take(32) {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(Self::parse) else { continue };
            let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")).and_then(|q| q.parse().ok()).unwrap_or(1.0);
            if weight > 0.0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    /// The text of `key`.
    pub fn t(self, key: &str) -> String {
        self.say(key, None, false)
    }

    /// The text of `key` with named values.
    pub fn with(self, key: &str, values: &[(&'static str, &dyn Arg)]) -> String {
        self.say(key, Some(values), false)
    }

    /// The text of `key`, whose own words may hold links and emphasis as HTML; the values are escaped.
    pub fn html(self, key: &str, values: &[(&'static str, &dyn Arg)]) -> String {
        self.say(key, Some(values), true)
    }

    /// A refusal in this language: by its English sentence, by field and code, by code alone, or as it came.
    pub fn refusal(self, field: &str, code: &str, why: &str) -> String {
        let code = code.trim_start_matches("ERR_").to_ascii_lowercase().replace('_', "-");
        let letter = |c: char| match c {
            ' ' => Some('-'),
            c => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
        };
        let sentence: String = why.chars().filter_map(letter).collect();
        let keys = [format!("no-{sentence}"), format!("err-{field}-{code}").replace('_', "-"), format!("err-{code}")];
        keys.iter().find(|key| bundle(self).has_message(key)).map_or_else(|| why.to_owned(), |key| self.t(key))
    }

    fn say(self, key: &str, values: Option<&[(&'static str, &dyn Arg)]>, html: bool) -> String {
        let args = values.map(|values| {
            let mut args = FluentArgs::with_capacity(values.len());
            for (name, value) in values {
                args.set(*name, if html { escaped(value.value()) } else { value.value() });
            }
            args
        });
        let found = [self, Self::En].into_iter().find_map(|lang| {
            let bundle = bundle(lang);
            let pattern = bundle.get_message(key)?.value()?;
            Some(bundle.format_pattern(pattern, args.as_ref(), &mut Vec::new()).into_owned())
        });
        found.unwrap_or_else(|| {
            tracing::error!(key, "a page asked for a text that does not exist");
            key.to_owned()
        })
    }
}

/// Something that fits into a text: words or a number.
pub trait Arg {
    /// As fluent takes it. Numbers choose plurals.
    fn value(&self) -> FluentValue<'_>;
}

impl Arg for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}
impl Arg for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}
impl<T: Arg + ?Sized> Arg for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}
macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Arg for $kind {
            fn value(&self) -> FluentValue<'_> { FluentValue::from(*self) }
        }
    )*};
}
numbers!(i64, i32, u32, u64, usize);

fn escaped(value: FluentValue<'_>) -> FluentValue<'_> {
    match value {
        FluentValue::String(text) => FluentValue::from(escape(&text)),
        other => other,
    }
}

/// `text` as HTML, for an element or a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(lang: Lang) -> &'static Bundle {
    static BUNDLES: LazyLock<[Bundle; 3]> = LazyLock::new(|| Lang::ALL.map(load));
    &BUNDLES[lang as usize]
}

fn load(lang: Lang) -> Bundle {
    let language = lang.code().parse().expect("our language codes are BCP 47");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks around every value would be read aloud by some screen readers and break copying.
    bundle.set_use_isolating(false);
    for source in sources(lang) {
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(_, errors)| {
            let mut why = String::new();
            let _ = write!(why, "{errors:?}");
            panic!("a compiled-in text file of {} does not parse: {why}", lang.name())
        });
        bundle.add_resource(resource).expect("no text key is written twice in one language");
    }
    bundle
}

macro_rules! locale {
    ($lang:literal) => {
        &[
            include_str!(concat!("../locales/", $lang, "/shell.ftl")),
            include_str!(concat!("../locales/", $lang, "/people.ftl")),
            include_str!(concat!("../locales/", $lang, "/square.ftl")),
            include_str!(concat!("../locales/", $lang, "/gifts.ftl")),
            include_str!(concat!("../locales/", $lang, "/help.ftl")),
            include_str!(concat!("../locales/", $lang, "/ties.ftl")),
            include_str!(concat!("../locales/", $lang, "/standing.ftl")),
            include_str!(concat!("../locales/", $lang, "/introductions.ftl")),
            include_str!(concat!("../locales/", $lang, "/orbits.ftl")),
        ]
    };
}

fn sources(lang: Lang) -> &'static [&'static str; 9] {
    match lang {
        Lang::En => locale!("en"),
        Lang::Nl => locale!("nl"),
        Lang::Da => locale!("da"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;

    /// Key to the names of its placeables, read from the files themselves.
    fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for source in sources(lang) {
            let mut key = None;
            for line in source.lines() {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    let name = line.split('=').next().expect("a split has a first part").trim().to_owned();
                    found.entry(name.clone()).or_default();
                    key = Some(name);
                }
                let Some(key) = key.as_ref().filter(|_| !line.starts_with('#')) else { continue };
                for piece in line.split('$').skip(1) {
                    let end =
                        piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(piece.len());
                    found.get_mut(key).expect("the key was just entered").insert(piece[..end].to_owned());
                }
            }
        }
        found
    }

    #[test]
    fn every_text_exists_in_all_languages_with_the_same_values() {
        let english = keys(Lang::En);
        for lang in [Lang::Nl, Lang::Da] {
            let other = keys(lang);
            for (key, values) in &english {
                assert_eq!(other.get(key), Some(values), "{} of {}", key, lang.name());
            }
            for key in other.keys() {
                assert!(english.contains_key(key), "{key} is only in {}", lang.name());
            }
        }
    }

    #[test]
    fn every_text_a_page_asks_for_exists() {
        let english = keys(Lang::En);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut asked = 0;
        for file in files(&root.join("src")).into_iter().chain(files(&root.join("templates"))) {
            let text = std::fs::read_to_string(&file).expect("a source file is readable text");
            let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            for call in ["t(\"", "t1(\"", "t2(\"", "t3(\"", "h(\"", "h1(\"", "h2(\"", "h3(\"", "with(\"", "html(\""] {
                for (at, _) in text.match_indices(call) {
                    if !text[..at].ends_with('.') {
                        continue;
                    }
                    let key = text[at + call.len()..].split('"').next().expect("a split has a first part");
                    assert!(english.contains_key(key), "{} asks for {key}", file.display());
                    asked += 1;
                }
            }
        }
        assert!(asked > 30, "only {asked} texts were found");
    }

    fn files(folder: &Path) -> Vec<std::path::PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the folder exists") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
        }
        found
    }

    #[test]
    fn the_reader_is_answered_in_the_language_they_like_best() {
        assert_eq!(Lang::accepted("de, nl-BE;q=0.8, en;q=0.9"), Some(Lang::En));
        assert_eq!(Lang::accepted("da-DK,da;q=0.9,en;q=0.8"), Some(Lang::Da));
        assert_eq!(Lang::accepted("fr, de;q=0.5, nl;q=0"), None);
    }

    #[test]
    fn refusals_are_told_in_the_readers_language() {
        assert_eq!(
            Lang::Nl.refusal("to", "ERR_INVALID", "A gift needs somebody else."),
            "Voor een geschenk is iemand anders nodig."
        );
        assert_eq!(
            Lang::Da.refusal("email", "ERR_TAKEN", "has already been taken"),
            "En anden logger allerede ind med den adresse."
        );
        assert_eq!(Lang::En.refusal("x", "ERR_TOO_LONG", "is too long"), "This is too long.");
        assert_eq!(Lang::Nl.refusal("", "", "Something new."), "Something new.");
    }

    #[test]
    fn values_are_escaped_in_html_texts_only() {
        assert_eq!(Lang::En.with("foot-kept-by", &[("square", &"<b>"), ("host", &"a & b")]), "<b> is kept by a & b");
        assert!(Lang::En.html("foot-kept-by", &[("square", &"<b>"), ("host", &"x")]).starts_with("&lt;b&gt;"));
    }
}
