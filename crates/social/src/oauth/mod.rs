//! Apps and what people let them do: OAuth 2.0 as Mastodon's clients speak it (RFC 6749, 7009, 7636, 8414).
//!
//! Secrets, codes and tokens are 256 random bits and kept as SHA-256 only.

mod rows;
mod scopes;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use url::Url;

use crate::accounts::{self, State};
use crate::{AccountId, AppId, Member, Notice, Refusal, Result, Role, TokenId, Tx, secrets, stalls};

pub use scopes::{ALL as ALL_SCOPES, Scopes};

/// The redirect that shows the code on a page.
pub const OUT_OF_BAND: &str = "urn:ietf:wg:oauth:2.0:oob";
/// A code works this long, in milliseconds, and once.
pub const CODE_MS: i64 = 60_000;
/// A token that nobody used this long ends: 180 days, in milliseconds.
pub const TOKEN_IDLE_MS: i64 = 180 * 86_400_000;
/// How often a token's last use is written down, in milliseconds.
const TOUCH_MS: i64 = 86_400_000;
/// Most redirects of one app.
pub const REDIRECTS_MAX: usize = 20;
/// The longest redirect or website, in bytes.
pub const URI_BYTES_MAX: usize = 2_000;
/// The longest name of an app, in characters.
pub const NAME_CHARS_MAX: usize = 60;

/// An app to be registered: `POST /api/v1/apps`.
#[derive(Clone, Debug, Default)]
pub struct NewApp {
    /// Shown on the consent page.
    pub name: String,
    /// May be empty.
    pub website: String,
    /// Where codes may go; exact.
    pub redirect_uris: Vec<String>,
    /// Parted by spaces; empty: `read`.
    pub scopes: String,
}

/// A registered app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppView {
    /// The row.
    pub id: AppId,
    /// Public.
    pub client_id: String,
    /// As it calls itself; nobody verified it.
    pub name: String,
    /// May be empty.
    pub website: String,
    /// Where codes may go; exact.
    pub redirect_uris: Vec<String>,
    /// The most it may ask for.
    pub scopes: Scopes,
}

/// Registers an app and answers it with its secret, which is not shown again.
pub fn register_app(tx: &Tx, new: &NewApp) -> Result<(AppView, String)> {
    let name = accounts::one_line(&new.name);
    if name.is_empty() {
        return Err(Refusal::invalid_as("client_name", "ERR_BLANK", "can't be blank"));
    }
    if name.chars().count() > NAME_CHARS_MAX {
        return Err(Refusal::invalid_as(
            "client_name",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {NAME_CHARS_MAX} characters)"),
        ));
    }
    let website = new.website.trim().to_owned();
    let is_web = |url: &Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    if !website.is_empty() && (website.len() > URI_BYTES_MAX || !Url::parse(&website).is_ok_and(|url| is_web(&url))) {
        return Err(Refusal::invalid_as("website", "ERR_INVALID", "is not a web address"));
    }
    let scopes = Scopes::parse(&new.scopes)
        .ok_or_else(|| Refusal::invalid_as("scopes", "ERR_INVALID", "doesn't match configured on the server."))?;
    let scopes = if scopes.is_empty() { Scopes::stored("read") } else { scopes };
    let app = AppView {
        id: AppId(tx.next_id()),
        client_id: secrets::make(tx),
        name,
        website,
        redirect_uris: check_redirects(&new.redirect_uris)?,
        scopes,
    };
    let secret = secrets::make(tx);
    rows::insert_app(tx, &app, &secrets::hash(&secret), tx.now())?;
    Ok((app, secret))
}

fn check_redirects(given: &[String]) -> Result<Vec<String>> {
    let given: Vec<String> = given.iter().flat_map(|it| it.split_whitespace()).map(str::to_owned).collect();
    if given.is_empty() {
        return Err(Refusal::invalid_as("redirect_uris", "ERR_BLANK", "can't be blank"));
    }
    if given.len() > REDIRECTS_MAX {
        return Err(Refusal::invalid_as(
            "redirect_uris",
            "ERR_TOO_LONG",
            format!("are too many (maximum is {REDIRECTS_MAX})"),
        ));
    }
    for uri in &given {
        let good = uri.len() <= URI_BYTES_MAX
            && (uri == OUT_OF_BAND
                || Url::parse(uri).is_ok_and(|url| {
                    url.fragment().is_none()
                        && !matches!(url.scheme(), "javascript" | "data" | "vbscript" | "file" | "blob" | "about")
                        && (url.has_host() || !matches!(url.scheme(), "http" | "https"))
                }));
        if !good {
            return Err(Refusal::invalid_as(
                "redirect_uris",
                "ERR_INVALID",
                "must be absolute URIs without a fragment",
            ));
        }
    }
    Ok(given)
}

/// The app of a client id.
pub fn app_by_client(tx: &Tx, client_id: &str) -> Result<Option<AppView>> {
    Ok(rows::app_by_client(tx, client_id)?.map(rows::AppRow::read))
}

/// An app by its row.
pub fn app(tx: &Tx, id: AppId) -> Result<AppView> {
    Ok(rows::app(tx, id)?.read())
}

/// What an app asks of a person: the query of `/oauth/authorize`.
#[derive(Clone, Debug, Default)]
pub struct Authorize {
    /// Which app.
    pub client_id: String,
    /// Where the code goes.
    pub redirect_uri: String,
    /// Only `code`.
    pub response_type: String,
    /// Parted by spaces; empty: `read`.
    pub scope: String,
    /// Given back as it came.
    pub state: Option<String>,
    /// RFC 7636; empty: none.
    pub code_challenge: String,
    /// Only `S256`.
    pub code_challenge_method: String,
    /// The stall the app is to speak as, chosen by the person.
    pub stall: Option<AccountId>,
}

/// A request that may be shown to the person.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Who asks.
    pub app: AppView,
    /// One of the app's own.
    pub redirect_uri: String,
    /// What it asks for.
    pub scopes: Scopes,
    /// The code is shown on a page instead of sent somewhere.
    pub out_of_band: bool,
}

/// Checks what an app asks for.
///
/// A refusal whose `field` is `client_id` or `redirect_uri` must be shown as a page, never redirected
/// (RFC 6749 4.1.2.1); others have an OAuth error as `code` and may be told to the redirect.
pub fn request_check(tx: &Tx, ask: &Authorize) -> Result<Checked> {
    let app = app_by_client(tx, &ask.client_id)?
        .ok_or_else(|| Refusal::invalid_as("client_id", "invalid_client", UNKNOWN_CLIENT))?;
    if !app.redirect_uris.contains(&ask.redirect_uri) {
        return Err(Refusal::invalid_as(
            "redirect_uri",
            "invalid_grant",
            "The redirect URI is not one the app registered.",
        ));
    }
    if ask.response_type != "code" {
        return Err(Refusal::invalid_as(
            "response_type",
            "unsupported_response_type",
            "Only response_type=code is supported.",
        ));
    }
    if ask.code_challenge.is_empty() != ask.code_challenge_method.is_empty() && ask.code_challenge_method != "S256" {
        return Err(Refusal::invalid_as(
            "code_challenge_method",
            "invalid_request",
            "The code challenge method must be S256.",
        ));
    }
    if !ask.code_challenge.is_empty() && (ask.code_challenge_method != "S256" || !is_challenge(&ask.code_challenge)) {
        return Err(Refusal::invalid_as(
            "code_challenge_method",
            "invalid_request",
            "The code challenge must be S256 in base64url.",
        ));
    }
    let scopes = scopes_within(&ask.scope, &app.scopes).ok_or_else(|| {
        Refusal::invalid_as(
            "scope",
            "invalid_scope",
            "The requested scope is invalid, unknown, or wider than the app's.",
        )
    })?;
    let out_of_band = ask.redirect_uri == OUT_OF_BAND;
    Ok(Checked { app, redirect_uri: ask.redirect_uri.clone(), scopes, out_of_band })
}

/// A SHA-256 in base64url without padding.
fn is_challenge(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

fn scopes_within(asked: &str, held: &Scopes) -> Option<Scopes> {
    let scopes = Scopes::parse(asked)?;
    let scopes = if scopes.is_empty() { Scopes::stored("read") } else { scopes };
    scopes.within(held).then_some(scopes)
}

/// The person said yes: makes the code that goes to the redirect.
pub fn authorize(tx: &Tx, member: &Member, ask: &Authorize) -> Result<String> {
    let checked = request_check(tx, ask)?;
    if let Some(stall) = ask.stall {
        stalls::as_keeper(tx, member, stall)?;
    }
    let code = secrets::make(tx);
    rows::insert_code(
        tx,
        &secrets::hash(&code),
        &rows::CodeRow {
            app: checked.app.id,
            account: member.person,
            stall: ask.stall,
            redirect_uri: checked.redirect_uri,
            scopes: checked.scopes.to_string(),
            challenge: ask.code_challenge.clone(),
            expires_at: tx.now() + CODE_MS,
            token: None,
        },
        tx.now(),
    )?;
    Ok(code)
}

/// The redirect with an answer in its query, what was there kept.
pub fn redirect_with(redirect_uri: &str, answer: &[(&str, &str)]) -> String {
    match Url::parse(redirect_uri) {
        Ok(mut url) => {
            url.query_pairs_mut().extend_pairs(answer);
            url.into()
        }
        Err(_) => redirect_uri.to_owned(),
    }
}

/// The form of `POST /oauth/token`.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// `authorization_code` or `client_credentials`.
    pub grant_type: String,
    /// Which app.
    pub client_id: String,
    /// Its secret; may be missing with PKCE.
    pub client_secret: Option<String>,
    /// The code.
    pub code: String,
    /// As in the request.
    pub redirect_uri: String,
    /// RFC 7636.
    pub code_verifier: Option<String>,
    /// For client credentials.
    pub scope: String,
}

/// A token that was just made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The row.
    pub id: TokenId,
    /// The secret; not shown again.
    pub token: String,
    /// What it may do.
    pub scopes: Scopes,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Whose; none for an app's own.
    pub account: Option<AccountId>,
}

/// Why no token was made: RFC 6749 5.2. Not an [`Error`](crate::Error): a burnt code must stay burnt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// `invalid_client`, `invalid_grant`, …
    pub error: &'static str,
    /// A sentence for the developer.
    pub description: &'static str,
}

const UNKNOWN_CLIENT: &str = "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.";
const BAD_CLIENT: Denied = Denied { error: "invalid_client", description: UNKNOWN_CLIENT };
const BAD_GRANT: Denied = Denied {
    error: "invalid_grant",
    description: "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.",
};
const BAD_SCOPE: Denied =
    Denied { error: "invalid_scope", description: "The requested scope is invalid, unknown, or malformed." };

/// What became of a request for a token.
pub type Exchanged = std::result::Result<NewToken, Denied>;

/// Gives a token for a code, once. A second use of the code ends the token of the first.
pub fn exchange(tx: &Tx, ask: &Exchange) -> Result<Exchanged> {
    match ask.grant_type.as_str() {
        "authorization_code" => exchange_code(tx, ask),
        "client_credentials" => client_credentials(tx, ask),
        "" => Ok(Err(Denied { error: "invalid_request", description: "Missing required parameter: grant_type." })),
        _ => Ok(Err(Denied {
            error: "unsupported_grant_type",
            description: "The authorization grant type is not supported by the authorization server.",
        })),
    }
}

fn exchange_code(tx: &Tx, ask: &Exchange) -> Result<Exchanged> {
    let Some((app, secret_hash)) = rows::app_with_secret(tx, &ask.client_id)? else { return Ok(Err(BAD_CLIENT)) };
    let shows_secret = match ask.client_secret.as_deref().filter(|it| !it.is_empty()) {
        Some(secret) if secrets::same(&secrets::hash(secret), &secret_hash) => true,
        Some(_) => return Ok(Err(BAD_CLIENT)),
        None => false,
    };
    let code_hash = secrets::hash(&ask.code);
    let Some(code) = rows::code(tx, &code_hash)?.filter(|code| code.app == app.id) else { return Ok(Err(BAD_GRANT)) };
    // A public client proves itself by PKCE; without either proof nobody is there.
    if !shows_secret && code.challenge.is_empty() {
        return Ok(Err(BAD_CLIENT));
    }
    if rows::use_code(tx, &code_hash, tx.now())? == 0 {
        if let Some(token) = code.token {
            rows::end_token(tx, token, tx.now())?;
            tx.announce(Notice::TokenEnded(token));
        }
        return Ok(Err(BAD_GRANT));
    }
    let proven = code.challenge.is_empty()
        || ask.code_verifier.as_deref().is_some_and(|verifier| is_verified(verifier, &code.challenge));
    if tx.now() >= code.expires_at || code.redirect_uri != ask.redirect_uri || !proven {
        return Ok(Err(BAD_GRANT));
    }
    if accounts::state_of(tx, code.account)?.1 != State::Active {
        return Ok(Err(BAD_GRANT));
    }
    let token = make_token(tx, app.id, Some(code.account), code.stall, Scopes::stored(&code.scopes))?;
    rows::set_code_token(tx, &code_hash, token.id)?;
    Ok(Ok(token))
}

fn is_verified(verifier: &str, challenge: &str) -> bool {
    let plain = verifier.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
    (43..=128).contains(&verifier.len())
        && plain
        && secrets::same(URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)).as_bytes(), challenge.as_bytes())
}

/// Gives an app a token of its own, which speaks for nobody.
pub fn client_credentials(tx: &Tx, ask: &Exchange) -> Result<Exchanged> {
    let Some(app) = proven_app(tx, &ask.client_id, ask.client_secret.as_deref())? else { return Ok(Err(BAD_CLIENT)) };
    let Some(scopes) = scopes_within(&ask.scope, &app.scopes) else { return Ok(Err(BAD_SCOPE)) };
    Ok(Ok(make_token(tx, app.id, None, None, scopes)?))
}

fn proven_app(tx: &Tx, client_id: &str, secret: Option<&str>) -> Result<Option<AppView>> {
    let found = rows::app_with_secret(tx, client_id)?;
    Ok(found.filter(|(_, hash)| secrets::same(&secrets::hash(secret.unwrap_or_default()), hash)).map(|(app, _)| app))
}

/// Ends a token of this app (RFC 7009). An unknown token is fine; another app's is not.
pub fn revoke(
    tx: &Tx,
    client_id: &str,
    client_secret: Option<&str>,
    token: &str,
) -> Result<std::result::Result<(), Denied>> {
    const NOT_YOURS: Denied =
        Denied { error: "unauthorized_client", description: "You are not authorized to revoke this token" };
    let found = rows::token(tx, &secrets::hash(token))?;
    let app = proven_app(tx, client_id, client_secret)?;
    match (found, app) {
        (None, Some(_)) => Ok(Ok(())),
        (Some(row), Some(app)) if row.app == app.id => {
            end_one(tx, row.id)?;
            Ok(Ok(()))
        }
        _ => Ok(Err(NOT_YOURS)),
    }
}

/// Who shows a token.
#[derive(Clone, Debug)]
pub struct Access {
    /// The row.
    pub token: TokenId,
    /// Through which app.
    pub app: AppId,
    /// The member, when the account may act; a stall speaks through its keeper.
    pub member: Option<Member>,
    /// Whose token it is, also while the account may not act yet; none for an app's own.
    pub account: Option<AccountId>,
    /// Where that account stands.
    pub state: Option<State>,
    /// What it may do.
    pub scopes: Scopes,
    /// The door should call [`touch`]: the last use is older than a day.
    pub stale: bool,
}

/// Who shows this token, while it is good. A suspended or deleted account's is not.
pub fn token(tx: &Tx, secret: &str) -> Result<Option<Access>> {
    if secret.is_empty() || secret.len() > secrets::SHOWN_BYTES_MAX {
        return Ok(None);
    }
    let Some(row) = rows::token(tx, &secrets::hash(secret))? else { return Ok(None) };
    let used = row.used_at.unwrap_or(row.created_at);
    if row.revoked_at.is_some() || tx.now() >= used + TOKEN_IDLE_MS {
        return Ok(None);
    }
    let state = row.state.as_deref().map(State::read);
    if matches!(state, Some(State::Suspended | State::Deleted | State::Shadow)) {
        return Ok(None);
    }
    let role = row.role.as_deref().and_then(Role::parse).unwrap_or(Role::Person);
    let person = row.account.filter(|_| state == Some(State::Active)).map(|id| Member::person(id, role));
    let member = match (person, row.stall) {
        // Whoever stopped keeping the stall no longer speaks for it, even with an old token.
        (Some(person), Some(stall)) => match stalls::as_keeper(tx, &person, stall) {
            Ok(keeper) => Some(keeper),
            Err(crate::Error::Refused(_)) => return Ok(None),
            Err(error) => return Err(error),
        },
        (person, _) => person,
    };
    Ok(Some(Access {
        token: row.id,
        app: row.app,
        member,
        account: row.account,
        state,
        scopes: Scopes::stored(&row.scopes),
        stale: tx.now() - row.used_at.unwrap_or(0) > TOUCH_MS,
    }))
}

/// Writes down that the token was used.
pub fn touch(tx: &Tx, access: &Access) -> Result<()> {
    rows::touch(tx, access.token, tx.now())?;
    if let Some(account) = access.account {
        accounts::rows::seen(tx, account)?;
    }
    Ok(())
}

/// Makes a token for an account that just signed up through an app: `POST /api/v1/accounts`.
pub fn token_for_newcomer(tx: &Tx, app: AppId, account: AccountId, scopes: &Scopes) -> Result<NewToken> {
    make_token(tx, app, Some(account), None, scopes.clone())
}

/// Makes a token by a host's word, on the command line.
pub fn token_by_host(tx: &Tx, username: &str, scopes: &str) -> Result<NewToken> {
    let account = accounts::by_name(tx, username, "")?.ok_or_else(Refusal::not_found)?;
    crate::sessions::check_may_sign_in(tx, account)?;
    let scopes =
        Scopes::parse(scopes).filter(|it| !it.is_empty()).ok_or_else(|| Refusal::invalid("scopes", "are not known"))?;
    const COMMAND_LINE: &str = "command-line";
    let app = match app_by_client(tx, COMMAND_LINE)? {
        Some(app) => app,
        None => {
            let app = AppView {
                id: AppId(tx.next_id()),
                client_id: COMMAND_LINE.to_owned(),
                name: "Command line".to_owned(),
                website: String::new(),
                redirect_uris: vec![OUT_OF_BAND.to_owned()],
                scopes: Scopes::stored("read write follow push profile admin:read admin:write"),
            };
            // Nobody knows this secret: the app exists only to name the tokens.
            rows::insert_app(tx, &app, &tx.random::<32>(), tx.now())?;
            app
        }
    };
    make_token(tx, app.id, Some(account), None, scopes)
}

fn make_token(
    tx: &Tx,
    app: AppId,
    account: Option<AccountId>,
    stall: Option<AccountId>,
    scopes: Scopes,
) -> Result<NewToken> {
    let (id, token) = (TokenId(tx.next_id()), secrets::make(tx));
    rows::insert_token(tx, id, &secrets::hash(&token), app, account, stall, &scopes.to_string(), tx.now())?;
    Ok(NewToken { id, token, scopes, created_at: tx.now(), account })
}

/// An app that somebody let in.
#[derive(Clone, Debug)]
pub struct Connected {
    /// Which.
    pub app: AppId,
    /// As it calls itself.
    pub name: String,
    /// May be empty.
    pub website: String,
    /// What its newest token may do.
    pub scopes: Scopes,
    /// The stall it speaks as.
    pub stall: Option<AccountId>,
    /// Milliseconds since 1970.
    pub since: i64,
    /// Milliseconds since 1970, to the day.
    pub used_at: Option<i64>,
}

/// The apps the member let in, newest first; one line each.
pub fn connected(tx: &Tx, member: &Member) -> Result<Vec<Connected>> {
    let mut apps: Vec<Connected> = Vec::new();
    for row in rows::connected(tx, member.person)? {
        if !apps.iter().any(|app| app.app == row.app && app.stall == row.stall) {
            apps.push(Connected {
                app: row.app,
                name: row.name,
                website: row.website,
                scopes: Scopes::stored(&row.scopes),
                stall: row.stall,
                since: row.created_at,
                used_at: row.used_at,
            });
        }
    }
    Ok(apps)
}

/// Ends every token that the member gave an app.
pub fn disconnect(tx: &Tx, member: &Member, app: AppId) -> Result<()> {
    let ended = rows::end_of_app(tx, member.person, app, tx.now())?;
    if ended.is_empty() {
        return Err(Refusal::not_found());
    }
    ended.into_iter().for_each(|token| tx.announce(Notice::TokenEnded(token)));
    Ok(())
}

/// Ends every token of an account.
pub fn end_all(tx: &Tx, account: AccountId) -> Result<()> {
    rows::delete_codes(tx, account)?;
    rows::end_of_account(tx, account, tx.now())?.into_iter().for_each(|token| tx.announce(Notice::TokenEnded(token)));
    Ok(())
}

fn end_one(tx: &Tx, token: TokenId) -> Result<()> {
    rows::end_token(tx, token, tx.now())?;
    tx.announce(Notice::TokenEnded(token));
    Ok(())
}

/// Removes codes that are over and tokens that ended a month ago, at most `most` each; answers how many.
pub(crate) fn sweep(tx: &Tx, most: i64) -> Result<u64> {
    let codes = rows::delete_codes_over(tx, tx.now() - 86_400_000, most)?;
    Ok(codes.max(rows::delete_tokens_over(tx, tx.now() - 30 * 86_400_000, most)?))
}
