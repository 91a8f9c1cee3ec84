//! Heirlooms: from hand to hand, and what becomes of them by themselves.

use std::time::Duration;

use soulava_social::currencies::CurrencyKind;
use soulava_social::gifts::{self, GiftState};
use soulava_social::heirlooms::{self, How, PassedOn, Story};
use soulava_social::waiting::{self, WaitingItem};
use soulava_social::{GiftId, HeirloomId, Member, Result, Role, Viewer};
use soulava_store::{args, sql};

use crate::gifts::{currency_of, ledger_holds, seen};
use crate::square::{Square, refused};

const DAY: Duration = Duration::from_secs(86_400);

struct Ring {
    square: Square,
    host: Member,
    id: HeirloomId,
}

impl Ring {
    /// A ring in the hands of the host.
    fn new() -> Self {
        let square = Square::new();
        let host = Member::person(square.person("Mette").account, Role::Host);
        let person = host.person;
        square
            .write(move |tx| {
                tx.run(
                    sql!("INSERT INTO logins (account_id, email, email_folded, role, created_at) VALUES ($1, 'm@m.example', 'm@m.example', 'host', $2)"),
                    args![person, tx.now()],
                )?;
                Ok(())
            })
            .expect("room for a login");
        let ring = currency_of(&square, "ring", CurrencyKind::Circulating);
        let id = square.does(&host, move |tx, host| heirlooms::mint(tx, host, ring, host.person)).expect("minted");
        Self { square, host, id }
    }

    fn pass(&self, from: &Member, to: &Member) -> Result<GiftId> {
        let (id, to) = (self.id, to.account);
        self.square.does(from, move |tx, from| heirlooms::pass(tx, from, id, to, "For the winter you kept us warm."))
    }

    fn hand(&self, from: &Member, to: &Member) {
        self.pass(from, to).expect("an offer that may be");
        let id = self.id;
        self.square.does(to, move |tx, to| heirlooms::accept(tx, to, id, None)).expect("taken");
    }

    fn story(&self) -> Story {
        let id = self.id;
        self.square.read(move |tx| heirlooms::story(tx, &Viewer::PASSER_BY, id))
    }

    fn night(&self) {
        self.square.write(heirlooms::night).expect("a quiet night");
    }

    fn holder(&self) -> String {
        self.story().holder.map_or_else(String::new, |holder| holder.username.clone())
    }
}

#[test]
fn it_moves_when_it_is_accepted_and_tells_of_every_hand() {
    let ring = Ring::new();
    let [anna, fenna, soren] = ["Anna", "Fenna", "Soren"].map(|name| ring.square.person(name));
    let offer = ring.pass(&ring.host, &anna).expect("offered");
    assert_eq!(ring.holder(), "mette");
    refused(ring.pass(&ring.host, &fenna));
    refused(ring.pass(&anna, &fenna));
    ring.square.does(&anna, move |tx, anna| gifts::accept(tx, anna, offer, None)).expect("taken");
    assert_eq!(ring.holder(), "anna");
    ring.hand(&anna, &fenna);
    refused(ring.pass(&fenna, &ring.host));
    refused(ring.pass(&fenna, &anna));
    ring.hand(&fenna, &soren);
    ring.hand(&soren, &ring.host);
    let story = ring.story();
    let hands: Vec<_> =
        story.hands.iter().rev().map(|hand| (hand.how, hand.person.as_ref().map(|who| who.username.clone()))).collect();
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(
        hands,
        [
            (How::Minted, named("mette")),
            (How::Handed, named("anna")),
            (How::Handed, named("fenna")),
            (How::Handed, named("soren")),
            (How::Handed, named("mette"))
        ]
    );
    assert!(story.hands[..4].iter().all(|hand| hand.line == "For the winter you kept us warm."));
    assert_eq!(
        ring.square.asks(&anna, |tx, anna| gifts::allowance(tx, anna, None)).left_today,
        50,
        "outside of the allowance"
    );
    ledger_holds(&ring.square);
}

#[test]
fn an_offer_without_an_answer_lapses_after_a_fortnight() {
    let ring = Ring::new();
    let [anna, fenna] = ["Anna", "Fenna"].map(|name| ring.square.person(name));
    let offer = ring.pass(&ring.host, &anna).expect("offered");
    ring.square.db.clock.pass(14 * DAY);
    refused(ring.square.does(&anna, move |tx, anna| gifts::accept(tx, anna, offer, None)));
    ring.night();
    assert_eq!(seen(&ring.square, &anna, offer).expect("hers").gift.state, GiftState::Withdrawn);
    assert_eq!(ring.holder(), "mette");
    ring.hand(&ring.host, &fenna);
    ledger_holds(&ring.square);
}

#[test]
fn a_month_in_one_hand_reminds_once_and_two_rest() {
    let ring = Ring::new();
    let anna = ring.square.person("Anna");
    ring.hand(&ring.host, &anna);
    ring.square.db.clock.pass(31 * DAY);
    ring.night();
    ring.night();
    let reminders = ring.square.asks(&anna, waiting::list);
    assert!(matches!(reminders[..], [WaitingItem::PassHeirloom { .. }]), "{reminders:?}");
    assert!(!ring.story().heirloom.resting);
    ring.square.db.clock.pass(30 * DAY);
    assert!(ring.story().heirloom.resting);
    let fenna = ring.square.person("Fenna");
    ring.hand(&anna, &fenna);
    assert!(ring.square.asks(&anna, waiting::list).is_empty());
    let currency = ring.story().currency.id;
    assert_eq!(ring.square.read(move |tx| heirlooms::passed_on(tx, currency)), PassedOn { handed_on: 0, received: 1 });
    let soren = ring.square.person("Soren");
    ring.hand(&fenna, &soren);
    assert_eq!(ring.square.read(move |tx| heirlooms::passed_on(tx, currency)), PassedOn { handed_on: 1, received: 2 });
}

#[test]
fn an_orphan_returns_to_the_host() {
    let ring = Ring::new();
    let anna = ring.square.person("Anna");
    ring.hand(&ring.host, &anna);
    let gone = anna.account;
    ring.square
        .write(move |tx| {
            tx.run(sql!("UPDATE accounts SET state = 'suspended' WHERE id = $1"), args![gone])?;
            Ok(())
        })
        .expect("put out");
    ring.night();
    let story = ring.story();
    assert_eq!((story.hands[0].how, ring.holder().as_str()), (How::Returned, "mette"));
}

#[test]
fn it_can_be_handed_on_by_a_post() {
    let ring = Ring::new();
    let [anna, fenna] = ["Anna", "Fenna"].map(|name| ring.square.person(name));
    let post = ring.square.says(&ring.host, "@anna :ring: for the winter you kept us warm");
    ring.square
        .does(&anna, move |tx, anna| soulava_social::posts::favourite(tx, anna, post))
        .expect("taken by a favourite");
    assert_eq!(ring.holder(), "anna");
    ring.square.says(&ring.host, "@fenna :ring: for the soup");
    let waiting = ring.square.asks(&ring.host, waiting::list);
    assert!(matches!(waiting[..], [WaitingItem::GiftRefused { .. }]), "{waiting:?}");
    assert!(ring.square.asks(&fenna, waiting::list).is_empty());
    ledger_holds(&ring.square);
}

#[test]
fn only_the_host_mints_and_only_what_circulates() {
    let ring = Ring::new();
    let anna = ring.square.person("Anna");
    let thanks = currency_of(&ring.square, "thanks", CurrencyKind::Expressive);
    let circulating = ring.story().currency.id;
    let person = anna.person;
    refused(ring.square.does(&anna, move |tx, anna| heirlooms::mint(tx, anna, circulating, person)));
    refused(ring.square.does(&ring.host, move |tx, host| heirlooms::mint(tx, host, thanks, person)));
    ring.square.does(&ring.host, move |tx, host| heirlooms::mint(tx, host, circulating, person)).expect("the second");
    let numbers: Vec<i64> =
        ring.square.read(move |tx| heirlooms::of_currency(tx, circulating)).iter().map(|thing| thing.number).collect();
    assert_eq!(numbers, [1, 2]);
}
