//! The frame around every page, and how trouble becomes one.

use std::borrow::Borrow;
use std::fmt::Write as _;
use std::ops::Deref;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use soulava_social::accounts::AccountView;
use soulava_social::currencies::CurrencyView;
use soulava_social::{Error, Refusal};

use crate::i18n::{Arg, Lang, escape};
use crate::visit::Visit;
use crate::{assets, fmt, icons};

/// What a handler answers with.
pub type Answer = Result<Response, Trouble>;

/// Where in the main navigation a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The square, or the landing page.
    Square,
    /// The one business's stall.
    Stall,
    /// Currencies and gifts.
    Gifts,
    /// Ties, and inviting people.
    People,
    /// What waits for the viewer.
    Waiting,
    /// Writing a post.
    Write,
    /// The viewer's own page and settings.
    You,
    /// None of the places.
    Elsewhere,
}

/// Wrong fields of a form, in the order of the form.
#[derive(Clone, Debug, Default)]
pub struct Errors(pub Vec<(String, String)>);

impl Errors {
    /// One wrong field.
    pub fn one(field: &str, text: impl Into<String>) -> Self {
        Self(vec![(field.to_owned(), text.into())])
    }

    /// Adds a wrong field.
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.push((field.to_owned(), text.into()));
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What every template knows: who looks, in which language, where, and what was wrong.
pub struct Frame {
    /// The visit this page answers.
    pub visit: Visit,
    /// In the browser's tab, before the square's name.
    pub title: String,
    /// Marked in the navigation.
    pub place: Place,
    /// Wrong fields, when the form comes back.
    pub errors: Errors,
    /// Ties the form to one act, however often it is sent.
    key: String,
}

impl Deref for Frame {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.visit
    }
}

impl Frame {
    pub(crate) fn new(visit: &Visit, place: Place, title: String, errors: Errors) -> Self {
        let title = if errors.is_empty() { title } else { visit.lang().with("title-error", &[("title", &title)]) };
        Self { visit: visit.clone(), title, place, errors, key: crate::session::secret::<12>() }
    }

    /// A text.
    pub fn t(&self, key: &str) -> String {
        self.lang().t(key)
    }

    /// A text with one value.
    pub fn t1(&self, key: &str, name: &'static str, value: impl Arg) -> String {
        self.lang().with(key, &[(name, &value)])
    }

    /// A text with two values.
    pub fn t2(&self, key: &str, n1: &'static str, v1: impl Arg, n2: &'static str, v2: impl Arg) -> String {
        self.lang().with(key, &[(n1, &v1), (n2, &v2)])
    }

    /// A text with three values.
    #[expect(clippy::too_many_arguments, reason = "templates have no lists of pairs")]
    pub fn t3(
        &self,
        key: &str,
        n1: &'static str,
        v1: impl Arg,
        n2: &'static str,
        v2: impl Arg,
        n3: &'static str,
        v3: impl Arg,
    ) -> String {
        self.lang().with(key, &[(n1, &v1), (n2, &v2), (n3, &v3)])
    }

    /// A text that holds markup.
    pub fn h(&self, key: &str) -> String {
        self.lang().html(key, &[])
    }

    /// A text that holds markup, with one value, escaped.
    pub fn h1(&self, key: &str, name: &'static str, value: impl Arg) -> String {
        self.lang().html(key, &[(name, &value)])
    }

    /// A text that holds markup, with two values, escaped.
    pub fn h2(&self, key: &str, n1: &'static str, v1: impl Arg, n2: &'static str, v2: impl Arg) -> String {
        self.lang().html(key, &[(n1, &v1), (n2, &v2)])
    }

    /// The language's code, for `lang`.
    pub fn code(&self) -> &'static str {
        self.lang().code()
    }

    /// The other languages, for the footer.
    pub fn other_languages(&self) -> Vec<Lang> {
        Lang::ALL.into_iter().filter(|lang| *lang != self.lang()).collect()
    }

    /// What is wrong with a field, when it is.
    pub fn bad(&self, field: &str) -> Option<&str> {
        self.errors.0.iter().find(|(name, _)| name == field).map(|(_, text)| text.as_str())
    }

    /// The hidden fields every form begins with.
    pub fn sealed(&self) -> String {
        format!(
            r#"<input type="hidden" name="csrf" value="{}"><input type="hidden" name="key" value="{}">"#,
            escape(self.visit.form_token()),
            self.key
        )
    }

    /// A moment, which the script rewrites to the reader's own day.
    pub fn time(&self, at_ms: impl Borrow<i64>) -> String {
        let at_ms = *at_ms.borrow();
        format!(
            r#"<time datetime="{}" data-ms="{at_ms}">{}</time>"#,
            fmt::machine(at_ms),
            escape(&fmt::when(self.lang(), at_ms, self.visit.now_ms()))
        )
    }

    /// A day with its year.
    pub fn date(&self, at_ms: impl Borrow<i64>) -> String {
        fmt::date(self.lang(), *at_ms.borrow())
    }

    /// A person's or stall's picture as a bead; `size` is empty, `s`, `xs` or `l`. A name always stands near it.
    pub fn face(&self, account: &AccountView, size: &str) -> String {
        let (class, pixels) = match size {
            "l" => ("face face--l", 88),
            "s" => ("face face--s", 32),
            "xs" => ("face face--xs", 24),
            _ => ("face", 48),
        };
        format!(
            r#"<img class="{class}" src="{}" alt="" width="{pixels}" height="{pixels}" loading="lazy" decoding="async">"#,
            avatar_path(account)
        )
    }

    /// Where a currency's emblem is.
    pub fn emblem(&self, currency: &CurrencyView) -> String {
        emblem_path(currency)
    }

    /// A moment in plain words, for the middle of a sentence.
    pub fn ago(&self, at_ms: impl Borrow<i64>) -> String {
        fmt::when(self.lang(), *at_ms.borrow(), self.visit.now_ms())
    }

    /// One of our line icons, hidden from screen readers: a word always stands beside it.
    pub fn icon(&self, name: &str) -> &'static str {
        icons::icon(name)
    }

    /// The mark of the square.
    pub fn ring(&self) -> &'static str {
        icons::RING
    }

    /// The address of a compiled-in file.
    pub fn asset(&self, plain: &str) -> String {
        assets::path(plain)
    }

    /// `aria-current` for the navigation.
    pub fn here(&self, place: Place) -> &'static str {
        if self.place == place { r#" aria-current="page""# } else { "" }
    }

    /// "Noor, Femke and 9 others".
    pub fn names<'n>(&self, names: impl IntoIterator<Item = &'n str>, shown: usize) -> String {
        fmt::names(self.lang(), &names.into_iter().collect::<Vec<_>>(), shown)
    }

    /// The few words the script needs, as JSON.
    pub fn script_words(&self) -> String {
        serde_json::json!({
            "today": self.t("when-today-word"), "yesterday": self.t("when-yesterday"), "copied": self.t("copied"),
            "newOne": self.t("live-new-one"), "newMany": self.t("live-new-many"),
        })
        .to_string()
    }
}

/// Where a picture of an account is, on this host.
pub fn avatar_path(account: &AccountView) -> String {
    match &account.avatar {
        Some(picture) => format!("/media/{}", picture.preview_file),
        None => format!("/portraits/{}.svg", account.portrait_seed),
    }
}

/// Where a currency's emblem is, on this host: the drawing where we have one, else the stored picture.
pub fn emblem_path(currency: &CurrencyView) -> String {
    match &currency.emblem_file {
        Some(file) => format!("/media/{file}"),
        None => format!("/emblems/{}.svg", currency.slug),
    }
}

/// Renders a template with a status.
pub fn render(status: StatusCode, template: &impl Template) -> Answer {
    match template.render() {
        Ok(html) => Ok((status, Html(html)).into_response()),
        Err(error) => Err(Trouble::broken(&error)),
    }
}

/// After a POST: look there. 303, so that Back works and nothing is sent twice.
pub fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// Why there is no page. The layer around all pages turns it into one.
#[derive(Clone, Debug)]
pub enum Trouble {
    /// A rule of the square.
    Refused(Refusal),
    /// A login is needed; come back to this path afterwards.
    SignIn,
    /// The form did not come from our own page, or its session ended.
    Forged,
    /// More than we read.
    TooLarge,
    /// Ours; the reference is in the log.
    Broken(String),
}

impl Trouble {
    /// Logs the cause once and keeps only a reference to read out.
    pub fn broken(error: &dyn std::fmt::Display) -> Self {
        let reference = crate::session::secret::<4>();
        tracing::error!(%error, reference, "a page broke");
        Self::Broken(reference)
    }

    /// An answer without a frame, for when not even the frame can be made.
    pub fn bare(&self) -> Response {
        let text = match self {
            Self::Broken(reference) => format!("Something broke on our side. To read out: {reference}"),
            _ => "Something broke on our side.".to_owned(),
        };
        (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")], text).into_response()
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(Refusal::NotFound) => StatusCode::NOT_FOUND,
            Self::Refused(Refusal::Gone) => StatusCode::GONE,
            Self::Refused(Refusal::Forbidden { .. }) | Self::Forged => StatusCode::FORBIDDEN,
            Self::Refused(Refusal::Invalid { .. } | Refusal::KeyReused) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(Refusal::Limited { .. }) => StatusCode::TOO_MANY_REQUESTS,
            Self::SignIn => StatusCode::SEE_OTHER,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => Self::Refused(refusal),
            Error::Broken(cause) => Self::broken(&cause),
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    f: Frame,
    heading: String,
    text: String,
    reference: String,
}

/// The page for trouble: what happened, what is safe, what one can do.
pub fn trouble_page(visit: &Visit, trouble: &Trouble) -> Response {
    let lang = visit.lang();
    let mut reference = String::new();
    let (name, text) = match trouble {
        Trouble::SignIn => return see(&format!("/sign-in?back={}", encode(visit.path()))),
        Trouble::Refused(Refusal::NotFound) => ("missing", lang.t("trouble-missing-text")),
        Trouble::Refused(Refusal::Gone) => ("gone", lang.t("trouble-gone-text")),
        Trouble::Refused(Refusal::Forbidden { why }) => ("forbidden", lang.refusal("", "", why)),
        Trouble::Refused(Refusal::Invalid { field, code, why }) => ("invalid", lang.refusal(field, code, why)),
        Trouble::Refused(Refusal::KeyReused) => ("invalid", lang.t("trouble-key-text")),
        Trouble::Refused(Refusal::Limited { until, .. }) => {
            ("limited", lang.with("trouble-limited-text", &[("time", &fmt::clock(lang, *until).as_str())]))
        }
        Trouble::Forged => ("forged", lang.t("trouble-forged-text")),
        Trouble::TooLarge => ("large", lang.t("trouble-large-text")),
        Trouble::Broken(at) => {
            let _ = write!(reference, "{at}, {}", fmt::machine(visit.now_ms()));
            ("broken", lang.t("trouble-broken-text"))
        }
    };
    let heading = lang.t(&format!("trouble-{name}"));
    let f = Frame::new(visit, Place::Elsewhere, heading.clone(), Errors::default());
    let page = TroublePage { f, heading, text, reference };
    let mut response = render(trouble.status(), &page).unwrap_or_else(|_| trouble.status().into_response());
    if let Trouble::Refused(Refusal::Limited { until, .. }) = trouble {
        let seconds = ((until - visit.now_ms()) / 1000).max(1);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds as u64));
    }
    response
}

/// Percent-encodes a path for a query value.
pub fn encode(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC).to_string()
}
