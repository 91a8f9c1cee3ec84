//! The pages of bringing people together.

use soulava_social::{AccountId, Role, Tx, ties};

use super::signed::text;
use crate::world::World;

fn acquaint(tx: &Tx, one: AccountId, other: AccountId) -> soulava_social::Result<()> {
    for (from, to) in [(one, other), (other, one)] {
        ties::greet(tx, &soulava_social::Member::person(from, Role::Person), to)?;
    }
    Ok(())
}

#[tokio::test]
async fn two_people_are_asked_and_meet() {
    let world = World::new();
    let [anna, fenna, jorrit] = ["Anna", "Fenna", "Jorrit"].map(|name| world.browser(name, Role::Person));
    let [a, f, j] = [&anna, &fenna, &jorrit].map(|who| who.member.person);
    world.arrange(move |tx| {
        acquaint(tx, a, f)?;
        acquaint(tx, a, j)
    });
    let idea = anna.read(&world, "/introductions").await;
    assert!(idea.contains("They could meet through you") && idea.contains("Bring Fenna and Jorrit together"), "{idea}");
    let form = anna.read(&world, "/introductions/new?a=fenna&b=jorrit").await;
    assert!(form.contains("Anna thinks you and Jorrit should meet"), "{form}");
    let made = anna
        .does(&world, "/introductions", &[("a", "@fenna"), ("b", "jorrit"), ("why", "You both mend things.")])
        .await;
    let page = made.trim_end_matches("?fresh=1").to_owned();
    assert!(anna.read(&world, &made).await.contains("You hear of it when both say yes"));
    assert!(fenna.read(&world, "/waiting").await.contains("Anna thinks you and Jorrit should meet"));
    assert_eq!(fenna.does(&world, &page, &[("answer", "yes"), ("back", "/waiting")]).await, "/waiting");
    assert!(fenna.read(&world, &page).await.contains("You said yes."));
    assert!(!jorrit.read(&world, &page).await.contains("You said"), "nobody sees the answer of one");
    jorrit.does(&world, &page, &[("answer", "yes")]).await;
    for who in [&fenna, &jorrit] {
        assert!(who.read(&world, &page).await.contains("I am glad of it"));
        who.does(&world, &format!("{page}/glad"), &[("back", "")]).await;
    }
    assert!(anna.read(&world, &page).await.contains("Both are glad of it."));
    assert!(anna.read(&world, "/news").await.contains("is glad that you brought them together"));
}

#[tokio::test]
async fn a_wrong_pair_comes_back_with_its_words() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    world.browser("Fenna", Role::Person);
    let fields = [("a", "fenna"), ("b", "nobody"), ("why", "Because of bread.")];
    let answer = anna.send(&world, "/introductions", &fields).await;
    assert_eq!(answer.status, 422);
    let page = text(&answer);
    assert!(page.contains("Because of bread.") && page.contains("Nobody here has this name."), "{page}");
}

#[tokio::test]
async fn meetups_newcomers_and_wishes_have_their_pages() {
    let world = World::new();
    let (mette, anna) = (world.browser("Mette", Role::Host), world.browser("Anna", Role::Person));
    assert!(anna.read(&world, "/meetups").await.contains("There are no rounds here"));
    mette.does(&world, "/host/meetups", &[("every", "weekly")]).await;
    anna.does(&world, "/meetups", &[("do", "join")]).await;
    assert!(anna.read(&world, "/meetups").await.contains("You are in."));
    anna.does(&world, "/meetups", &[("do", "skip")]).await;
    assert!(anna.read(&world, "/meetups").await.contains("You skip the next round."));

    assert!(mette.read(&world, "/newcomers").await.contains("Greet Anna"));
    let id = anna.member.person.to_string();
    mette.does(&world, "/newcomers/greet", &[("id", &id)]).await;
    assert!(mette.read(&world, "/newcomers").await.contains("You have greeted them."));
    mette.does(&world, "/host/greeters", &[("who", "@anna"), ("do", "add")]).await;
    assert!(anna.read(&world, "/newcomers").await.contains("Who is new"));

    anna.does(&world, "/settings/introductions", &[("do", "never"), ("never", "@mette")]).await;
    assert!(anna.read(&world, "/settings/introductions").await.contains("Mette"));
    assert!(mette.read(&world, "/host/introductions").await.contains("Not yet:"));
}
