//! Contesting, deciding with reasons, and appealing.

use super::{APPEAL_MS, CONTESTS_MAX, CaseKind, Verdict, WORDS_MAX, WORDS_MIN, check_staff, rows};
use crate::{AccountId, Member, Refusal, Result, Tx, accounts, host_log, recognitions};

/// "Something here is not right": by who is recognised, or by who recognises. Contested again it is the same question.
pub fn contest(tx: &Tx, member: &Member, recognition: i64, words: &str) -> Result<i64> {
    let [voice, doer] = may_contest(tx, member, recognition)?;
    let words = check_words("words", words)?;
    let me = Some(member.person);
    let mark = format!("contest:{recognition}:{}", member.person);
    if let Some(same) = rows::by_mark(tx, &mark)? {
        return Ok(same);
    }
    if rows::count_contests(tx, member.person)? >= CONTESTS_MAX {
        return Err(Refusal::forbidden("Twenty questions of yours wait for an answer. One thing after the other."));
    }
    let id = tx.next_id();
    rows::insert(tx, id, CaseKind::Contest, &mark, 0, me, &words)?;
    let people: Vec<i64> = [voice, doer].into_iter().flatten().map(|it| it.0).collect();
    rows::insert_people(tx, id, &people)?;
    rows::insert_recognitions(tx, id, &[recognition])?;
    Ok(id)
}

/// Refuses who neither recognised nor was recognised; gives the two, as far as they are here.
pub fn may_contest(tx: &Tx, member: &Member, recognition: i64) -> Result<[Option<AccountId>; 2]> {
    let (voice, doer) = rows::parties(tx, recognition)?.ok_or_else(Refusal::not_found)?;
    let me = Some(member.person);
    if me == voice || me == doer { Ok([voice, doer]) } else { Err(Refusal::not_found()) }
}

/// A moderator's word, with reasons that those concerned read. After an appeal it is the last one, and somebody else's
/// than the first as long as there is somebody else.
pub fn decide(tx: &Tx, by: &Member, id: i64, verdict: Verdict, reasons: &str) -> Result<()> {
    check_staff(by)?;
    let reasons = check_words("reasons", reasons)?;
    let case = rows::find(tx, id)?.ok_or_else(Refusal::not_found)?;
    let others = accounts::staff(tx)?.iter().any(|it| it.id != by.person);
    if others && rows::concerns(tx, id, by.person)? {
        return Err(Refusal::forbidden("This concerns you: somebody else decides it."));
    }
    let before = case.last_word.or(case.decision);
    let verb = match (case.decision, case.appealed_at, case.last_word) {
        (None, ..) => {
            rows::decide(tx, id, verdict, by.person, &reasons, tx.now())?;
            if verdict == Verdict::Void { "standing_void" } else { "standing_left" }
        }
        (Some(_), Some(_), None) => {
            if others && case.decided_by == Some(by.person) {
                return Err(Refusal::forbidden("Somebody else looks at an appeal against your decision."));
            }
            rows::last_word(tx, id, verdict, by.person, &reasons, tx.now())?;
            if verdict == Verdict::Void { "standing_appeal_void" } else { "standing_appeal_left" }
        }
        _ => return Err(Refusal::forbidden("This is decided.")),
    };
    host_log::add(tx, by, verb, None, &reasons)?;
    if verdict != before.unwrap_or(Verdict::Left) {
        recognitions::set_void(tx, &rows::recognition_ids(tx, id)?, verdict == Verdict::Void)?;
    }
    Ok(())
}

/// Somebody concerned does not agree with a decision: once, within half a year.
pub fn appeal(tx: &Tx, member: &Member, id: i64, words: &str) -> Result<()> {
    let words = check_words("words", words)?;
    let case = rows::find(tx, id)?.ok_or_else(Refusal::not_found)?;
    if !rows::concerns(tx, id, member.person)? {
        return Err(Refusal::not_found());
    }
    match case.decided_at {
        Some(at) if case.appealed_at.is_none() && tx.now() < at + APPEAL_MS => {
            rows::appeal(tx, id, member.person, &words, tx.now())
        }
        _ => Err(Refusal::forbidden("This cannot be appealed, or not any more.")),
    }
}

fn check_words(field: &'static str, words: &str) -> Result<String> {
    let words = words.trim().replace('\0', "");
    match words.chars().count() {
        0 => Err(Refusal::invalid_as(field, "ERR_BLANK", "can't be blank")),
        count if count < WORDS_MIN => {
            Err(Refusal::invalid_as(field, "ERR_TOO_SHORT", "A few more words, so that others can follow."))
        }
        count if count > WORDS_MAX => {
            Err(Refusal::invalid_as(field, "ERR_TOO_LONG", format!("is too long (maximum is {WORDS_MAX} characters)")))
        }
        _ => Ok(words),
    }
}
