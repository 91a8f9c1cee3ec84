//! The square, writing, threads.

use axum::http::StatusCode;
use soulava_social::posts::{Draft, PostKind, Visibility};
use soulava_social::{Role, posts};

use super::signed::text;
use crate::world::World;

#[tokio::test]
async fn people_see_whom_they_follow_newest_first_and_it_ends() {
    let world = World::new();
    let (anna, fenna, jorrit) = (
        world.browser("Anna", Role::Person),
        world.browser("Fenna", Role::Person),
        world.browser("Jorrit", Role::Person),
    );
    world.follow(&anna, fenna.member.account);
    world.posts(&fenna, Draft::public("Bread first."));
    world.posts(&fenna, Draft::public("Bread second."));
    world.posts(&jorrit, Draft::public("Nobody follows me."));

    let known = anna.read(&world, "/square?show=known").await;
    assert!(
        known.find("Bread second.").expect("the newest is there")
            < known.find("Bread first.").expect("so is the other")
    );
    assert!(!known.contains("Nobody follows me."));
    assert!(known.contains("You follow Fenna. Newest first. Nobody paid for this place."));
    assert!(known.contains("Go outside."));
    let all = anna.read(&world, "/square?show=all").await;
    assert!(all.contains("Nobody follows me.") && all.contains("Bread first."));
    assert!(anna.read(&world, "/").await.contains("Bread first."), "the first page of a member is the square");
}

#[tokio::test]
async fn the_square_shows_names_and_never_counts() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    let post = world.posts(&anna, Draft::public("A post people like."));
    for name in ["Tom", "Ida", "Lotte", "Mette", "Noor", "Yusuf", "Grethe"] {
        let somebody = world.browser(name, Role::Person);
        let member = somebody.member.clone();
        world.arrange(move |tx| posts::favourite(tx, &member, post));
    }
    let feed = fenna.read(&world, "/square?show=all").await;
    let article = &feed[feed.find("<article").expect("a post is shown")..feed.find("</article>").expect("it ends")];
    let words = article.split('<').filter_map(|tag| tag.split_once('>')).flat_map(|(_, text)| text.split_whitespace());
    assert!(words.clone().any(|word| word == "Reply") && words.clone().all(|word| word != "7"), "no count in a feed");
    let page = fenna.read(&world, &format!("/@anna/{post}")).await;
    assert!(page.contains("and 3 others"), "names first, then how many more");
}

#[tokio::test]
async fn a_post_is_written_once_however_often_its_form_is_sent() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    let fields = [("key", "a1b2"), ("text", "Good morning."), ("audience", "public")];
    assert_eq!(anna.does(&world, "/posts", &fields).await, "/square?show=all");
    anna.does(&world, "/posts", &fields).await;
    assert_eq!(anna.read(&world, "/@anna").await.matches("<p>Good morning.</p>").count(), 1);
    let changed =
        anna.send(&world, "/posts", &[("key", "a1b2"), ("text", "Good night."), ("audience", "public")]).await;
    assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    let long = "word ".repeat(1_100);
    let answer =
        anna.send(&world, "/posts", &[("text", &long), ("spoiler", "Mind the gap"), ("audience", "private")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(&answer);
    assert!(page.contains("Error: ") && page.contains(r#"role="alert""#), "the summary stands first");
    assert!(page.contains(long.trim()) && page.contains("Mind the gap"));
    assert!(page.contains(r#"value="private" checked"#));
    let empty = anna
        .send(&world, "/posts", &[("kind", "recipe"), ("name", "Soup"), ("needs", ""), ("steps", "Boil it.")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text(&empty).contains(r##"href="#needs""##) && text(&empty).contains("Boil it."));
}

#[tokio::test]
async fn a_recipe_is_a_post_that_every_app_can_read() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    let fields = [
        ("kind", "recipe"),
        ("name", "Soup"),
        ("story", "My own."),
        ("needs", "Water\nLeeks"),
        ("steps", "Cut.\nBoil."),
        ("audience", "direct"),
    ];
    let path = anna.does(&world, "/posts", &fields).await;
    let page = anna.read(&world, &path).await;
    assert!(page.contains("<li>Leeks</li>") && page.contains("<li>Boil.</li>"), "{page}");
    assert_eq!(fenna.open(&world, &path).await.status, StatusCode::NOT_FOUND, "it was for nobody else");
}

#[tokio::test]
async fn the_small_box_opens_the_whole_form_with_its_words() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    let answer = anna.send(&world, "/posts", &[("text", "Half a thought"), ("more", "picture")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(text(&answer).contains("Half a thought") && text(&answer).contains(r#"type="file""#));
}

#[tokio::test]
async fn a_thread_is_a_string_and_an_answer_joins_it() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    let post = world.posts(&anna, Draft::public("Who has a chart of 1980?"));
    let path = format!("/@anna/{post}");
    fenna
        .does(&world, "/posts", &[("text", "@anna I do."), ("reply_to", &post.to_string()), ("audience", "public")])
        .await;
    let page = anna.read(&world, &path).await;
    assert!(page.contains("One answer") && page.contains("I do.") && page.contains("Answers Anna"), "{page}");
    let reply = fenna.read(&world, &path).await;
    assert!(reply.contains("Your answer to Anna"));
}

#[tokio::test]
async fn a_post_is_changed_taken_back_and_its_past_can_be_read() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    let post = world.posts(&anna, Draft::public("First words."));
    let path = format!("/@anna/{post}");
    anna.does(&world, &format!("{path}/edit"), &[("text", "Better words.")]).await;
    let history = fenna.read(&world, &format!("{path}/history")).await;
    assert!(history.contains("First words.") && history.contains("Better words."));
    let theirs = fenna.send(&world, &format!("{path}/edit"), &[("text", "Mine now.")]).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    anna.does(&world, &format!("{path}/delete"), &[]).await;
    assert_eq!(fenna.open(&world, &path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_made_it_is_said_by_name() {
    let world = World::new();
    let (anna, fenna) = (world.browser("Anna", Role::Person), world.browser("Fenna", Role::Person));
    let draft = Draft { kind: PostKind::Recipe, ..Draft::public("Soup\n\nNeeds:\n- Leeks\n\nSteps:\n1. Boil.") };
    let post = world.posts(&anna, draft);
    fenna.does(&world, &format!("/@anna/{post}/made"), &[("kind", "made"), ("words", "With twice the leeks.")]).await;
    assert!(anna.read(&world, &format!("/@anna/{post}")).await.contains("With twice the leeks."));
    assert!(anna.read(&world, "/square?show=all").await.contains("Fenna made it"));
    let own = anna.send(&world, &format!("/@anna/{post}/made"), &[("kind", "made")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_passer_by_reads_what_is_public_and_is_led_to_the_door_otherwise() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    let open = world.posts(&anna, Draft::public("For everybody."));
    let closed = world.posts(&anna, Draft { visibility: Visibility::Private, ..Draft::public("For followers.") });
    let page = world.page(&format!("/@anna/{open}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let html = text(&page);
    assert!(
        html.contains(r#"property="og:title" content="Anna: For everybody.""#) && html.contains(r#"rel="alternate""#)
    );
    assert!(!html.contains("/act"), "a passer-by is offered nothing that needs a login");
    assert_eq!(world.page(&format!("/@anna/{closed}")).await.status, StatusCode::NOT_FOUND);
    for path in ["/waiting", "/square", "/gifts/new", "/posts/new", "/news"] {
        let answer = world.page(path).await;
        assert_eq!(
            (answer.status, answer.header("location").starts_with("/sign-in")),
            (StatusCode::SEE_OTHER, true),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    let answer = anna.send_with(&world, "/posts", &[("text", "Forged.")], "0000").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!anna.read(&world, "/square?show=all").await.contains("Forged."));
}

#[tokio::test]
async fn odd_addresses_are_not_there_and_nothing_breaks() {
    let world = World::new();
    let anna = world.browser("Anna", Role::Person);
    for path in [
        "/@nobody",
        "/@anna/0",
        "/@anna/x",
        "/@anna/99999999999999999999",
        "/gifts/0",
        "/gifts/abc",
        "/currencies/nothing",
        "/heirlooms/nothing",
        "/heirlooms/nothing/0",
        "/heirlooms/nothing/x",
        "/@/1",
        "/@anna@elsewhere.example",
    ] {
        assert_eq!(anna.open(&world, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        "/square?before=x",
        "/search?q=%00%ff",
        "/tags/%F0%9F%8C%8A",
        "/gifts/new?to=%40&re=x&currency=%3C",
        "/news?before=-1",
    ] {
        assert_eq!(anna.open(&world, path).await.status, StatusCode::OK, "{path}");
    }
}
