//! What the viewer has with the people on a page: the line under every name, in three batched reads.

use std::collections::HashMap;

use soulava_social::accounts::{AccountView, Kind};
use soulava_social::relations::Relationship;
use soulava_social::ties::{Stage, Tie};
use soulava_social::{AccountId, Result, Tx, Viewer, relations, ties};

use super::{first_name, relation};
use crate::fmt;
use crate::i18n::{Arg, Lang};

/// Ties, follows and common acquaintances of the viewer with some people.
#[derive(Clone, Debug, Default)]
pub struct Bonds {
    me: Option<AccountId>,
    relations: HashMap<AccountId, Relationship>,
    ties: HashMap<AccountId, Tie>,
    through: HashMap<AccountId, usize>,
}

impl Bonds {
    /// Loads what the viewer has with these people; nothing for a passer-by.
    pub fn load(tx: &Tx, viewer: &Viewer, people: &[AccountId]) -> Result<Self> {
        let Some(member) = &viewer.0 else { return Ok(Self::default()) };
        let relations: HashMap<AccountId, Relationship> =
            relations::relationships(tx, member, people)?.into_iter().filter_map(|r| Some((r.target?, r))).collect();
        let ties: HashMap<AccountId, Tie> =
            ties::among(tx, member.person, people)?.into_iter().map(|tie| (tie.other, tie)).collect();
        let strangers: Vec<AccountId> = people
            .iter()
            .copied()
            .filter(|id| *id != member.person && ties.get(id).is_none_or(|tie| tie.stage.is_none()))
            .filter(|id| relations.get(id).is_some_and(is_nothing))
            .collect();
        let through = ties::common_among(tx, member.person, &strangers)?;
        Ok(Self {
            me: Some(member.person),
            relations,
            ties,
            through: through.into_iter().map(|(id, friends)| (id, friends.len())).collect(),
        })
    }

    /// Who follows, blocks or mutes whom.
    pub fn relation(&self, account: AccountId) -> Option<&Relationship> {
        self.relations.get(&account)
    }

    /// What there is between the viewer and somebody; also when only one of them acted.
    pub fn tie(&self, account: AccountId) -> Option<&Tie> {
        self.ties.get(&account)
    }

    /// What somebody is to the viewer, in one line that is true today: the tie first, then who follows whom, then who
    /// could introduce them. Empty for a passer-by.
    pub fn line(&self, lang: Lang, now_ms: i64, account: &AccountView) -> String {
        if self.me == Some(account.id) {
            return lang.t("person-relation-you");
        }
        let r = self.relations.get(&account.id);
        let blocking = r.is_some_and(|r| r.blocking);
        if let Some(tie) = self.ties.get(&account.id).filter(|tie| tie.stage.is_some() && !blocking) {
            return tie_line(lang, now_ms, tie);
        }
        match self.through.get(&account.id) {
            Some(count) if account.kind == Kind::Person => {
                let values: [(&'static str, &dyn Arg); 2] = [("count", count), ("name", &first_name(account))];
                lang.with("tie-rel-through", &values)
            }
            _ => relation(lang, account, r),
        }
    }
}

/// "Close tie since 2023".
pub fn tie_line(lang: Lang, now_ms: i64, tie: &Tie) -> String {
    let key = match tie.stage {
        None => return String::new(),
        Some(Stage::Acquainted) => "tie-rel-acquainted",
        Some(Stage::Familiar) => "tie-rel-familiar",
        Some(Stage::Close) => "tie-rel-close",
    };
    let line = lang.with(key, &[("when", &fmt::since(lang, tie.since, now_ms))]);
    if tie.resting { lang.with("tie-rel-rests", &[("tie", &line)]) } else { line }
}

/// "You two: familiar since March. 14 exchanges, 2 gifts each way, last heard Tuesday."
pub fn tie_sentence(lang: Lang, now_ms: i64, name: &str, tie: &Tie) -> String {
    let stage = lang.t(match tie.stage {
        None => "tie-word-none",
        Some(Stage::Acquainted) => "tie-word-acquainted",
        Some(Stage::Familiar) => "tie-word-familiar",
        Some(Stage::Close) => "tie-word-close",
    });
    let values: [(&'static str, &dyn Arg); 5] = [
        ("stage", &stage),
        ("since", &fmt::since(lang, tie.since, now_ms)),
        ("count", &(tie.mine + tie.theirs)),
        ("gifts", &tie_gifts(lang, name, tie)),
        ("when", &fmt::when(lang, tie.last_at, now_ms)),
    ];
    lang.with("tie-sentence", &values)
}

/// "2 gifts each way", "a gift from you, none from Anna".
pub fn tie_gifts(lang: Lang, name: &str, tie: &Tie) -> String {
    match (tie.gifts_mine, tie.gifts_theirs) {
        (0, 0) => lang.t("tie-gifts-none"),
        (mine, theirs) if mine == theirs => lang.with("tie-gifts-each", &[("count", &mine)]),
        (mine, 0) => lang.with("tie-gifts-mine", &[("count", &mine)]),
        (0, theirs) => lang.with("tie-gifts-theirs", &[("count", &theirs), ("name", &name)]),
        (mine, theirs) => lang.with("tie-gifts-both", &[("mine", &mine), ("theirs", &theirs), ("name", &name)]),
    }
}

fn is_nothing(r: &Relationship) -> bool {
    !(r.following || r.followed_by || r.requested || r.blocking || r.blocked_by)
}
