//! `soulava admin account …`

use std::io::{BufRead, IsTerminal};

use clap::{Args, ValueEnum};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use soulava_social::accounts::{self, NewPerson, State};
use soulava_social::passwords;
use soulava_social::{AccountId, Error, Member, Page, Role};

use crate::admin::{self, Act, At, Outcome, Progress, sentence};
use crate::cli::Trouble;
use crate::config::Config;

/// Accounts shown at once.
const LIST_MAX: u32 = 500;

/// What somebody may do.
#[derive(Clone, Copy, Debug, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleFlag {
    /// Runs the square
    Host,
    /// Keeps the peace
    Moderator,
    /// Everybody else
    Person,
}

impl From<RoleFlag> for Role {
    fn from(flag: RoleFlag) -> Self {
        match flag {
            RoleFlag::Host => Self::Host,
            RoleFlag::Moderator => Self::Moderator,
            RoleFlag::Person => Self::Person,
        }
    }
}

/// Flags of `create`.
#[derive(Args, Serialize, Deserialize)]
pub struct Create {
    /// Letters a to z, figures and _
    #[arg(long)]
    username: String,
    /// Where letters go
    #[arg(long)]
    email: String,
    /// The password; one is made and printed when none is given
    #[arg(long, conflicts_with = "password_stdin")]
    password: Option<String>,
    /// Read the password from standard input
    #[arg(long)]
    #[serde(skip)]
    password_stdin: bool,
    /// What they may do
    #[arg(long, value_enum, default_value_t = RoleFlag::Person)]
    role: RoleFlag,
    /// The address needs no confirmation
    #[arg(long)]
    confirmed: bool,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    json: bool,
}

impl Create {
    /// Reads the password when it comes from standard input.
    pub fn with_password(mut self) -> Result<Self, Trouble> {
        if self.password_stdin {
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line);
            read.map_err(|error| Trouble::failed(format!("Cannot read the password: {error}")))?;
            self.password = Some(line.trim_end_matches(['\r', '\n']).to_owned());
        }
        Ok(self)
    }

    /// Runs it.
    pub fn send(self, config: &Config) -> Result<(), Trouble> {
        let json = self.json;
        admin::run(config, self, None, json)
    }
}

impl Act for Create {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let made = self.password.is_none().then(|| at.db.read_blocking(|tx| Ok::<_, Error>(words(&tx.random::<16>()))));
        let made = made.transpose().map_err(sentence)?;
        let password = self.password.as_deref().or(made.as_deref()).unwrap_or_default();
        passwords::check(password, &[&self.username, &self.email]).map_err(sentence)?;
        let hash = passwords::hash(password).map_err(sentence)?;
        let state = if self.confirmed || !at.mail_leaves { State::Active } else { State::Unconfirmed };
        let new = NewPerson {
            email: Some(self.email.clone()),
            password_hash: Some(hash),
            role: self.role.into(),
            state,
            ..NewPerson::named(&self.username)
        };
        let id = at.db.write_blocking(move |tx| accounts::create_person(tx, &new)).map_err(sentence)?;
        let mut json = json!({
            "id": id.to_string(), "username": accounts::fold_name(&self.username), "email": self.email,
            "role": Role::from(self.role).as_str(), "state": state.as_str(),
        });
        let mut text = format!("Made @{} ({})", accounts::fold_name(&self.username), Role::from(self.role).as_str());
        if let Some(made) = made {
            text += &format!("\nPassword: {made}");
            json["password"] = Value::String(made);
        }
        Ok(Outcome::good(json, text))
    }
}

/// A password of 26 small letters and figures: 128 random bits.
fn words(random: &[u8; 16]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let bits = u128::from_be_bytes(*random);
    (0..26).map(|place| char::from(LETTERS[(bits >> (place * 5) & 31) as usize])).collect()
}

/// Flags of `list`.
#[derive(Args, Serialize, Deserialize)]
pub struct List {
    /// Only these: active, pending, unconfirmed, suspended, shadow
    #[arg(long)]
    state: Option<String>,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    pub json: bool,
}

impl Act for List {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let known = ["active", "pending", "unconfirmed", "suspended", "shadow", "deleted"];
        if self.state.as_deref().is_some_and(|state| !known.contains(&state)) {
            return Err(format!("--state is one of {}.", known.join(", ")));
        }
        let state = self.state.as_deref().map(State::read);
        let listed =
            at.db.read_blocking(move |tx| accounts::list(tx, state, Page::first(LIST_MAX))).map_err(sentence)?;
        let mut text = String::new();
        let mut rows = Vec::new();
        for one in &listed.items {
            let role = one.role.map_or("-", Role::as_str);
            text += &format!(
                "{:<20} {:<30} {:<10} {:<11} {}\n",
                one.id,
                format!("@{}", one.username),
                role,
                one.state.as_str(),
                one.email
            );
            rows.push(json!({
                "id": one.id.to_string(), "username": one.username, "email": one.email, "role": one.role.map(Role::as_str),
                "state": one.state.as_str(), "created_at": one.created_at, "last_seen_at": one.last_seen_at,
            }));
        }
        if rows.len() == LIST_MAX as usize {
            text += &format!("The newest {LIST_MAX}.\n");
        }
        Ok(Outcome::good(Value::Array(rows), if text.is_empty() { "Nobody.".to_owned() } else { text }))
    }
}

/// Somebody, by name: as an argument or with `--username`.
#[derive(Args, Serialize, Deserialize)]
pub struct Who {
    /// Their username
    #[arg(value_name = "USERNAME", required_unless_present = "username")]
    name: Option<String>,
    /// The same
    #[arg(long, conflicts_with = "name")]
    username: Option<String>,
}

impl Who {
    fn name(&self) -> &str {
        self.name.as_deref().or(self.username.as_deref()).unwrap_or_default()
    }
}

/// Flags of `show`.
#[derive(Args, Serialize, Deserialize)]
pub struct Show {
    #[command(flatten)]
    who: Who,
    /// Print JSON
    #[arg(long)]
    #[serde(skip)]
    pub json: bool,
}

impl Act for Show {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let id = at.account(self.who.name())?;
        let read =
            at.db.read_blocking(move |tx| Ok::<_, Error>((accounts::view(tx, id)?, accounts::login(tx, id).ok())));
        let (view, login) = read.map_err(sentence)?;
        let json = json!({
            "id": id.to_string(), "username": view.username, "display_name": view.display_name,
            "state": view.state.as_str(), "kind": view.kind.as_str(),
            "role": login.as_ref().map(|login| login.role.as_str()),
            "email": login.as_ref().map(|login| login.email.clone()),
            "confirmed_at": login.as_ref().and_then(|login| login.confirmed_at),
            "created_at": view.created_at, "last_seen_at": login.as_ref().and_then(|login| login.last_seen_at),
            "posts": view.posts, "followers": view.followers, "following": view.following,
            "url": at.urls.account(&view.username),
        });
        let lines = json.as_object().expect("an object was just made").iter();
        let text = lines.map(|(key, value)| {
            format!("{key:<14} {}\n", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        });
        Ok(Outcome::good(json.clone(), text.collect::<String>()))
    }
}

/// Flags of `set-role`.
#[derive(Args, Serialize, Deserialize)]
pub struct SetRole {
    #[command(flatten)]
    who: Who,
    /// What they may do from now on
    #[arg(long, value_enum)]
    role: RoleFlag,
}

impl Act for SetRole {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let id = at.account(self.who.name())?;
        let (by, role) = (terminal(at, id)?, Role::from(self.role));
        at.db.write_blocking(move |tx| accounts::set_role(tx, &by, id, role)).map_err(sentence)?;
        let json = json!({ "id": id.to_string(), "role": role.as_str() });
        Ok(Outcome::good(json, format!("@{} is {} now", self.who.name().trim_start_matches('@'), role.as_str())))
    }
}

/// Flags of `suspend`.
#[derive(Args, Serialize, Deserialize)]
pub struct Suspend {
    #[command(flatten)]
    who: Who,
    /// Why; written into the host's log
    #[arg(long, default_value = "")]
    reason: String,
}

impl Act for Suspend {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let id = at.account(self.who.name())?;
        let by = terminal(at, id)?;
        at.db.write_blocking(move |tx| accounts::suspend(tx, &by, id, &self.reason)).map_err(sentence)?;
        let name = self.who.name().trim_start_matches('@').to_owned();
        Ok(Outcome::good(json!({ "id": id.to_string(), "state": "suspended" }), format!("@{name} is put out")))
    }
}

/// Flags of `delete`.
#[derive(Args, Serialize, Deserialize)]
pub struct Delete {
    #[command(flatten)]
    who: Who,
    /// Do not ask
    #[arg(long)]
    #[serde(skip)]
    yes: bool,
}

impl Delete {
    /// Asks, when somebody is there to answer.
    pub fn confirmed(self) -> Result<Self, Trouble> {
        if self.yes || !std::io::stdin().is_terminal() {
            return Ok(self);
        }
        eprint!("Delete {} and everything they said, for good? Type the name to go on: ", self.who.name());
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line);
        match read {
            Ok(_) if line.trim() == self.who.name() => Ok(self),
            _ => Err(Trouble::failed("Nothing was deleted.")),
        }
    }

    /// Runs it.
    pub fn send(self, config: &Config) -> Result<(), Trouble> {
        admin::run(config, self, None, false)
    }
}

impl Act for Delete {
    fn act(self, at: &At, _: &mut dyn FnMut(Progress)) -> Result<Outcome, String> {
        let id = at.account(self.who.name())?;
        let by = terminal(at, id)?;
        at.db.write_blocking(move |tx| accounts::delete_by_host(tx, &by, id)).map_err(sentence)?;
        // The running square has a job for this; a terminal that waits sees the end of it.
        while at.db.write_blocking(move |tx| accounts::erase_slice(tx, id)).map_err(sentence)? {}
        let name = self.who.name().trim_start_matches('@').to_owned();
        Ok(Outcome::good(json!({ "id": id.to_string(), "state": "deleted" }), format!("@{name} is gone")))
    }
}

/// The oldest host, for acts that carry a name.
pub fn first_host(at: &At) -> Result<Option<AccountId>, String> {
    at.db.read_blocking(accounts::first_host).map_err(sentence)
}

/// Whoever sits at the terminal acts for the first host; in a square without one, for the account itself.
fn terminal(at: &At, whom: AccountId) -> Result<Member, String> {
    Ok(Member::person(first_host(at)?.unwrap_or(whom), Role::Host))
}
