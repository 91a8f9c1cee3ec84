//! Letters: which there are, and how each is written.
//!
//! A job holds only which letter to whom. Its link is made when the letter is written, so that no row ever
//! holds a secret or an address that erasure would have to look for.

mod texts;

use serde::{Deserialize, Serialize};

use crate::accounts::{self, State};
use crate::jobs::as_number;
use crate::urls::Urls;
use crate::{AccountId, Refusal, Result, Tx, limits, proofs, settings};

pub use texts::{Text, write};

/// A letter that waits to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "snake_case")]
pub enum Letter {
    /// "Is this your address?"
    Confirm {
        /// To whom.
        #[serde(with = "as_number")]
        account: AccountId,
    },
    /// A link to a new password.
    Reset {
        /// To whom.
        #[serde(with = "as_number")]
        account: AccountId,
    },
    /// Somebody signed up with an address that has an account.
    AlreadyHere {
        /// To whom.
        #[serde(with = "as_number")]
        account: AccountId,
    },
    /// The password was changed.
    PasswordChanged {
        /// To whom.
        #[serde(with = "as_number")]
        account: AccountId,
    },
    /// The bell was answered: come in.
    Approved {
        /// To whom.
        #[serde(with = "as_number")]
        account: AccountId,
    },
    /// Somebody rang the bell.
    BellRung {
        /// To a host or moderator.
        #[serde(with = "as_number")]
        account: AccountId,
        /// Who rang.
        #[serde(with = "as_number")]
        who: AccountId,
    },
}

impl Letter {
    /// To whom it goes.
    pub fn account(&self) -> AccountId {
        match self {
            Self::Confirm { account }
            | Self::Reset { account }
            | Self::AlreadyHere { account }
            | Self::PasswordChanged { account }
            | Self::Approved { account }
            | Self::BellRung { account, .. } => *account,
        }
    }
}

/// A letter ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The address.
    pub to: String,
    /// The shown name.
    pub name: String,
    /// The square's name, for the sender.
    pub square: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Most letters of all kinds to one address in an hour, and in a day.
const LETTERS_MAX: (i64, i64) = (3, 10);

/// Counts a letter against the limits of its address. Refuses with when to try again.
pub fn take(tx: &Tx, address: &str) -> Result<()> {
    let address = accounts::fold_email(address);
    limits::take(tx, "letters_hour", &address, LETTERS_MAX.0, 3_600_000)?;
    limits::take(tx, "letters_day", &address, LETTERS_MAX.1, 86_400_000)
}

/// Writes a letter; its link works from now on. None when there is nobody to send it to any more.
pub fn compose(tx: &Tx, letter: &Letter, urls: &Urls) -> Result<Option<Written>> {
    let account = letter.account();
    let (login, view) = match (accounts::login(tx, account), accounts::view(tx, account)) {
        (Ok(login), Ok(view)) => (login, view),
        (Err(crate::Error::Refused(Refusal::NotFound)), _) | (_, Err(crate::Error::Refused(Refusal::NotFound))) => {
            return Ok(None);
        }
        (Err(error), _) | (_, Err(error)) => return Err(error),
    };
    if login.email.is_empty() || matches!(view.state, State::Deleted | State::Suspended) {
        return Ok(None);
    }
    let square = settings::square(tx)?;
    let link = match letter {
        Letter::Confirm { .. } => urls.of(&format!("/confirm/{}", proofs::confirm_token(tx, account)?)),
        Letter::Reset { .. } => urls.of(&format!("/reset/{}", proofs::reset_token(tx, account)?)),
        Letter::AlreadyHere { .. } | Letter::Approved { .. } => urls.of("/sign-in"),
        Letter::PasswordChanged { .. } => urls.of("/reset"),
        Letter::BellRung { .. } => urls.of("/waiting"),
    };
    let who = match letter {
        Letter::BellRung { who, .. } => match accounts::view(tx, *who) {
            Ok(view) => format!("{} (@{})", view.display_name, view.username),
            Err(_) => return Ok(None),
        },
        _ => String::new(),
    };
    let Text { subject, text } = write(letter, &login.locale, &view.display_name, &square.name, &link, &who);
    Ok(Some(Written { to: login.email, name: view.display_name.clone(), square: square.name, subject, text }))
}
