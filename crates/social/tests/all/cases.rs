//! What looks like a swap and what somebody contests: seen by those concerned, decided with reasons, appealed once.

use std::time::Duration;

use soulava_social::cases::{self, CaseKind, CaseView, Verdict};
use soulava_social::standing::Standings;
use soulava_social::{AccountId, CurrencyId, Member, Page, Refusal, Result, Role, accounts, gifts, host_log, vouches};
use soulava_store::{args, sql};

use crate::gifts::{currency, give, new_gift};
use crate::square::{Square, refused};

const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(86_400);
const REASONS: &str = "You gave each other the same thing to and fro.";

struct Told {
    square: Square,
    mette: Member,
    anna: Member,
    fenna: Member,
    jorrit: Member,
    crumb: CurrencyId,
    standings: Standings,
}

impl Told {
    fn new() -> Self {
        let square = Square::new();
        let mette = square.comes_in("mette", Role::Host);
        let [anna, fenna, jorrit] = ["anna", "fenna", "jorrit"].map(|name| square.comes_in(name, Role::Person));
        let crumb = currency(&square, "crumb");
        let standings = Standings::listening(&square.db);
        Self { square, mette, anna, fenna, jorrit, crumb, standings }
    }

    fn thanks(&self, giver: &Member, receiver: &Member, reason: &str) {
        let id = give(&self.square, giver, new_gift(receiver.person, self.crumb, reason)).expect("a gift");
        self.square.does(receiver, move |tx, by| gifts::accept(tx, by, id, None)).expect("glad of it");
    }

    /// Three times within a day of each other, on three days.
    fn swap(&self) {
        for day in ["bread", "soup", "cake"] {
            self.thanks(&self.anna, &self.fenna, &format!("For the {day} you made."));
            self.square.db.clock.pass(2 * HOUR);
            self.thanks(&self.fenna, &self.anna, &format!("For the {day} plates."));
            self.square.db.clock.pass(2 * DAY);
        }
        cases::night(&self.square.db).expect("a night");
    }

    fn points(&self, who: &Member) -> f64 {
        let (standings, who) = (self.standings.clone(), who.person);
        self.square.read(move |tx| standings.figure(tx, who)).points
    }

    fn concerning(&self, who: &Member) -> Vec<CaseView> {
        self.square.asks(who, cases::of)
    }

    fn decides(&self, who: &Member, case: i64, verdict: Verdict) -> Result<()> {
        self.square.does(who, move |tx, by| cases::decide(tx, by, case, verdict, REASONS))
    }

    fn waiting(&self) -> usize {
        self.square.asks(&self.mette, |tx, by| cases::queue(tx, by, true, Page::first(40))).items.len()
    }

    fn recognition(&self, voice: AccountId) -> i64 {
        self.square.read(move |tx| {
            Ok(tx.one(
                sql!("SELECT MIN(r.id) FROM recognitions r JOIN hands h ON h.hand = r.voice WHERE h.account_id = $1"),
                args![voice],
            )?)
        })
    }
}

#[test]
fn a_swap_is_shown_to_moderators_and_to_both_and_a_decision_takes_it_out_of_standing() {
    let told = Told::new();
    told.square.knows(&told.mette, &told.anna);
    told.square.knows(&told.mette, &told.fenna);
    told.swap();
    assert_eq!(told.waiting(), 1);
    assert_eq!(told.concerning(&told.jorrit).len(), 0);
    let case = told.concerning(&told.anna).pop().expect("shown to those concerned");
    assert_eq!((case.kind, case.figure, case.about_in_all), (CaseKind::Swap, 3, 6));
    assert_eq!(case.people, [told.anna.person, told.fenna.person]);
    let before = told.points(&told.anna);
    assert!(before > 0.5, "nothing happens by itself: {before}");

    assert_eq!(refused(told.decides(&told.anna, case.id, Verdict::Left)), Refusal::NotFound);
    told.decides(&told.mette, case.id, Verdict::Void).expect("decided");
    assert_eq!((told.points(&told.anna), told.points(&told.fenna)), (0.0, 0.0));
    let case = told.concerning(&told.fenna).pop().expect("still shown");
    assert_eq!((case.holds(), case.reasons.as_str(), case.waits()), (Some(Verdict::Void), REASONS, false));
    let log = told.square.asks(&told.mette, |tx, _| host_log::list(tx, Page::first(20)));
    assert!(log.items.iter().any(|entry| entry.verb == "standing_void" && entry.reason == REASONS));

    told.square.db.clock.pass(DAY);
    cases::night(&told.square.db).expect("another night");
    assert_eq!(told.waiting(), 0, "what is decided is not asked again");
}

#[test]
fn a_decision_is_appealed_once_and_somebody_else_has_the_last_word() {
    let told = Told::new();
    told.square.knows(&told.mette, &told.anna);
    told.square.knows(&told.mette, &told.fenna);
    told.swap();
    let id = told.concerning(&told.anna)[0].id;
    let appeal = |who: &Member| {
        told.square.does(who, move |tx, by| cases::appeal(tx, by, id, "We bake together, both are true."))
    };
    assert!(matches!(refused(appeal(&told.anna)), Refusal::Forbidden { .. }), "nothing is decided yet");
    told.decides(&told.mette, id, Verdict::Void).expect("decided");
    assert!(matches!(refused(told.decides(&told.mette, id, Verdict::Left)), Refusal::Forbidden { .. }));
    assert_eq!(refused(appeal(&told.jorrit)), Refusal::NotFound);
    appeal(&told.anna).expect("appealed");
    assert!(matches!(refused(appeal(&told.fenna)), Refusal::Forbidden { .. }), "once");
    assert_eq!(told.waiting(), 1);

    let soren = told.square.comes_in("soren", Role::Moderator);
    assert!(matches!(refused(told.decides(&told.mette, id, Verdict::Left)), Refusal::Forbidden { .. }));
    told.decides(&soren, id, Verdict::Left).expect("the last word");
    assert!(told.points(&told.anna) > 0.5, "it counts again");
    assert!(matches!(refused(told.decides(&soren, id, Verdict::Void)), Refusal::Forbidden { .. }));
    let case = told.concerning(&told.anna).pop().expect("still shown");
    assert_eq!((case.decision, case.holds()), (Some(Verdict::Void), Some(Verdict::Left)));
}

#[test]
fn a_decision_can_be_appealed_for_half_a_year() {
    let told = Told::new();
    told.swap();
    let id = told.concerning(&told.anna)[0].id;
    told.decides(&told.mette, id, Verdict::Void).expect("decided");
    told.square.db.clock.pass(183 * DAY);
    let late = told.square.does(&told.anna, move |tx, by| cases::appeal(tx, by, id, "Better late than never."));
    assert!(matches!(refused(late), Refusal::Forbidden { .. }));
}

#[test]
fn whom_it_concerns_contests_an_entry_and_nobody_else() {
    let told = Told::new();
    told.square.knows(&told.mette, &told.anna);
    told.thanks(&told.anna, &told.fenna, "For the bread you made.");
    let entry = told.recognition(told.anna.person);
    let contest =
        |who: &Member, words: &'static str| told.square.does(who, move |tx, by| cases::contest(tx, by, entry, words));
    assert_eq!(refused(contest(&told.jorrit, "This is not right.")), Refusal::NotFound);
    assert!(matches!(refused(contest(&told.fenna, "No.")), Refusal::Invalid { .. }));
    let id = contest(&told.fenna, "This was somebody else.").expect("asked");
    assert_eq!(contest(&told.fenna, "This was somebody else.").expect("the same"), id);
    assert_ne!(contest(&told.anna, "I pressed the wrong button.").expect("the giver's own"), id);
    assert_eq!((told.waiting(), told.points(&told.fenna)), (2, 1.0));
    let case = told.square.asks(&told.fenna, move |tx, by| cases::view(tx, by, id));
    assert_eq!(
        (case.kind, case.asked_by, case.words.as_str()),
        (CaseKind::Contest, Some(told.fenna.person), "This was somebody else.")
    );
    told.decides(&told.mette, id, Verdict::Void).expect("decided");
    assert_eq!(told.points(&told.fenna), 0.0);
}

#[test]
fn who_is_concerned_does_not_decide_while_somebody_else_can() {
    let told = Told::new();
    told.square.knows(&told.mette, &told.anna);
    told.thanks(&told.anna, &told.mette, "For opening the door.");
    let entry = told.recognition(told.anna.person);
    let id = told
        .square
        .does(&told.mette, move |tx, by| cases::contest(tx, by, entry, "I did not do this."))
        .expect("asked");
    let soren = told.square.comes_in("soren", Role::Moderator);
    assert!(matches!(refused(told.decides(&told.mette, id, Verdict::Left)), Refusal::Forbidden { .. }));
    told.decides(&soren, id, Verdict::Left).expect("decided");
}

#[test]
fn a_farm_of_gifts_is_found_within_a_day_and_moves_nothing() {
    let told = Told::new();
    let names: Vec<&'static str> = (0..12).map(|at| &*Box::leak(format!("farm{at}").into_boxed_str())).collect();
    let farm: Vec<Member> = names.iter().map(|name| told.square.person(name)).collect();
    told.square.db.clock.pass(20 * DAY);
    for account in &farm {
        told.thanks(account, &told.anna, "For being so kind to all of us.");
    }
    told.square.db.clock.pass(23 * HOUR);
    cases::night(&told.square.db).expect("a night");
    let case = told.concerning(&told.anna).pop().expect("found");
    assert_eq!((case.kind, case.figure), (CaseKind::Burst, 12));
    assert_eq!(told.points(&told.anna), 0.0, "people without a voice say nothing yet");
}

#[test]
fn an_imported_past_is_no_swap() {
    let told = Told::new();
    told.swap();
    assert_eq!(told.waiting(), 1);
    told.square
        .write(|tx| {
            tx.run(sql!("DELETE FROM case_recognitions"), args![])?;
            tx.run(sql!("DELETE FROM case_people"), args![])?;
            tx.run(sql!("DELETE FROM standing_cases"), args![])?;
            tx.run(sql!("UPDATE recognitions SET day = day - 3"), args![])?;
            Ok(())
        })
        .expect("as an import stores it");
    told.square.db.clock.pass(DAY);
    cases::night(&told.square.db).expect("a night");
    assert_eq!(told.waiting(), 0);
}

#[test]
fn a_ring_that_washes_its_thanks_gains_nothing_by_it() {
    let told = Told::new();
    told.thanks(&told.mette, &told.anna, "For opening early today.");
    assert!((told.points(&told.anna) - 1.0).abs() < 1e-9);
    for (giver, receiver) in [(&told.anna, &told.fenna), (&told.fenna, &told.jorrit), (&told.jorrit, &told.anna)] {
        told.thanks(giver, receiver, "For being in the ring with us.");
    }
    let gain = told.points(&told.anna);
    assert!((gain - 1.0).abs() < 1e-6, "{gain}");
}

#[test]
fn who_leaves_and_returns_begins_anew() {
    let told = Told::new();
    told.square.knows(&told.mette, &told.anna);
    told.square.knows(&told.mette, &told.fenna);
    told.thanks(&told.anna, &told.fenna, "For the bread you made.");
    assert!(told.points(&told.fenna) > 0.9);
    told.square.does(&told.anna, accounts::delete).expect("left");
    assert_eq!(told.points(&told.fenna), 0.0, "a voice that left says nothing any more");
    let again = told.square.comes_in("anna_again", Role::Person);
    told.thanks(&again, &told.fenna, "For the bread you made.");
    assert_eq!(told.points(&told.fenna), 0.0, "and who returns has none yet");
    let whom = told.jorrit.person;
    let vouch = told.square.does(&again, move |tx, by| vouches::vouch(tx, by, whom));
    assert!(matches!(refused(vouch), Refusal::Forbidden { .. }));
}
