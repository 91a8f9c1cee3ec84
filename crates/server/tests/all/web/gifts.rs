//! Giving, accepting, what waits, and heirlooms.

use axum::http::StatusCode;
use soulava_social::currencies::CurrencyKind;
use soulava_social::posts::Draft;
use soulava_social::{Role, heirlooms};

use super::signed::{Browser, text};
use crate::world::World;

async fn given(world: &World, from: &Browser, to: &str, reason: &str) -> String {
    let fields = [("to", to), ("currency", "appeltaart"), ("reason", reason), ("sees", "all")];
    let path = from.does(world, "/gifts", &fields).await;
    path.split('?').next().expect("a split has a first part").to_owned()
}

#[tokio::test]
async fn a_gift_is_given_waits_and_is_complete_when_accepted() {
    let world = World::new();
    let (anna, fenna, tom) =
        (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person), world.browser("Tom", Role::Person));
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    let form = anna.read(&world, "/gifts/new?to=fenna").await;
    assert!(form.contains("Give Fenna something") && form.contains("For whoever made time."));
    assert!(form.contains("You can give 50 more things today.") && form.contains("To Fenna 5 more."));
    assert!(form.contains(r#"name="reason""#) && form.contains("></textarea>"), "nothing is prefilled");

    let gift = given(&world, &anna, "fenna", "For keeping the oven on.").await;
    let own = anna.read(&world, &gift).await;
    assert!(own.contains("You gave Fenna an Appeltaart") && own.contains("Waiting until Fenna accepts it"));
    assert_eq!(tom.open(&world, &gift).await.status, StatusCode::NOT_FOUND, "it is between the two until then");
    let waits = fenna.read(&world, "/waiting").await;
    assert!(waits.contains("Anna gave you an Appeltaart") && waits.contains("For keeping the oven on."));

    fenna.does(&world, &format!("{gift}/acknowledge"), &[("words", "It was nothing.")]).await;
    let seen = text(&world.page(&gift).await);
    assert!(seen.contains("Fenna was glad of it") && seen.contains("It was nothing."), "{seen}");
    assert!(fenna.read(&world, "/waiting").await.contains("Nothing is waiting"));
    let feed = tom.read(&world, "/square?show=all").await;
    assert!(feed.contains("Gift from Anna to Fenna") && feed.contains("on--pair"), "a gift is a bead with two faces");
    assert!(tom.read(&world, "/@fenna").await.contains("‘For keeping the oven on.’"), "the shelf holds reasons");
    assert!(tom.read(&world, "/currencies/appeltaart").await.contains("‘For keeping the oven on.’"));
}

#[tokio::test]
async fn declining_is_silent() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    let gift = given(&world, &anna, "fenna", "For looking my way.").await;
    assert_eq!(fenna.does(&world, &format!("{gift}/decline"), &[]).await, "/waiting");
    assert!(anna.read(&world, &gift).await.contains("Waiting until Fenna accepts it"), "to its giver it looks open");
    assert!(!anna.read(&world, "/news").await.contains("Fenna"));
}

#[tokio::test]
async fn a_reason_that_sounds_like_a_deal_is_asked_about_once_and_never_refused() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    let reason = "For the € 20 of petrol you would not take.";
    let fields = [("to", "fenna"), ("currency", "appeltaart"), ("reason", reason)];
    let asked = anna.send(&world, "/gifts", &fields).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        text(&asked).contains("Is this a thank-you or a deal?") && text(&asked).contains("petrol you would not take")
    );
    assert!(fenna.read(&world, "/waiting").await.contains("Nothing is waiting"));
    anna.does(&world, "/gifts", &[("to", "fenna"), ("currency", "appeltaart"), ("reason", reason), ("thanks", "1")])
        .await;
    assert!(fenna.read(&world, "/waiting").await.contains("Anna gave you"));
}

#[tokio::test]
async fn a_gift_that_may_not_be_says_why_and_keeps_the_words() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    world.browser("Fenna", Role::Person);
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    for (to, currency, reason, field) in [
        ("anna", "appeltaart", "For me, myself.", "to"),
        ("nobody", "appeltaart", "For the wind.", "to"),
        ("fenna", "appeltaart", "ok", "reason"),
        ("fenna", "", "For choosing nothing.", "currency"),
    ] {
        let answer = anna.send(&world, "/gifts", &[("to", to), ("currency", currency), ("reason", reason)]).await;
        let page = text(&answer);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{to} {currency} {reason}");
        assert!(page.contains(&format!(r##"href="#{field}""##)) && page.contains(reason), "{page}");
    }
}

#[tokio::test]
async fn five_a_day_to_one_person_and_the_form_says_so_beforehand() {
    let world = World::new();
    let (anna, _fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    for _ in 0..5 {
        given(&world, &anna, "fenna", "For being there again.").await;
    }
    let form = anna.read(&world, "/gifts/new?to=fenna").await;
    assert!(form.contains("Today you have given Fenna all you can."), "{form}");
    assert!(!form.contains(r#"class="btn btn--gift">"#), "the button is not offered");
    let answer =
        anna.send(&world, "/gifts", &[("to", "fenna"), ("currency", "appeltaart"), ("reason", "Once more.")]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn petrol_money_is_a_private_mark() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    let gift = given(&world, &anna, "fenna", "For the drive to Ribe.").await;
    fenna.does(&world, &format!("{gift}/acknowledge"), &[]).await;
    anna.does(&world, &format!("{gift}/costs"), &[("shared", "1")]).await;
    assert!(anna.read(&world, &gift).await.contains("Costs were shared"));
    assert!(!fenna.read(&world, &gift).await.contains("<strong>Costs were shared"));
}

#[tokio::test]
async fn an_heirloom_tells_through_whose_hands_it_went() {
    let world = World::new();
    let host = world.browser("Samira", Role::Host);
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    let lantern = world.currency("red_lantern", "Red Lantern", CurrencyKind::Circulating);
    let (minter, first) = (host.member.clone(), anna.member.account);
    world.arrange(move |tx| heirlooms::mint(tx, &minter, lantern, first));
    let path = "/heirlooms/red_lantern/1";
    assert!(anna.read(&world, path).await.contains("You hold it"));
    assert!(!fenna.read(&world, path).await.contains(r#"id="pass""#), "only its holder hands it on");
    let wrong = anna.send(&world, &format!("{path}/pass"), &[("to", "anna"), ("reason", "To myself.")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    anna.does(&world, &format!("{path}/pass"), &[("to", "@fenna"), ("reason", "You keep the light on.")]).await;
    assert!(anna.read(&world, path).await.contains("On its way to Fenna"));
    let waits = fenna.read(&world, "/waiting").await;
    assert!(waits.contains("Anna would hand you"), "{waits}");
    let gift = &waits[waits.find("/gifts/").expect("a gift waits")..];
    let gift = &gift[..gift.find('"').expect("the path ends")];
    fenna.does(&world, &format!("{gift}/acknowledge"), &[]).await;
    let story = text(&world.page(path).await);
    assert!(
        story.contains("Fenna holds it")
            && story.contains("Anna handed it to Fenna")
            && story.contains("You keep the light on.")
    );
}

#[tokio::test]
async fn a_currency_without_somebody_named_asks_whether_it_was_meant() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    world.currency("appeltaart", "Appeltaart", CurrencyKind::Expressive);
    world.posts(&anna, Draft::public("I could eat :appeltaart: now"));
    let waits = anna.read(&world, "/waiting").await;
    assert!(waits.contains("Was this meant for someone?") && waits.contains("nobody was named in it."));
    let id = &waits[waits.find(r#"name="id" value=""#).expect("it can be put away") + 17..];
    let id = &id[..id.find('"').expect("the value ends")];
    anna.does(&world, "/waiting/settle", &[("id", id)]).await;
    assert!(anna.read(&world, "/waiting").await.contains("Nothing is waiting"));
}
