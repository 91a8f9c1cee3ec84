//! Who is shown what of a standing, and the same as one JSON object.
//!
//! Its owner sees all of it. Others see what it is for, the word for it and the reasons that are public anyway, without
//! numbers of the whole square. Hidden, there is nothing for others at all.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{Deed, Explained, Given, Standings, Who, is_hidden};
use crate::accounts::{AccountView, Kind};
use crate::{AccountId, Refusal, Result, Tx, Viewer, accounts, ledger};

/// Somebody's standing as this viewer may see it, and whether it is the viewer's own. Hidden from others it is not there.
pub fn shown(standings: &Standings, tx: &Tx, viewer: &Viewer, person: AccountId) -> Result<(Explained, bool)> {
    let own = check_shown(tx, viewer, person)?;
    let mut explained = standings.explain(tx, viewer, person)?;
    if !own {
        explained.voices.retain(|voice| voice.who != Who::Hidden);
        // By name, so that no order tells of numbers that are not shown.
        explained.voices.sort_by_key(|voice| voice.who);
        explained.uncounted.clear();
    }
    Ok((explained, own))
}

/// Refuses what is not there for this viewer: stalls, people who are not here, and who hides it. Says whether it is
/// the viewer's own.
pub fn check_shown(tx: &Tx, viewer: &Viewer, person: AccountId) -> Result<bool> {
    let account = accounts::view(tx, person)?;
    let own = viewer.0.as_ref().is_some_and(|member| member.account == person);
    if account.kind != Kind::Person || !account.is_shown() || (!own && is_hidden(tx, person)?) {
        return Err(Refusal::not_found());
    }
    Ok(own)
}

/// Everybody whom a standing names.
pub fn named(tx: &Tx, explained: &Explained) -> Result<Vec<Arc<AccountView>>> {
    let voices = explained.voices.iter().map(|it| it.who);
    let people = voices.chain(explained.uncounted.iter().map(|it| it.who)).filter_map(|who| match who {
        Who::Person(id) => Some(id),
        Who::Gone | Who::Hidden => None,
    });
    let ids: Vec<AccountId> = people.collect::<BTreeSet<_>>().into_iter().collect();
    accounts::views(tx, &ids)
}

/// The whole standing for its owner, the public part for others.
pub fn export(explained: &Explained, people: &[Arc<AccountView>], own: bool) -> Value {
    let who = |who: Who| match who {
        Who::Person(id) => people.iter().find(|it| it.id == id).map_or(
            Value::Null,
            |it| json!({ "id": it.id.to_string(), "acct": it.acct(), "display_name": it.display_name }),
        ),
        Who::Gone | Who::Hidden => Value::Null,
    };
    let number = |it: f64| if own { json!(it) } else { Value::Null };
    let voices: Vec<Value> = explained
        .voices
        .iter()
        .map(|voice| {
            let deeds: Vec<Value> = voice
                .parts
                .iter()
                .map(|part| {
                    let mut deed = given(&part.given, own);
                    deed["grade"] = json!(part.grade);
                    deed["bystander"] = json!(part.bystander);
                    deed["points"] = number(part.points);
                    deed
                })
                .collect();
            json!({
                "who": who(voice.who), "staff": voice.staff, "voice": number(voice.voice),
                "through_you": number(voice.through_you), "points": number(voice.points), "deeds": deeds,
            })
        })
        .collect();
    let uncounted = explained.uncounted.iter().map(|it| {
        let mut deed = given(&it.given, own);
        deed["who"] = who(it.who);
        deed["why"] = json!(it.why.as_str());
        deed
    });
    let known_for = explained.topics.iter().map(|topic| {
        let name = match &topic.subject {
            super::Subject::Tag(tag) => json!(tag),
            _ => Value::Null,
        };
        json!({ "subject": topic.subject.kind(), "name": name, "people": topic.people })
    });
    json!({
        "account_id": explained.person.to_string(),
        "as_of": date(explained.day),
        "own": own,
        "band": explained.figure.band.map(|band| band.as_str()),
        "known_for": known_for.collect::<Vec<_>>(),
        "points": number(explained.figure.points),
        "voice": number(explained.figure.voice),
        "people": if own { json!(explained.figure.people) } else { Value::Null },
        "voices": voices,
        "rest": number(explained.rest),
        "not_counted": uncounted.collect::<Vec<_>>(),
    })
}

fn given(given: &Given, own: bool) -> Value {
    let deed = match given.deed {
        Deed::Post(id) => json!({ "kind": "post", "id": id.to_string() }),
        Deed::Gift(id) => json!({ "kind": "gift", "id": id.to_string() }),
        Deed::Introduction(id) => json!({ "kind": "introduction", "id": id.to_string() }),
        Deed::Hidden => Value::Null,
    };
    let entry = (own && given.recognition != 0).then(|| given.recognition.to_string());
    json!({ "entry": entry, "kind": given.kind.as_str(), "deed": deed, "day": date(given.day), "words": given.words })
}

/// A day since 1970-01-01 as a date.
fn date(day: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(day.saturating_mul(ledger::DAY_MS));
    stamp.unwrap_or(jiff::Timestamp::UNIX_EPOCH).strftime("%Y-%m-%d").to_string()
}
