//! The standing page: its owner sees everything, others what is public, and nobody a place in a row.

use axum::http::StatusCode;
use soulava_social::currencies::CurrencyKind;
use soulava_social::gifts::{self, GiftOrigin, NewGift};
use soulava_social::{AccountId, CurrencyId, Role, vouches};

use super::signed::{Browser, text};
use crate::world::World;

struct Told {
    world: World,
    mette: Browser,
    anna: Browser,
    fenna: Browser,
    crumb: CurrencyId,
}

impl Told {
    fn new() -> Self {
        let world = World::new();
        let (mette, anna) = (world.browser("Mette", Role::Host), world.browser("Anna", Role::Person));
        let fenna = world.browser("Fenna", Role::Person);
        let crumb = world.currency("crumb", "Crumb", CurrencyKind::Expressive);
        let told = Self { world, mette, anna, fenna, crumb };
        told.knows(&told.anna);
        told
    }

    fn knows(&self, whom: &Browser) {
        let (host, whom) = (self.mette.member.clone(), whom.member.person);
        self.world.arrange(move |tx| vouches::know(tx, &host, whom));
    }

    fn thanks(&self, giver: &Browser, receiver: &Browser, reason: &'static str, public: bool) {
        let (giver, receiver) = (giver.member.clone(), receiver.member.clone());
        let crumb = self.crumb;
        self.world.arrange(move |tx| {
            let new = NewGift {
                to: receiver.person,
                currency: crumb,
                reason: reason.into(),
                changed: None,
                public,
                object: None,
                idempotency: None,
                origin: GiftOrigin::Page,
            };
            let id = gifts::give(tx, &giver, &new)?;
            gifts::accept(tx, &receiver, id, None)
        });
    }

    async fn page(&self, who: &Browser, path: &str) -> String {
        who.read(&self.world, path).await
    }

    fn entry(&self, voice: AccountId) -> i64 {
        self.world.arrange(move |tx| {
            Ok(tx.one(
                soulava_store::sql!(
                    "SELECT MIN(r.id) FROM recognitions r JOIN hands h ON h.hand = r.voice WHERE h.account_id = $1"
                ),
                soulava_store::args![voice],
            )?)
        })
    }
}

#[tokio::test]
async fn the_owner_sees_every_number_and_others_the_sentence_and_public_reasons() {
    let told = Told::new();
    told.thanks(&told.anna, &told.fenna, "You carried my oven.", true);
    told.thanks(&told.mette, &told.fenna, "You kept a secret.", false);
    let own = told.page(&told.fenna, "/@fenna/standing").await;
    for said in [
        "Known here for a helping hand (2 people)",
        "2.0 in all",
        "You carried my oven.",
        "You kept a secret.",
        "Their voice weighs",
        "not right?",
    ] {
        assert!(own.contains(said), "{said}");
    }
    let others = told.page(&told.anna, "/@fenna/standing").await;
    assert!(others.contains("Known here for a helping hand (1 person)") && others.contains("You carried my oven."));
    assert!(others.contains("As seen from you") && others.contains("reaches Fenna"));
    for own_alone in
        ["in all", "secret", "Their voice weighs", "not right?", "standing.json", "What did not count", "/@mette\""]
    {
        assert!(!others.contains(own_alone), "{own_alone}");
    }
    let passing = told.world.page("/@fenna/standing").await;
    assert!(passing.status == StatusCode::OK && text(&passing).contains("You carried my oven."));
    assert!(!text(&passing).contains("As seen from you"));
    assert!(told.page(&told.mette, "/@anna/standing").await.contains("no path between you and Anna yet"));
    assert!(told.page(&told.anna, "/@fenna").await.contains("Known here for a helping hand (1 person)"));
    for word in ["rank", "leader", "score", "points"] {
        assert!(!own.to_lowercase().contains(word), "{word}");
    }
}

#[tokio::test]
async fn hidden_it_is_there_for_nobody_else() {
    let told = Told::new();
    told.thanks(&told.anna, &told.fenna, "You carried my oven.", true);
    assert_eq!(told.fenna.does(&told.world, "/standing/hide", &[("do", "hide")]).await, "/@fenna/standing");
    assert_eq!(told.anna.open(&told.world, "/@fenna/standing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(told.mette.open(&told.world, "/@fenna/standing").await.status, StatusCode::NOT_FOUND);
    assert_eq!(told.world.page("/@fenna/standing").await.status, StatusCode::NOT_FOUND);
    assert!(!told.page(&told.anna, "/@fenna").await.contains("Known here for"));
    assert!(told.page(&told.fenna, "/@fenna/standing").await.contains("You hide your standing"));
    told.fenna.does(&told.world, "/standing/hide", &[("do", "show")]).await;
    assert!(told.page(&told.anna, "/@fenna").await.contains("Known here for"));
}

#[tokio::test]
async fn the_export_is_the_owners_and_sums_up() {
    let told = Told::new();
    told.thanks(&told.anna, &told.fenna, "You carried my oven.", true);
    assert_eq!(told.anna.open(&told.world, "/@fenna/standing.json").await.status, StatusCode::NOT_FOUND);
    let answer = told.fenna.open(&told.world, "/@fenna/standing.json").await;
    let all: serde_json::Value = serde_json::from_str(&text(&answer)).expect("JSON");
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    let voices = all["voices"].as_array().expect("voices");
    let sum: f64 = voices.iter().map(|it| number(&it["points"])).sum::<f64>() + number(&all["rest"]);
    assert!((sum - number(&all["points"])).abs() < 1e-9 && number(&all["points"]) > 0.9, "{all:#}");
    assert_eq!(voices[0]["deeds"][0]["words"], "You carried my oven.");
}

#[tokio::test]
async fn an_entry_is_contested_decided_and_appealed_on_pages() {
    let told = Told::new();
    told.thanks(&told.anna, &told.fenna, "You carried my oven.", true);
    let entry = told.entry(told.anna.member.person);
    let path = format!("/standing/contest?entry={entry}");
    assert_eq!(told.mette.open(&told.world, &path).await.status, StatusCode::NOT_FOUND, "neither of the two");
    assert!(told.page(&told.fenna, "/@fenna/standing").await.contains(&path));
    let id = entry.to_string();
    let short = told.fenna.send(&told.world, "/standing/contest", &[("entry", id.as_str()), ("words", "No.")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = [("entry", id.as_str()), ("words", "That was my sister.")];
    let question = told.fenna.does(&told.world, "/standing/contest", &words).await;
    let waiting = told.page(&told.mette, "/host/swaps").await;
    assert!(waiting.contains("That was my sister.") && waiting.contains("Anna thanked Fenna with a gift"));
    assert_eq!(told.anna.open(&told.world, "/host/swaps").await.status, StatusCode::NOT_FOUND);
    let case = question.rsplit('/').next().expect("an id").to_owned();
    let form = [("case", case.as_str()), ("verdict", "void"), ("reasons", "")];
    assert_eq!(told.mette.send(&told.world, "/host/swaps", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = [("case", case.as_str()), ("verdict", "void"), ("reasons", "Both of you say the same.")];
    assert_eq!(told.mette.does(&told.world, "/host/swaps", &form).await, "/host/swaps");
    let own = told.page(&told.fenna, "/@fenna/standing").await;
    assert!(
        own.contains("Both of you say the same.")
            && own.contains("A moderator decided so")
            && own.contains("0.0 in all")
    );
    let seen = told.page(&told.anna, &question).await;
    assert!(seen.contains("It does not count from now on") && seen.contains("Ask for another look"));
    let again = [("words", "She did carry it herself.")];
    assert_eq!(told.anna.does(&told.world, &format!("{question}/appeal"), &again).await, question);
    assert!(told.page(&told.mette, "/host/swaps").await.contains("She did carry it herself."));
    assert_eq!(
        told.world.browser("Tom", Role::Person).open(&told.world, &question).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_stall_has_no_standing_and_a_newcomer_an_empty_page() {
    let told = Told::new();
    assert!(told.page(&told.anna, "/@fenna/standing").await.contains("Nothing said of Fenna yet"));
    let own = told.page(&told.fenna, "/@fenna/standing").await;
    assert!(own.contains("no voice of your own yet"));
    assert_eq!(told.anna.open(&told.world, "/@nobody/standing").await.status, StatusCode::NOT_FOUND);
    for lang in ["nl", "da"] {
        told.fenna.does(&told.world, "/language", &[("lang", lang), ("back", "/")]).await;
        assert!(!told.page(&told.fenna, "/@fenna/standing").await.contains("vouch-"), "{lang}");
    }
}
