//! Questions about recognitions: what somebody contests, and what looks like a swap. A moderator answers each with
//! reasons, those concerned see it on their standing page and can appeal once. Nothing here happens in silence.

mod decide;
mod detect;
mod find;
pub(crate) mod rows;

use crate::recognitions::RecognitionKind;
use crate::words::words;
use crate::{AccountId, Member, Page, Paged, Refusal, Result, Tx};

pub use decide::{appeal, contest, decide, may_contest};
pub use detect::{Found, Joined, OCCASIONS, PEOPLE_MAX, RECOGNITIONS_MAX, RING_MAX, Seen, WINDOW_DAYS, detect};
pub use find::night;

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseKind {
    /// Two people recognised each other within a day, again and again.
    Swap,
    /// Few people who came together recognise mostly each other.
    Ring,
    /// Many people without a voice recognised somebody within a week.
    Burst,
    /// Somebody says that an entry is not right.
    Contest,
}
words!(CaseKind { Swap = "swap", Ring = "ring", Burst = "burst", Contest = "contest" });

/// What a moderator decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stays as it is.
    Left,
    /// The recognitions count no more from now on; they stay listed.
    Void,
}
words!(Verdict { Left = "left", Void = "void" });

/// Longest reason, contest or appeal, in characters.
pub const WORDS_MAX: usize = 1_000;
/// Shortest, in characters: a reason that says something.
pub const WORDS_MIN: usize = 10;
/// How long a decision can be appealed: 183 days, in milliseconds.
pub const APPEAL_MS: i64 = 183 * 86_400_000;
/// Contests of one person that may wait at a time.
pub const CONTESTS_MAX: i64 = 20;
/// Recognitions shown with a case; the rest is a number.
const SHOWN: i64 = 20;

/// A question, as moderators and those concerned see it.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The row.
    pub id: i64,
    /// What about.
    pub kind: CaseKind,
    /// Occasions, percent inside, or people; 0 for a contest.
    pub figure: i64,
    /// Who contests, while they are here.
    pub asked_by: Option<AccountId>,
    /// In their words.
    pub words: String,
    /// Milliseconds since 1970.
    pub opened_at: i64,
    /// None: nobody has looked yet.
    pub decision: Option<Verdict>,
    /// Milliseconds since 1970.
    pub decided_at: Option<i64>,
    /// Who decided; shown to moderators only.
    pub decided_by: Option<AccountId>,
    /// The statement of reasons.
    pub reasons: String,
    /// Why somebody concerned does not agree.
    pub appeal: String,
    /// Milliseconds since 1970.
    pub appealed_at: Option<i64>,
    /// After the appeal.
    pub last_word: Option<Verdict>,
    /// The reasons for it.
    pub last_reasons: String,
    /// Milliseconds since 1970.
    pub last_at: Option<i64>,
    /// Those concerned, at most [`PEOPLE_MAX`].
    pub people: Vec<AccountId>,
    /// The first recognitions it is about.
    pub about: Vec<About>,
    /// How many it is about.
    pub about_in_all: i64,
}

/// A recognition that a case is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The recognition.
    pub id: i64,
    /// Who recognises; none once they left.
    pub voice: Option<AccountId>,
    /// Who is recognised.
    pub doer: Option<AccountId>,
    /// With what.
    pub kind: RecognitionKind,
    /// The gift, post or introduction.
    pub object: i64,
    /// Days since 1970.
    pub day: i64,
}

impl CaseView {
    /// Whether a moderator has to say something.
    pub fn waits(&self) -> bool {
        self.decision.is_none() || (self.appealed_at.is_some() && self.last_word.is_none())
    }

    /// What holds now, when something was decided.
    pub fn holds(&self) -> Option<Verdict> {
        self.last_word.or(self.decision)
    }

    /// Whether somebody concerned may still appeal.
    pub fn may_appeal(&self, now: i64) -> bool {
        self.appealed_at.is_none() && self.decided_at.is_some_and(|at| now < at + APPEAL_MS)
    }
}

/// What waits for a moderator, or what was decided, newest first. For hosts and moderators.
pub fn queue(tx: &Tx, by: &Member, waits: bool, page: Page) -> Result<Paged<CaseView>> {
    check_staff(by)?;
    let found = rows::queue(tx, waits, page.below(), page.above(), i64::from(page.limit.min(40)))?;
    Ok(Paged::new(with_all(tx, found)?, |it| it.id))
}

/// How many questions wait for a moderator.
pub fn count_waiting(tx: &Tx) -> Result<i64> {
    rows::count_waiting(tx)
}

/// What concerns the member, newest first, at most 20.
pub fn of(tx: &Tx, member: &Member) -> Result<Vec<CaseView>> {
    let found = rows::of(tx, member.person, 20)?;
    with_all(tx, found)
}

/// One question, for moderators and those concerned.
pub fn view(tx: &Tx, by: &Member, id: i64) -> Result<CaseView> {
    let found = rows::find(tx, id)?.ok_or_else(Refusal::not_found)?;
    if !by.is_staff() && !rows::concerns(tx, id, by.person)? {
        return Err(Refusal::not_found());
    }
    with_all(tx, vec![found])?.pop().ok_or_else(Refusal::not_found)
}

/// The case about each of these recognitions that a person contested or a moderator decided: (recognition, case).
pub fn about(tx: &Tx, recognitions: &[i64]) -> Result<Vec<(i64, i64, Option<Verdict>)>> {
    if recognitions.is_empty() { Ok(Vec::new()) } else { rows::about(tx, recognitions) }
}

fn with_all(tx: &Tx, found: Vec<rows::CaseRow>) -> Result<Vec<CaseView>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
    let (people, counts) = (rows::people(tx, &ids)?, rows::counts(tx, &ids)?);
    let about = rows::recognitions(tx, &ids, SHOWN)?;
    let views = found.into_iter().map(|row| {
        let id = row.id;
        let mut view = row.view();
        view.people = people.iter().filter(|(case, _)| *case == id).map(|(_, who)| *who).collect();
        view.about = about.iter().filter(|(case, _)| *case == id).map(|(_, it)| it.clone()).collect();
        view.about_in_all = counts.iter().find(|(case, _)| *case == id).map_or(0, |(_, count)| *count);
        view
    });
    Ok(views.collect())
}

pub(super) fn check_staff(by: &Member) -> Result<()> {
    if by.is_staff() { Ok(()) } else { Err(Refusal::not_found()) }
}
