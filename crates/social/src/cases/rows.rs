//! The statements about questions.

use soulava_store::{args, record, sql};

use super::{About, CaseKind, CaseView, Seen, Verdict};
use crate::recognitions::RecognitionKind;
use crate::{AccountId, Result, Tx};

record! {
    pub(super) struct CaseRow {
        pub id: i64,
        pub kind: CaseKind,
        pub figure: i64,
        pub asked_by: Option<AccountId>,
        pub words: String,
        pub opened_at: i64,
        pub decision: Option<Verdict>,
        pub decided_at: Option<i64>,
        pub decided_by: Option<AccountId>,
        pub reasons: String,
        pub appeal: String,
        pub appealed_at: Option<i64>,
        pub last_word: Option<Verdict>,
        pub last_reasons: String,
        pub last_at: Option<i64>,
    }
}

impl CaseRow {
    pub(super) fn view(self) -> CaseView {
        CaseView {
            id: self.id,
            kind: self.kind,
            figure: self.figure,
            asked_by: self.asked_by,
            words: self.words,
            opened_at: self.opened_at,
            decision: self.decision,
            decided_at: self.decided_at,
            decided_by: self.decided_by,
            reasons: self.reasons,
            appeal: self.appeal,
            appealed_at: self.appealed_at,
            last_word: self.last_word,
            last_reasons: self.last_reasons,
            last_at: self.last_at,
            people: Vec::new(),
            about: Vec::new(),
            about_in_all: 0,
        }
    }
}

pub(super) fn insert(
    tx: &Tx,
    id: i64,
    kind: CaseKind,
    mark: &str,
    figure: i64,
    asked_by: Option<AccountId>,
    words: &str,
) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO standing_cases (id, kind, mark, figure, asked_by, words, opened_at, waits)
             VALUES ($1, $2, $3, $4, $5, $6, $7, TRUE)"
        ),
        args![id, kind, mark, figure, asked_by, words, tx.now()],
    )?;
    Ok(())
}

pub(super) fn insert_people(tx: &Tx, case: i64, people: &[i64]) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO case_people (case_id, account_id)
             SELECT CAST($1 AS BIGINT), t.x FROM unnest($2::bigint[]) AS t(x)
             WHERE t.x IN (SELECT a.id FROM accounts a WHERE a.id = ANY($3))"
        ),
        args![case, people, people],
    )?;
    Ok(())
}

pub(super) fn insert_recognitions(tx: &Tx, case: i64, recognitions: &[i64]) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO case_recognitions (case_id, recognition_id)
             SELECT CAST($1 AS BIGINT), t.x FROM unnest($2::bigint[]) AS t(x)"
        ),
        args![case, recognitions],
    )?;
    Ok(())
}

pub(super) fn by_mark(tx: &Tx, mark: &str) -> Result<Option<i64>> {
    Ok(tx.opt(sql!("SELECT id FROM standing_cases WHERE mark = $1"), args![mark])?)
}

pub(super) fn find(tx: &Tx, id: i64) -> Result<Option<CaseRow>> {
    Ok(tx.opt(
        sql!(
            "SELECT id, kind, figure, asked_by, words, opened_at, decision, decided_at, decided_by, reasons,
                    appeal, appealed_at, last_word, last_reasons, last_at
             FROM standing_cases
             WHERE id = $1"
        ),
        args![id],
    )?)
}

pub(super) fn queue(tx: &Tx, waits: bool, below: i64, above: i64, limit: i64) -> Result<Vec<CaseRow>> {
    Ok(tx.all(
        sql!(
            "SELECT id, kind, figure, asked_by, words, opened_at, decision, decided_at, decided_by, reasons,
                    appeal, appealed_at, last_word, last_reasons, last_at
             FROM standing_cases
             WHERE waits = $1 AND id < $2 AND id > $3
             ORDER BY id DESC
             LIMIT $4"
        ),
        args![waits, below, above, limit],
    )?)
}

pub(super) fn count_waiting(tx: &Tx) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM standing_cases WHERE waits = TRUE"), args![])?)
}

pub(super) fn count_contests(tx: &Tx, who: AccountId) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM standing_cases WHERE asked_by = $1 AND waits = TRUE"), args![who])?)
}

pub(super) fn of(tx: &Tx, who: AccountId, limit: i64) -> Result<Vec<CaseRow>> {
    Ok(tx.all(
        sql!(
            "SELECT c.id, c.kind, c.figure, c.asked_by, c.words, c.opened_at, c.decision, c.decided_at, c.decided_by,
                    c.reasons, c.appeal, c.appealed_at, c.last_word, c.last_reasons, c.last_at
             FROM case_people p
             JOIN standing_cases c ON c.id = p.case_id
             WHERE p.account_id = $1
             ORDER BY p.case_id DESC, c.id
             LIMIT $2"
        ),
        args![who, limit],
    )?)
}

pub(super) fn concerns(tx: &Tx, case: i64, who: AccountId) -> Result<bool> {
    let found: Option<i64> =
        tx.opt(sql!("SELECT case_id FROM case_people WHERE case_id = $1 AND account_id = $2"), args![case, who])?;
    Ok(found.is_some())
}

pub(super) fn people(tx: &Tx, cases: &[i64]) -> Result<Vec<(i64, AccountId)>> {
    Ok(tx.all(
        sql!(
            "SELECT case_id, account_id
             FROM case_people
             WHERE case_id = ANY($1)
             ORDER BY case_id, account_id
             LIMIT 4000"
        ),
        args![cases],
    )?)
}

pub(super) fn counts(tx: &Tx, cases: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT case_id, COUNT(*)
             FROM case_recognitions
             WHERE case_id = ANY($1)
             GROUP BY case_id
             ORDER BY case_id
             LIMIT 100"
        ),
        args![cases],
    )?)
}

record! {
    struct AboutRow {
        case: i64,
        id: i64,
        voice: Option<AccountId>,
        doer: Option<AccountId>,
        kind: RecognitionKind,
        object: i64,
        day: i64,
    }
}

/// The first recognitions of each case.
pub(super) fn recognitions(tx: &Tx, cases: &[i64], each: i64) -> Result<Vec<(i64, About)>> {
    let found: Vec<AboutRow> = tx.all(
        sql!(
            "SELECT c.case_id, r.id, v.account_id, d.account_id, r.kind, r.object_id, r.day
             FROM case_recognitions c
             JOIN recognitions r ON r.id = c.recognition_id
             LEFT JOIN hands v ON v.hand = r.voice
             LEFT JOIN hands d ON d.hand = r.doer
             WHERE c.case_id = ANY($1)
               AND (SELECT COUNT(*) FROM case_recognitions e
                    WHERE e.case_id = c.case_id AND e.recognition_id < c.recognition_id) < $2
             ORDER BY c.case_id, r.id
             LIMIT 1000"
        ),
        args![cases, each],
    )?;
    Ok(found
        .into_iter()
        .map(|it| {
            let AboutRow { case, id, voice, doer, kind, object, day } = it;
            (case, About { id, voice, doer, kind, object, day })
        })
        .collect())
}

pub(super) fn recognition_ids(tx: &Tx, case: i64) -> Result<Vec<i64>> {
    Ok(tx.all(
        sql!(
            "SELECT recognition_id
             FROM case_recognitions
             WHERE case_id = $1
             ORDER BY recognition_id
             LIMIT 200"
        ),
        args![case],
    )?)
}

pub(super) fn about(tx: &Tx, recognitions: &[i64]) -> Result<Vec<(i64, i64, Option<Verdict>)>> {
    Ok(tx.all(
        sql!(
            "SELECT r.recognition_id, c.id, COALESCE(c.last_word, c.decision)
             FROM case_recognitions r
             JOIN standing_cases c ON c.id = r.case_id
             WHERE r.recognition_id = ANY($1)
             ORDER BY r.recognition_id, c.id
             LIMIT 1000"
        ),
        args![recognitions],
    )?)
}

pub(super) fn parties(tx: &Tx, recognition: i64) -> Result<Option<(Option<AccountId>, Option<AccountId>)>> {
    Ok(tx.opt(
        sql!(
            "SELECT v.account_id, d.account_id
             FROM recognitions r
             LEFT JOIN hands v ON v.hand = r.voice
             LEFT JOIN hands d ON d.hand = r.doer
             WHERE r.id = $1"
        ),
        args![recognition],
    )?)
}

pub(super) fn decide(tx: &Tx, id: i64, verdict: Verdict, by: AccountId, reasons: &str, now: i64) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE standing_cases
             SET decision = $2, decided_by = $3, reasons = $4, decided_at = $5, waits = FALSE
             WHERE id = $1"
        ),
        args![id, verdict, by, reasons, now],
    )?;
    Ok(())
}

pub(super) fn appeal(tx: &Tx, id: i64, by: AccountId, words: &str, now: i64) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE standing_cases
             SET appealed_by = $2, appeal = $3, appealed_at = $4, waits = TRUE
             WHERE id = $1 AND appealed_at IS NULL"
        ),
        args![id, by, words, now],
    )?;
    Ok(())
}

pub(super) fn last_word(tx: &Tx, id: i64, verdict: Verdict, by: AccountId, reasons: &str, now: i64) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE standing_cases
             SET last_word = $2, last_by = $3, last_reasons = $4, last_at = $5, waits = FALSE
             WHERE id = $1"
        ),
        args![id, verdict, by, reasons, now],
    )?;
    Ok(())
}

record! {
    pub(super) struct SeenRow {
        pub id: i64,
        pub voice: i64,
        pub doer: i64,
        pub day: i64,
        pub at: i64,
        pub vetted: bool,
    }
}

impl SeenRow {
    pub(super) fn seen(&self) -> Seen {
        Seen { id: self.id, voice: self.voice, doer: self.doer, at: self.at, vetted: self.vetted }
    }
}

/// What was recognised on a day, applause and what counts no more left out.
pub(super) fn window(tx: &Tx, day: i64, after: i64, today: i64, limit: i64) -> Result<Vec<SeenRow>> {
    Ok(tx.all(
        sql!(
            "SELECT r.id, v.account_id, d.account_id, r.day, r.at,
                    t.hand IS NOT NULL AND t.since_day <= $3 AND (t.until_day IS NULL OR t.until_day > $3)
             FROM recognitions r
             JOIN hands v ON v.hand = r.voice
             JOIN hands d ON d.hand = r.doer
             LEFT JOIN vettings t ON t.hand = r.voice
             WHERE r.day = $1 AND r.id > $2 AND r.kind <> 'favourite' AND r.state = 'counts' AND NOT r.void
             ORDER BY r.id
             LIMIT $4"
        ),
        args![day, after, today, limit],
    )?)
}

pub(super) fn joined(tx: &Tx, ids: &[i64]) -> Result<Vec<(i64, i64, Option<i64>)>> {
    Ok(tx.all(
        sql!(
            "SELECT a.id, a.created_at, l.invited_by
             FROM accounts a
             LEFT JOIN logins l ON l.account_id = a.id
             WHERE a.id = ANY($1)
             ORDER BY a.id
             LIMIT 500"
        ),
        args![ids],
    )?)
}
