//! Answers, and what follows from two yeses.

use super::{Answer, IntroductionRow, MEETS_MS, State, WAITS_MS, rows, said, texts};
use crate::event::Event;
use crate::ledger::DAY_MS;
use crate::posts::{self, Draft, Visibility};
use crate::recognitions::{self, RecognitionKind};
use crate::{
    AccountId, IntroductionId, Member, Refusal, Result, Role, Tx, accounts, effects, notifications, relations,
};

/// Says yes or not now; `show` lets the square see it, when all three agree. May be said anew while it waits.
///
/// Nobody sees the answer of one; the second yes brings them together. What did not reach the member is not there.
pub fn answer(tx: &Tx, member: &Member, id: IntroductionId, yes: bool, show: bool) -> Result<()> {
    let (mut row, first) = own(tx, member, id)?;
    let said = if yes { Answer::Yes } else { Answer::No };
    if !row.is_open(tx.now()) {
        // The same answer sent twice is no mistake.
        let before = if first { row.answer_a } else { row.answer_b };
        return if before == said { Ok(()) } else { Err(Refusal::Gone.into()) };
    }
    if first {
        (row.answer_a, row.show_a) = (said, yes && show);
    } else {
        (row.answer_b, row.show_b) = (said, yes && show);
    }
    let both = row.answer_a == Answer::Yes && row.answer_b == Answer::Yes && at_peace(tx, &row)?;
    if both {
        row.state = State::Accepted;
        row.accepted_at = Some(tx.now());
        row.check_at = Some(tx.now() + DAY_MS);
    }
    rows::save(tx, &row)?;
    if both { effects::record(tx, Event::IntroductionAccepted(&row)) } else { Ok(()) }
}

/// "I am glad of it", once both said yes. When both say so it is a deed of the introducer, unless for their own stall.
pub fn glad(tx: &Tx, member: &Member, id: IntroductionId) -> Result<()> {
    let (mut row, first) = own(tx, member, id)?;
    if !matches!(row.state, State::Accepted | State::Met | State::Worked) {
        return Err(Refusal::forbidden("First both of you say yes."));
    }
    let before = row.glad_a && row.glad_b;
    if first {
        row.glad_a = true;
    } else {
        row.glad_b = true;
    }
    row.state = State::Worked;
    rows::save(tx, &row)?;
    if row.glad_a && row.glad_b && !before {
        effects::record(tx, Event::IntroductionGlad(&row))?;
    }
    Ok(())
}

/// Nobody of the three blocks another. Where somebody does, two yeses wait for the end like anything else.
fn at_peace(tx: &Tx, row: &IntroductionRow) -> Result<bool> {
    Ok(!relations::is_blocked(tx, row.a, row.b)?
        && !relations::is_blocked(tx, row.introducer, row.a)?
        && !relations::is_blocked(tx, row.introducer, row.b)?)
}

/// The member's own side of an introduction that reached them.
fn own(tx: &Tx, member: &Member, id: IntroductionId) -> Result<(IntroductionRow, bool)> {
    let row = rows::load(tx, id)?;
    match row.side(member.person) {
        Some(first) if if first { row.reaches_a } else { row.reaches_b } => Ok((row, first)),
        _ => Err(Refusal::not_found()),
    }
}

/// Tells each of the two whom an offer reaches, by themselves, as a post that every app can show.
pub(crate) fn told(tx: &Tx, row: &IntroductionRow) -> Result<()> {
    let views = accounts::views(tx, &[row.introducer, row.a, row.b])?;
    let name = |id: AccountId| views.iter().find(|view| view.id == id).map_or("", |view| view.display_name.as_str());
    for (reaches, who, other) in [(row.reaches_a, row.a, row.b), (row.reaches_b, row.b, row.a)] {
        if !reaches {
            continue;
        }
        let link = format!("{}/introductions/{}", said::origin(tx)?, row.id);
        let locale = said::locale(tx, who)?;
        let text = texts::offered(&locale, name(row.introducer), name(other), &row.why, &link);
        said::say(tx, &[who], &text, &locale)?;
    }
    Ok(())
}

/// Opens the thread of the three in the introducer's words: private, or in the square when all three agreed.
pub(crate) fn accepted(tx: &Tx, row: &IntroductionRow) -> Result<()> {
    if accounts::state_of(tx, row.introducer)?.1 != accounts::State::Active {
        // Whoever was put out says nothing any more; the two are brought together all the same.
        let post = said::say(tx, &[row.a, row.b], &row.why, "")?;
        return rows::save(tx, &IntroductionRow { post: Some(post), ..row.clone() });
    }
    let views = accounts::views(tx, &[row.a, row.b])?;
    let handles: Vec<String> = views.iter().map(|view| format!("@{}", view.acct())).collect();
    let public = row.show_introducer && row.show_a && row.show_b;
    let draft = Draft {
        visibility: if public { Visibility::Public } else { Visibility::Direct },
        ..Draft::public(format!("{} {}", handles.join(" "), row.why))
    };
    let post = posts::publish(tx, &Member::person(row.introducer, Role::Person), &draft)?;
    rows::save(tx, &IntroductionRow { post: Some(post), ..row.clone() })?;
    notifications::add(tx, row.introducer, "introduction", row.a, Some(post), None)?;
    notifications::add(tx, row.introducer, "introduction", row.b, Some(post), None)?;
    // The mention tells them that the introducer wrote; this tells each that the other said yes.
    notifications::add(tx, row.a, "introduction", row.b, Some(post), None)?;
    notifications::add(tx, row.b, "introduction", row.a, Some(post), None)?;
    Ok(())
}

/// Both were glad: a deed of the introducer, in the voice of each.
pub(crate) fn glad_of_both(tx: &Tx, row: &IntroductionRow) -> Result<()> {
    if !row.own_stall {
        for voice in [row.a, row.b] {
            recognitions::add(tx, RecognitionKind::Introduction, voice, row.introducer, row.id.0, 1.0)?;
        }
    }
    for from in [row.a, row.b] {
        notifications::add(tx, row.introducer, "introduction_glad", from, row.post, None)?;
    }
    Ok(())
}

/// A block between two of the three closes an open offer for the one who is asked, and nobody can tell.
pub(crate) fn blocked(tx: &Tx, by: AccountId, whom: AccountId) -> Result<()> {
    for mut row in rows::open_with(tx, by, whom, tx.now() - WAITS_MS)? {
        let closes = if row.side(by).is_some() { by } else { whom };
        match row.side(closes) {
            Some(true) => row.answer_a = Answer::No,
            Some(false) => row.answer_b = Answer::No,
            None => continue,
        }
        rows::save(tx, &row)?;
    }
    Ok(())
}

/// Two yeses that were followed by an exchange: [`State::Met`].
pub(super) fn met(tx: &Tx, rows: &mut [IntroductionRow]) -> Result<()> {
    let asked: Vec<i64> =
        rows.iter().filter(|row| row.accepted_at.is_some() && row.met_at.is_none()).map(|row| row.id.0).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let talked = rows::talked(tx, &asked, MEETS_MS)?;
    for row in rows.iter_mut().filter(|row| talked.contains(&row.id)) {
        row.met_at = Some(tx.now());
        if row.state == State::Accepted {
            row.state = State::Met;
        }
    }
    Ok(())
}
