//! Coming in: by invitation, by the bell, with a password, and what happens when something is wrong.

use axum::http::StatusCode;
use soulava_social::invitations::{self, NewInvitation};
use soulava_social::settings::{self, SignUp};
use soulava_social::{AccountId, Member, Role, accounts};

use super::{Browser, PASSWORD, begun};
use crate::world::World;

fn jorrit(world: &World) -> Member {
    let id: Option<AccountId> =
        world.db.read_blocking(|tx| accounts::by_name(tx, "jorrit", "")).expect("the database answers");
    Member::person(id.expect("Jorrit is here"), Role::Host)
}

fn invitation(world: &World) -> String {
    let host = jorrit(world);
    let new = NewInvitation { why: "You fix clocks.".into(), knows: true, ..NewInvitation::default() };
    let made = world.db.write_blocking(move |tx| invitations::create(tx, &host, &new));
    let (_, token) = made.expect("an invitation is made");
    format!("/join/{token}")
}

#[tokio::test]
async fn a_guest_comes_in_with_three_fields_and_is_named_after_themselves() {
    let world = World::new();
    begun(&world);
    let door = invitation(&world);
    let mut guest = Browser::new(&world);
    let page = guest.open(&door).await.text();
    assert!(page.contains("Jorrit Bakker") && page.contains("You fix clocks."));
    let fields =
        [("display_name", "Søren Kok"), ("email", "soren@square.example"), ("password", PASSWORD), ("rule", "1")];
    let answer = guest.send(&door, &door, &fields).await;
    assert_eq!(answer.leads_to(), "/?welcome=1");
    let square = guest.open("/?welcome=1").await.text();
    assert!(square.contains("You and Jorrit have a tie now"), "{square}");
    assert!(square.contains("/@soren"));
    assert_eq!(Browser::new(&world).open(&door).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_was_typed_stays_and_what_is_wrong_is_said_first() {
    let world = World::new();
    begun(&world);
    let door = invitation(&world);
    let mut guest = Browser::new(&world);
    let fields = [("display_name", "Pieter Kok"), ("email", "pieter.kok.example"), ("password", "short"), ("rule", "")];
    let answer = guest.send(&door, &door, &fields).await;
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("<title>Error: "), "the title says it");
    assert!(page.contains(r#"value="Pieter Kok""#) && page.contains(r#"value="pieter.kok.example""#));
    assert!(!page.contains("short\""), "a password is typed again");
    for field in ["email", "password", "rule"] {
        assert!(page.contains(&format!("href=\"#{field}\"")), "{field} is in the summary");
    }
    assert!(page.contains(r#"value="pieter""#), "the short name is proposed");
    let summary = page.find(r#"class="errors""#).expect("a summary");
    assert!(summary < page.find("<form class=\"stack").expect("a form"));
}

#[tokio::test]
async fn whoever_rings_waits_until_somebody_opens() {
    let world = World::new();
    begun(&world);
    world.db.write_blocking(|tx| settings::set_sign_up(tx, SignUp::Approval)).expect("the bell is on");
    let mut mette = Browser::new(&world);
    let fields = [
        ("reason", "I repair boats."),
        ("display_name", "Mette Holm"),
        ("email", "mette@square.example"),
        ("password", PASSWORD),
        ("rule", "1"),
    ];
    assert_eq!(mette.send("/ring", "/ring", &fields).await.status, StatusCode::OK);
    let refused = mette.send("/sign-in", "/sign-in", &[("email", "mette"), ("password", PASSWORD)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let mut host = Browser::new(&world);
    host.sign_in("jorrit").await;
    assert!(host.open("/host/people").await.text().contains("I repair boats."));
    let id: Option<AccountId> =
        world.db.read_blocking(|tx| accounts::by_name(tx, "mette", "")).expect("the database answers");
    let id = id.expect("Mette waits").to_string();
    let answer = host.send("/host/people", "/host/people", &[("account", &id), ("answer", "yes")]).await;
    assert_eq!(answer.leads_to(), "/host/people?opened=Mette%20Holm");
    mette.sign_in("mette").await;
}

#[tokio::test]
async fn nobody_learns_by_signing_in_who_has_an_account() {
    let world = World::new();
    begun(&world);
    let wrong = |name: &'static str| {
        let world = &world;
        async move {
            Browser::new(world)
                .send("/sign-in", "/sign-in", &[("email", name), ("password", "not this one at all")])
                .await
        }
    };
    let (known, unknown) = (wrong("anna").await, wrong("nobody").await);
    assert_eq!((known.status, unknown.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    assert!(known.text().contains("do not go together") && unknown.text().contains("do not go together"));
}

#[tokio::test]
async fn signing_in_leads_back_but_never_to_another_host() {
    let world = World::new();
    begun(&world);
    let mut anna = Browser::new(&world);
    let back = |to: &'static str| [("email", "anna"), ("password", PASSWORD), ("back", to)];
    assert_eq!(anna.send("/sign-in", "/sign-in", &back("/settings/apps")).await.leads_to(), "/settings/apps");
    let mut again = Browser::new(&world);
    assert_eq!(again.send("/sign-in", "/sign-in", &back("//evil.example")).await.leads_to(), "/");
}

#[tokio::test]
async fn a_new_password_signs_out_everywhere_else() {
    let world = World::new();
    begun(&world);
    let (mut here, mut there) = (Browser::new(&world), Browser::new(&world));
    here.sign_in("anna").await;
    there.sign_in("anna").await;
    let fields = [("old", PASSWORD), ("password", "another quiet harbour")];
    let answer = here.send("/settings/sign-in", "/settings/password", &fields).await;
    assert_eq!(answer.leads_to(), "/settings/sign-in?said=password");
    assert_eq!(here.open("/settings").await.status, StatusCode::OK);
    assert_eq!(there.open("/settings").await.status, StatusCode::SEE_OTHER);
}
