//! People's and stalls' pages.

use axum::http::StatusCode;
use soulava_social::accounts::ProfileChange;
use soulava_social::posts::Draft;
use soulava_social::stalls::{self, NewStall};
use soulava_social::{Member, Role, accounts};

use super::signed::text;
use crate::world::World;

#[tokio::test]
async fn a_page_says_what_somebody_is_to_you_today() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    assert!(anna.read(&world, "/@fenna").await.contains("You have not met"));
    assert_eq!(anna.does(&world, "/@fenna/relation", &[("do", "follow")]).await, "/@fenna");
    assert!(anna.read(&world, "/@fenna").await.contains("You follow Fenna"));
    world.follow(&fenna, anna.member.account);
    assert!(anna.read(&world, "/@fenna").await.contains("You follow each other"));
    anna.does(&world, "/@fenna/note", &[("note", "Likes cranberries.")]).await;
    assert!(anna.read(&world, "/@fenna").await.contains("Likes cranberries."));
    assert!(!fenna.read(&world, "/@fenna").await.contains("Likes cranberries."));
    anna.does(&world, "/@fenna/relation", &[("do", "block")]).await;
    assert!(anna.read(&world, "/@fenna").await.contains("You have blocked Fenna"));
    assert!(anna.read(&world, "/@anna").await.contains("This is your page"));
}

#[tokio::test]
async fn who_asks_first_waits_for_a_yes() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    let member = fenna.member.clone();
    world.arrange(move |tx| {
        accounts::update_profile(tx, &member, &ProfileChange { locked: Some(true), ..ProfileChange::default() })
    });
    assert!(anna.read(&world, "/@fenna").await.contains("Ask to follow"));
    anna.does(&world, "/@fenna/relation", &[("do", "follow")]).await;
    assert!(fenna.read(&world, "/waiting").await.contains("Anna would like to follow you"));
    let who = anna.member.account.to_string();
    fenna.does(&world, "/waiting/follow", &[("who", &who), ("do", "yes")]).await;
    assert!(anna.read(&world, "/@fenna").await.contains("You follow Fenna"));
}

#[tokio::test]
async fn a_stall_never_speaks_without_a_face_and_a_name() {
    let world = World::new();
    let (mette, anna) = (world.browser("Mette", Role::Host), world.browser("Anna", Role::Person));
    let member = mette.member.clone();
    let new = NewStall {
        username: "bageriet".to_owned(),
        display_name: "Bageriet".to_owned(),
        note: "Bread at the harbour.".to_owned(),
        awning: "shell".to_owned(),
    };
    let stall = world.arrange(move |tx| stalls::create(tx, &member, &new));
    let id = stall.to_string();
    mette.does(&world, "/posts", &[("text", "The oven is hot."), ("audience", "public"), ("as", &id)]).await;
    let feed = anna.read(&world, "/square?show=all").await;
    assert!(feed.contains(">Mette</a>") && feed.contains(">Bageriet</a>"), "the keeper is named beside the stall");
    let page = anna.read(&world, "/@bageriet").await;
    assert!(page.contains("awning--shell") && page.contains("Whom you talk with") && page.contains(">Mette<"));
    let foreign =
        anna.send(&world, "/posts", &[("text", "I am the stall."), ("audience", "public"), ("as", &id)]).await;
    assert!(foreign.status == StatusCode::FORBIDDEN || foreign.status == StatusCode::NOT_FOUND, "{:?}", foreign.status);
}

#[tokio::test]
async fn people_are_found_by_name() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    world.browser("Jorrit", Role::Person);
    let found = anna.read(&world, "/search?q=jorr").await;
    assert!(found.contains("/@jorrit") && found.contains("You have not met"));
    assert!(anna.read(&world, "/search?q=zzzz").await.contains("Nobody here by that name."));
    assert_eq!(world.page("/search?q=jorr").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_page_speaks_three_languages() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    let post = world.posts(&anna, Draft::public("Hello #bread"));
    let paths = [
        "/square?show=all".to_owned(),
        "/posts/new".to_owned(),
        "/posts/new?kind=recipe".to_owned(),
        format!("/@anna/{post}"),
        format!("/@anna/{post}/why"),
        format!("/@anna/{post}/history"),
        format!("/@anna/{post}/edit"),
        format!("/@anna/{post}/delete"),
        "/@anna".to_owned(),
        "/gifts/new".to_owned(),
        "/currencies".to_owned(),
        "/waiting".to_owned(),
        "/news".to_owned(),
        "/search".to_owned(),
        "/tags/bread".to_owned(),
    ];
    for lang in ["nl", "da"] {
        let person = anna.member.person;
        world.arrange(move |tx| {
            let change = accounts::PreferencesChange { locale: Some(lang.to_owned()), ..Default::default() };
            accounts::set_preferences(tx, &Member::person(person, Role::Person), &change)
        });
        for path in &paths {
            let page = anna.read(&world, path).await;
            assert!(page.contains(&format!(r#"<html lang="{lang}""#)), "{path}");
            assert!(!page.contains("Nobody paid") && !page.contains(">Give<"), "{path} speaks English in {lang}");
        }
    }
    assert!(text(&world.page("/currencies").await).contains("What people give here"));
}

#[tokio::test]
async fn a_host_knows_people_and_people_with_a_voice_vouch() {
    let world = World::new();
    let (mette, anna) = (world.browser("Mette", Role::Host), world.browser("Anna", Role::Person));
    let fenna = world.browser("Fenna", Role::Person);
    assert!(!anna.read(&world, "/@fenna").await.contains("I vouch for Fenna"), "without a voice");
    let people = mette.read(&world, "/host/people").await;
    assert!(people.contains("No voice of their own yet") && people.contains("runs the square"));
    let id = anna.member.account.to_string();
    let form = [("account", id.as_str()), ("do", "know"), ("back", "/host/people?q=anna")];
    assert_eq!(mette.does(&world, "/host/people/know", &form).await, "/host/people?q=anna");
    let found = mette.read(&world, "/host/people?q=ann").await;
    assert!(found.contains("a host knows them") && !found.contains(">Fenna<"));
    assert!(!mette.read(&world, "/host/people?show=without").await.contains("/@anna\""));
    assert!(anna.read(&world, "/@fenna").await.contains("I vouch for Fenna"));
    anna.does(&world, "/@fenna/vouch", &[("do", "vouch")]).await;
    assert!(anna.read(&world, "/@fenna").await.contains("You vouch for Fenna"));
    assert!(mette.read(&world, "/host/people").await.contains("one person vouches for them"));
    anna.does(&world, "/@fenna/vouch", &[("do", "withdraw")]).await;
    mette.does(&world, "/@fenna/vouch", &[("do", "know")]).await;
    assert!(fenna.read(&world, "/@anna").await.contains("I vouch for Anna"), "known at once");
    assert_eq!(anna.send(&world, "/host/people/know", &form).await.status, StatusCode::NOT_FOUND);
    assert_eq!(anna.send(&world, "/@fenna/vouch", &[("do", "know")]).await.status, StatusCode::FORBIDDEN);
}
