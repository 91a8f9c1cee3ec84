//! The commands, one file per subject: flags, what is done, and what is said of it.

pub mod account;
pub mod backup;
pub mod currency;
pub mod demo;
pub mod import;
pub mod invite;
pub mod standing;
pub mod token;
pub mod verify;

use clap::Subcommand;

use crate::admin;
use crate::cli::Trouble;
use crate::config::Config;

/// `soulava admin …`
#[derive(Subcommand)]
pub enum Admin {
    /// People and stalls
    #[command(subcommand)]
    Account(Account),
    /// Tokens for programs
    #[command(subcommand)]
    Token(Token),
    /// Invitations
    #[command(subcommand)]
    Invite(Invite),
    /// Social currencies
    #[command(subcommand)]
    Currency(Currency),
}

/// `soulava admin account …`
#[derive(Subcommand)]
pub enum Account {
    /// Make an account that can sign in
    Create(account::Create),
    /// Everybody here, newest first
    List(account::List),
    /// One account
    Show(account::Show),
    /// Appoint somebody host, moderator or person
    SetRole(account::SetRole),
    /// Put somebody out; nothing of theirs is deleted
    Suspend(account::Suspend),
    /// Delete an account and what it said, for good
    Delete(account::Delete),
}

/// `soulava admin token …`
#[derive(Subcommand)]
pub enum Token {
    /// Make a token for an account
    Create(token::Create),
}

/// `soulava admin invite …`
#[derive(Subcommand)]
pub enum Invite {
    /// Make an invitation and print its link
    Create(invite::Create),
}

/// `soulava admin currency …`
#[derive(Subcommand)]
pub enum Currency {
    /// Make a currency of the square
    Create(currency::Create),
}

/// `soulava import …`
#[derive(Subcommand)]
pub enum Import {
    /// Thanks: a CSV of who thanked whom, when and why
    Thanks(import::ThanksFlags),
}

impl Admin {
    /// Runs it.
    pub fn run(self, config: &Config) -> Result<(), Trouble> {
        match self {
            Self::Account(Account::Create(create)) => create.with_password()?.send(config),
            Self::Account(Account::List(list)) => {
                let json = list.json;
                admin::run(config, list, None, json)
            }
            Self::Account(Account::Show(show)) => {
                let json = show.json;
                admin::run(config, show, None, json)
            }
            Self::Account(Account::SetRole(set)) => admin::run(config, set, None, false),
            Self::Account(Account::Suspend(suspend)) => admin::run(config, suspend, None, false),
            Self::Account(Account::Delete(delete)) => delete.confirmed()?.send(config),
            Self::Token(Token::Create(create)) => {
                let json = create.json;
                admin::run(config, create, None, json)
            }
            Self::Invite(Invite::Create(create)) => {
                let json = create.json;
                admin::run(config, create, None, json)
            }
            Self::Currency(Currency::Create(create)) => create.send(config),
        }
    }
}

impl Import {
    /// Runs it.
    pub fn run(self, config: &Config) -> Result<(), Trouble> {
        let Self::Thanks(flags) = self;
        flags.send(config)
    }
}
