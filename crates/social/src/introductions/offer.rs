//! Offering: who may bring whom together, and how often.

use std::sync::Arc;

use super::{A_WEEK, ABOUT_MAX, AGAIN_MS, Answer, OPEN_MAX, State, WAITS_MS, WHY_CHARS, rows};
use crate::accounts::{self, AccountView, Kind};
use crate::event::Event;
use crate::ledger::DAY_MS;
use crate::{AccountId, Error, IntroductionId, Member, Refusal, Result, Tx, effects, stalls, ties};

/// Two people and why they should meet.
#[derive(Clone, Debug)]
pub struct NewIntroduction {
    /// The two. A stall stands for its keeper who has kept it longest.
    pub people: [AccountId; 2],
    /// Why, in the introducer's words; both read it.
    pub why: String,
    /// "It is my stall too", which has to be said where it is so.
    pub my_stall: bool,
    /// The square may see it, when the two agree as well.
    pub show: bool,
}

/// What would be offered, for the form.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The two who would read it, in the order asked.
    pub people: Vec<Arc<AccountView>>,
    /// The stall one of them would be asked for.
    pub stall: Option<Arc<AccountView>>,
    /// The introducer keeps it too.
    pub own_stall: bool,
}

/// The two as people, and the stall in play.
struct Parties {
    a: AccountId,
    b: AccountId,
    stall: Option<AccountId>,
    own_stall: bool,
}

/// Offers an introduction. The two hear of it each by themselves.
///
/// Refuses: two who are not both acquainted with the member, or who know each other; three people who are not three;
/// reasons that are too short or long or name others; more than [`OPEN_MAX`] open, [`A_WEEK`] a week or [`ABOUT_MAX`]
/// about one person; the same two again. The same words about the same two while they wait give the same offer.
pub fn offer(tx: &Tx, member: &Member, new: &NewIntroduction) -> Result<IntroductionId> {
    let me = check_speaks_for_self(member)?;
    let why = check_why(&new.why)?;
    let two = parties(tx, me, new.people)?;
    if let Some((id, earlier, at)) = rows::earlier(tx, me, two.a, two.b, tx.now() - AGAIN_MS)? {
        return match earlier == why && tx.now() - at < WAITS_MS {
            true => Ok(id),
            false => refuse("ERR_TAKEN", "You asked these two already. Leave it with them."),
        };
    }
    check_know(tx, me, &two)?;
    if two.own_stall && !new.my_stall {
        return Err(Refusal::invalid("my_stall", "Say that it is your stall too."));
    }
    let open_since = tx.now() - WAITS_MS;
    if rows::open_of(tx, me, open_since)? >= OPEN_MAX {
        return refuse("ERR_LIMIT", "Three of your introductions are open. Wait for an answer first.");
    }
    if rows::offered_since(tx, me, tx.now() - 7 * DAY_MS)? >= A_WEEK {
        return refuse("ERR_LIMIT", "That makes five in a week. Another one next week.");
    }
    for person in [two.a, two.b] {
        if rows::open_about(tx, person, open_since)? >= ABOUT_MAX {
            return refuse("ERR_LIMIT", "One of them has two introductions to think about already. Try later.");
        }
    }
    let row = rows::IntroductionRow {
        id: IntroductionId(tx.next_id()),
        introducer: me,
        reaches_a: reaches(tx, two.a, two.b)?,
        reaches_b: reaches(tx, two.b, two.a)?,
        a: two.a,
        b: two.b,
        why,
        stall: two.stall,
        own_stall: two.own_stall,
        answer_a: Answer::Open,
        answer_b: Answer::Open,
        show_introducer: new.show,
        show_a: false,
        show_b: false,
        state: State::Offered,
        glad_a: false,
        glad_b: false,
        post: None,
        offered_at: tx.now(),
        accepted_at: None,
        met_at: None,
        gave: None,
        tied: None,
        check_at: Some(tx.now() + WAITS_MS),
    };
    rows::insert(tx, &row)?;
    effects::record(tx, Event::IntroductionOffered(&row))?;
    Ok(row.id)
}

/// What the two of an offer to be would see, before anything is offered. Refuses what [`offer`] would for these people.
pub fn preview(tx: &Tx, member: &Member, people: [AccountId; 2]) -> Result<Preview> {
    let me = check_speaks_for_self(member)?;
    let two = parties(tx, me, people)?;
    check_know(tx, me, &two)?;
    let stall = two.stall.map(|stall| accounts::view(tx, stall)).transpose()?;
    Ok(Preview { people: accounts::views(tx, &[two.a, two.b])?, stall, own_stall: two.own_stall })
}

/// Whether an offer about `other` comes to `who`: by nobody's wishes but their own.
fn reaches(tx: &Tx, who: AccountId, other: AccountId) -> Result<bool> {
    Ok(!rows::not_now(tx, who)? && !rows::shuns(tx, who, other)?)
}

fn check_speaks_for_self(member: &Member) -> Result<AccountId> {
    match member.keeper() {
        None => Ok(member.person),
        Some(_) => Err(Refusal::forbidden("People bring people together. Speak for yourself, not for a stall.")),
    }
}

/// Three people: a stall is asked in the person of a keeper who is neither of the others.
fn parties(tx: &Tx, me: AccountId, people: [AccountId; 2]) -> Result<Parties> {
    let views = accounts::views(tx, &people)?;
    let [Some(first), Some(second)] = people.map(|id| views.iter().find(|view| view.id == id)) else {
        return Err(Refusal::not_found());
    };
    let mut stall = None;
    let mut asked = Vec::with_capacity(2);
    for (view, other) in [(first, second.id), (second, first.id)] {
        let local = view.domain.is_empty() && !view.bot && view.state == accounts::State::Active;
        match view.kind {
            Kind::Person if local => asked.push(view.id),
            Kind::Stall if local && stall.is_none() => {
                let keeper = view.keepers.iter().map(|keeper| keeper.account).find(|id| *id != me && *id != other);
                asked.push(match keeper {
                    Some(keeper) => keeper,
                    None => return refuse("ERR_INVALID", "An introduction takes three different people."),
                });
                stall = Some(view.id);
            }
            _ => return refuse("ERR_INVALID", "Two people who are here."),
        }
    }
    if asked[0] == asked[1] || asked.contains(&me) {
        return refuse("ERR_INVALID", "An introduction takes three different people.");
    }
    // A co-keeper by name is the stall as well: a customer brought to one's own business.
    let mine: Vec<AccountId> = stalls::kept_by(tx, me)?.into_iter().map(|keeping| keeping.account).collect();
    let shared = stalls::kept_by_all(tx, &asked)?.into_iter().find(|(_, keeping)| mine.contains(&keeping.account));
    let own = stall.filter(|stall| mine.contains(stall)).or(shared.map(|(_, keeping)| keeping.account));
    let (a, b) = (asked[0].min(asked[1]), asked[0].max(asked[1]));
    Ok(Parties { a, b, stall: own.or(stall), own_stall: own.is_some() })
}

/// The introducer knows both, and they do not know each other.
fn check_know(tx: &Tx, me: AccountId, two: &Parties) -> Result<()> {
    if !ties::acquainted(tx, me, two.a)? || !ties::acquainted(tx, me, two.b)? {
        return refuse("ERR_INVALID", "You can bring together whom you know: two people you have spoken with here.");
    }
    // A tie that one of them hides is nobody's to know: then the two tell for themselves.
    let known = |tie: Option<ties::Tie>| tie.is_some_and(|tie| tie.stage.is_some() && !tie.hidden);
    if known(ties::between(tx, two.a, two.b)?) && known(ties::between(tx, two.b, two.a)?) {
        return refuse("ERR_INVALID", "These two know each other already.");
    }
    Ok(())
}

/// A reason fits when it says something, and speaks of these two and of nobody else by handle.
fn check_why(text: &str) -> Result<String> {
    let why = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = why.chars().count();
    if length < WHY_CHARS.0 {
        return Err(Refusal::invalid_as("why", "ERR_BLANK", "Say in a sentence why they should meet."));
    }
    if length > WHY_CHARS.1 {
        return Err(Refusal::invalid_as(
            "why",
            "ERR_TOO_LONG",
            "At most 500 characters. They will tell each other the rest.",
        ));
    }
    // In the thread of the three it would name a fourth, or give something.
    let emblem = why
        .split(':')
        .skip(1)
        .any(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
        && why.matches(':').count() > 1;
    if why.contains('@') || emblem || why.chars().any(char::is_control) {
        return Err(Refusal::invalid("why", "Plain words, without @names and :emblems:."));
    }
    Ok(why)
}

fn refuse<T>(code: &'static str, why: &str) -> std::result::Result<T, Error> {
    Err(Refusal::invalid_as("people", code, why))
}
