//! Posts, timelines and what people do with each other, as a Mastodon client sees them.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};
use soulava_social::accounts::{self, NewPerson};
use soulava_social::{AccountId, Error, Member, Role, currencies, oauth, stalls};

use crate::world::{Answer, World};

/// Somebody with an app.
struct Person {
    id: AccountId,
    token: String,
}

impl World {
    fn somebody(&self, name: &'static str) -> Person {
        let made = self.db.write_blocking(move |tx| {
            let id = accounts::create_person(
                tx,
                &NewPerson { display_name: name.to_owned(), ..NewPerson::named(&name.to_lowercase()) },
            )?;
            let token = oauth::token_by_host(tx, &name.to_lowercase(), "read write follow push")?.token;
            Ok::<_, Error>(Person { id, token })
        });
        made.expect("a free name")
    }

    async fn says(&self, who: &Person, body: Value) -> Value {
        let answer = self.json("POST", "/api/v1/statuses", &who.token, &body).await;
        assert_eq!(answer.status, 200, "{}", answer.json());
        answer.json()
    }

    async fn does(&self, who: &Person, path: &str) -> Value {
        let answer = self.json("POST", path, &who.token, &json!({})).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.json());
        answer.json()
    }

    async fn reads(&self, who: &Person, path: &str) -> Value {
        let answer = self.ask("GET", path, &who.token).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.json());
        answer.json()
    }

    async fn uploads(&self, who: &Person, bytes: &[u8]) -> Answer {
        let mut body = b"--X\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nA bun\r\n--X\r\nContent-Disposition: form-data; name=\"focus\"\r\n\r\n0.5,-0.25\r\n--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bun.png\"\r\nContent-Type: image/png\r\n\r\n".to_vec();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--X--\r\n");
        let request = Request::builder()
            .method("POST")
            .uri("/api/v2/media")
            .header(header::AUTHORIZATION, format!("Bearer {}", who.token))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X");
        self.send(request.body(Body::from(body)).expect("a good request")).await
    }
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id")).collect()
}

fn id(entity: &Value) -> &str {
    entity["id"].as_str().expect("an id")
}

#[tokio::test]
async fn a_post_goes_its_way_through_the_api() {
    let world = World::new();
    let (anna, fenna) = (world.somebody("Anna"), world.somebody("Fenna"));
    let body = json!({ "status": "Dank @fenna voor de #soep", "language": "nl", "spoiler_text": "Soep", "visibility": "public" });
    let post = world.says(&anna, body).await;
    assert_eq!(post["url"], format!("https://square.example/@anna/{}", id(&post)));
    assert_eq!(post["mentions"][0]["acct"], "fenna");
    assert!(
        post["content"].as_str().expect("text").contains("href=\"https://square.example/@fenna\""),
        "{}",
        post["content"]
    );
    assert_eq!(
        (&post["language"], &post["spoiler_text"], &post["sensitive"]),
        (&json!("nl"), &json!("Soep"), &json!(true))
    );
    assert_eq!(post["tags"][0], json!({ "name": "soep", "url": "https://square.example/tags/soep" }));
    assert_eq!(post["application"]["name"], "Command line");
    assert!(post["created_at"].as_str().expect("a time").ends_with('Z'));
    let path = format!("/api/v1/statuses/{}", id(&post));

    let answer = world.says(&fenna, json!({ "status": "@anna gern!", "in_reply_to_id": id(&post) })).await;
    assert_eq!(answer["in_reply_to_account_id"], anna.id.to_string());
    assert_eq!(ids(&world.reads(&anna, &format!("{path}/context")).await["descendants"]), [id(&answer)]);
    assert_eq!(world.does(&fenna, &format!("{path}/favourite")).await["favourited"], true);
    assert_eq!(world.does(&fenna, &format!("{path}/bookmark")).await["bookmarked"], true);
    let boost = world.does(&fenna, &format!("{path}/reblog")).await;
    assert_eq!(
        (id(&boost["reblog"]), &boost["reblog"]["reblogs_count"], &boost["reblogged"]),
        (id(&post), &json!(1), &json!(true))
    );
    assert_eq!(ids(&world.reads(&anna, &format!("{path}/favourited_by")).await), [fenna.id.to_string()]);
    assert_eq!(ids(&world.reads(&anna, &format!("{path}/reblogged_by")).await), [fenna.id.to_string()]);
    assert_eq!(ids(&world.reads(&fenna, "/api/v1/favourites").await), [id(&post)]);
    assert_eq!(ids(&world.reads(&fenna, "/api/v1/bookmarks").await), [id(&post)]);
    let kinds: Vec<Value> = world
        .reads(&anna, "/api/v1/notifications")
        .await
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["type"].clone())
        .collect();
    assert_eq!(kinds, ["reblog", "favourite", "mention"]);
    let grouped = world.reads(&anna, "/api/v2/notifications").await;
    assert_eq!(grouped["notification_groups"].as_array().expect("groups").len(), 3);
    let key = grouped["notification_groups"][1]["group_key"].as_str().expect("a key");
    assert_eq!(
        ids(&world.reads(&anna, &format!("/api/v2/notifications/{key}/accounts")).await),
        [fenna.id.to_string()]
    );
    assert_eq!(world.reads(&anna, "/api/v1/notifications/unread_count").await["count"], 3);

    world.does(&fenna, &format!("{path}/unreblog")).await;
    assert_eq!(world.does(&fenna, &format!("{path}/unfavourite")).await["favourites_count"], 0);
    let edited = world.json("PUT", &path, &anna.token, &json!({ "status": "Dank!" })).await.json();
    assert!(edited["edited_at"].is_string());
    assert_eq!(world.reads(&fenna, &format!("{path}/history")).await.as_array().expect("versions").len(), 2);
    assert_eq!(world.reads(&anna, &format!("{path}/source")).await["text"], "Dank!");
    assert_eq!(world.ask("DELETE", &path, &fenna.token).await.status, 404);
    let gone = world.ask("DELETE", &path, &anna.token).await.json();
    assert_eq!(gone["text"], "Dank!");
    assert_eq!(world.ask("GET", &path, &anna.token).await.status, 404);
}

#[tokio::test]
async fn timelines_page_by_their_link_header() {
    let world = World::new();
    let anna = world.somebody("Anna");
    let mut posts = Vec::new();
    for n in 0..5 {
        posts.push(
            world.says(&anna, json!({ "status": format!("number {n} #walk") })).await["id"]
                .as_str()
                .expect("an id")
                .to_owned(),
        );
    }
    posts.reverse();
    for list in [
        "/api/v1/timelines/home",
        "/api/v1/timelines/public",
        "/api/v1/timelines/tag/Walk",
        &format!("/api/v1/accounts/{}/statuses", anna.id),
    ] {
        let mut met = Vec::new();
        let mut path = format!("{list}?limit=2");
        loop {
            let answer = world.ask("GET", &path, &anna.token).await;
            let found = answer.json();
            if ids(&found).is_empty() {
                break;
            }
            met.extend(ids(&found).into_iter().map(str::to_owned));
            let next =
                answer.header("link").split(';').next().expect("a next page").trim_matches(['<', '>']).to_owned();
            path = next.trim_start_matches("https://square.example").to_owned();
        }
        assert_eq!(met, posts, "{list}");
    }
}

#[tokio::test]
async fn pictures_are_kept_described_and_changed() {
    let world = World::new();
    let (anna, fenna) = (world.somebody("Anna"), world.somebody("Fenna"));
    let answer = world.uploads(&anna, include_bytes!("../../../../web/assets/header.png")).await;
    assert_eq!(answer.status, 200, "{}", answer.json());
    let picture = answer.json();
    assert_eq!((&picture["type"], &picture["description"]), (&json!("image"), &json!("A bun")));
    assert_eq!(picture["meta"]["focus"], json!({ "x": 0.5, "y": -0.25 }));
    let path = format!("/api/v1/media/{}", id(&picture));
    assert_eq!(world.ask("GET", &path, &fenna.token).await.status, 404);
    assert_eq!(
        world
            .json("POST", "/api/v1/statuses", &fenna.token, &json!({ "status": "x", "media_ids": [id(&picture)] }))
            .await
            .status,
        422
    );
    let changed = world.json("PUT", &path, &anna.token, &json!({ "description": "A fresh bun" })).await.json();
    assert_eq!(changed["description"], "A fresh bun");
    let post = world.says(&anna, json!({ "media_ids": [id(&picture)] })).await;
    assert_eq!(post["media_attachments"][0]["id"], picture["id"]);
    let edit = json!({ "status": "with words", "media_ids": [id(&picture)], "media_attributes": [{ "id": id(&picture), "description": "Two buns" }] });
    let post = world.json("PUT", &format!("/api/v1/statuses/{}", id(&post)), &anna.token, &edit).await.json();
    assert_eq!(post["media_attachments"][0]["description"], "Two buns");
    assert_eq!(ids(&world.reads(&fenna, "/api/v1/timelines/public?only_media=true").await), [id(&post)]);
    assert_eq!(world.uploads(&anna, b"no picture at all").await.status, 422);
}

#[tokio::test]
async fn people_follow_block_and_mute_through_the_api() {
    let world = World::new();
    let (anna, fenna) = (world.somebody("Anna"), world.somebody("Fenna"));
    let (me, her) = (format!("/api/v1/accounts/{}", anna.id), format!("/api/v1/accounts/{}", fenna.id));
    let relation = world.does(&anna, &format!("{her}/follow")).await;
    assert_eq!(
        (&relation["following"], &relation["showing_reblogs"], &relation["requested"]),
        (&json!(true), &json!(true), &json!(false))
    );
    assert_eq!(ids(&world.reads(&fenna, &format!("{her}/followers")).await), [anna.id.to_string()]);
    assert_eq!(ids(&world.reads(&fenna, &format!("{me}/following")).await), [fenna.id.to_string()]);
    let post = world.says(&fenna, json!({ "status": "to followers", "visibility": "private" })).await;
    assert_eq!(ids(&world.reads(&anna, "/api/v1/timelines/home").await), [id(&post)]);
    let path = format!("/api/v1/statuses/{}", id(&post));
    assert_eq!(world.get(&path).await.status, 404);
    assert_eq!(world.json("POST", &format!("{path}/reblog"), &anna.token, &json!({})).await.status, 403);
    let muted = world
        .json("POST", &format!("{her}/mute"), &anna.token, &json!({ "duration": 60, "notifications": "false" }))
        .await
        .json();
    assert_eq!((&muted["muting"], &muted["muting_notifications"]), (&json!(true), &json!(false)));
    assert!(world.reads(&anna, "/api/v1/mutes").await[0]["mute_expires_at"].is_string());
    let noted = world.form("POST", &format!("{her}/note"), &anna.token, "comment=kind").await.json();
    assert_eq!(noted["note"], "kind");
    assert_eq!(world.does(&fenna, &format!("{me}/block")).await["blocking"], true);
    assert_eq!(world.ask("GET", &path, &anna.token).await.status, 404);
    assert_eq!(ids(&world.reads(&fenna, "/api/v1/blocks").await), [anna.id.to_string()]);
    let both = world.reads(&anna, &format!("/api/v1/accounts/relationships?id[]={}&id[]={}", fenna.id, anna.id)).await;
    assert_eq!(
        (&both[0]["blocked_by"], &both[0]["following"], id(&both[1])),
        (&json!(true), &json!(false), anna.id.to_string().as_str())
    );
    assert_eq!(world.json("POST", &format!("{her}/follow"), &anna.token, &json!({})).await.status, 403);
}

#[tokio::test]
async fn people_hashtags_and_posts_are_found() {
    let world = World::new();
    let (anna, fenna) = (world.somebody("Anna"), world.somebody("Fenna"));
    let post = world.says(&fenna, json!({ "status": "Stroopwafels op de #markt" })).await;
    let secret = world.says(&fenna, json!({ "status": "Stroopwafels thuis", "visibility": "private" })).await;
    let found = world.reads(&anna, "/api/v2/search?q=stroop").await;
    assert_eq!(ids(&found["statuses"]), [id(&post)]);
    assert_eq!(
        ids(&world.reads(&fenna, "/api/v2/search?q=stroop&type=statuses").await["statuses"]),
        [id(&secret), id(&post)]
    );
    assert_eq!(ids(&world.reads(&anna, "/api/v2/search?q=@fenna").await["accounts"]), [fenna.id.to_string()]);
    let tags = world.reads(&anna, "/api/v2/search?q=%23mar").await;
    assert_eq!((&tags["hashtags"][0]["name"], &tags["statuses"]), (&json!("markt"), &json!([])));
    let by_url =
        world.reads(&anna, &format!("/api/v2/search?resolve=true&q={}", post["url"].as_str().expect("a URL"))).await;
    assert_eq!(ids(&by_url["statuses"]), [id(&post)]);
    assert_eq!(world.reads(&anna, "/api/v1/tags/Markt").await["history"][0]["uses"], "1");
    assert!(world.get("/api/v2/search?q=stroop").await.json()["statuses"].as_array().expect("a list").is_empty());
}

#[tokio::test]
async fn marks_say_how_far_one_has_read() {
    let world = World::new();
    let anna = world.somebody("Anna");
    assert_eq!(world.reads(&anna, "/api/v1/markers?timeline[]=home").await, json!({}));
    let saved =
        world.form("POST", "/api/v1/markers", &anna.token, "home[last_read_id]=103194548672408537").await.json();
    assert_eq!((&saved["home"]["last_read_id"], &saved["home"]["version"]), (&json!("103194548672408537"), &json!(1)));
    assert_eq!(
        world.reads(&anna, "/api/v1/markers?timeline[]=home&timeline[]=notifications").await["home"]["version"],
        1
    );
}

#[tokio::test]
async fn a_keepers_name_is_read_in_any_app_and_a_currency_is_an_emoji() {
    let world = World::new();
    let mette = world.somebody("Mette");
    let keeper = Member::person(mette.id, Role::Host);
    let stall = world
        .db
        .write_blocking(move |tx| {
            let new = stalls::NewStall {
                username: "bageriet".into(),
                display_name: "Bageriet".into(),
                note: String::new(),
                awning: String::new(),
            };
            let stall = stalls::create(tx, &keeper, &new)?;
            currencies::ensure_thanks(tx)?;
            let keeper = stalls::as_keeper(tx, &keeper, stall)?;
            soulava_social::posts::publish(tx, &keeper, &soulava_social::posts::Draft::public("Rye at ten"))
        })
        .expect("a stall that speaks");
    let post = world.get(&format!("/api/v1/statuses/{stall}")).await.json();
    assert_eq!(post["content"], "<p>Rye at ten</p><p>— Mette, Bageriet</p>");
    assert_eq!(post["soulava"]["keeper"]["username"], "mette");
    let emojis = world.get("/api/v1/custom_emojis").await.json();
    assert_eq!(emojis[0]["shortcode"], "thanks");
}

#[tokio::test]
async fn bad_input_is_told_apart_and_never_breaks() {
    let world = World::new();
    let anna = world.somebody("Anna");
    let blank = world.json("POST", "/api/v1/statuses", &anna.token, &json!({ "status": "" })).await;
    assert_eq!(
        (blank.status.as_u16(), &blank.json()["error"]),
        (422, &json!("Validation failed: Text can't be blank"))
    );
    for body in [
        json!({ "status": "x".repeat(5001) }),
        json!({ "status": "x", "visibility": "everybody" }),
        json!({ "status": "x", "language": "klingonsk!" }),
        json!({ "status": "x", "media_ids": ["1"] }),
        json!({ "status": "x", "poll": { "options": ["a", "b"] } }),
        json!({ "status": "x", "scheduled_at": "2999-01-01T00:00:00Z" }),
        json!({ "status": { "no": "text" } }),
    ] {
        assert_eq!(world.json("POST", "/api/v1/statuses", &anna.token, &body).await.status, 422, "{body}");
    }
    assert_eq!(
        world
            .json("POST", "/api/v1/statuses", &anna.token, &json!({ "status": "x", "in_reply_to_id": "7" }))
            .await
            .status,
        404
    );
    assert_eq!(world.json("POST", "/api/v1/statuses", &anna.token, &json!({ "status": "a\u{0}b" })).await.status, 400);
    assert_eq!(world.json("POST", "/api/v1/statuses", "", &json!({ "status": "x" })).await.status, 401);
    for path in [
        "/api/v1/statuses/0",
        "/api/v1/statuses/abc",
        "/api/v1/statuses/99999999999999999999",
        "/api/v1/notifications/1",
        "/api/v1/accounts/1/statuses",
    ] {
        assert_eq!(world.ask("GET", path, &anna.token).await.status, 404, "{path}");
    }
    for path in ["favourite", "reblog", "bookmark", "pin", "mute", "unreblog", "translate"] {
        assert_eq!(
            world.json("POST", &format!("/api/v1/statuses/7/{path}"), &anna.token, &json!({})).await.status,
            404,
            "{path}"
        );
    }
    let keyed = |text: &str| {
        let request = Request::builder().method("POST").uri("/api/v1/statuses").header("idempotency-key", "k");
        let request = request
            .header(header::AUTHORIZATION, format!("Bearer {}", anna.token))
            .header(header::CONTENT_TYPE, "application/json");
        request.body(Body::from(json!({ "status": text }).to_string())).expect("a good request")
    };
    let first = world.send(keyed("once")).await.json();
    assert_eq!(id(&world.send(keyed("once")).await.json()), id(&first));
    assert_eq!(world.send(keyed("twice")).await.status, 422);
}

#[tokio::test]
async fn direct_posts_make_conversations() {
    let world = World::new();
    let (anna, fenna, soren) = (world.somebody("Anna"), world.somebody("Fenna"), world.somebody("Soren"));
    let first = world.says(&anna, json!({ "status": "@fenna a word?", "visibility": "direct" })).await;
    let last = world
        .says(&fenna, json!({ "status": "@anna yes", "visibility": "direct", "in_reply_to_id": id(&first) }))
        .await;
    let list = world.reads(&anna, "/api/v1/conversations").await;
    assert_eq!((ids(&list), id(&list[0]["last_status"])), (vec![id(&first)], id(&last)));
    assert_eq!(ids(&list[0]["accounts"]), [fenna.id.to_string()]);
    assert_eq!(id(&world.does(&anna, &format!("/api/v1/conversations/{}/read", id(&first))).await), id(&first));
    assert_eq!(ids(&world.reads(&fenna, "/api/v1/timelines/direct").await), [id(&last), id(&first)]);
    assert_eq!(world.reads(&soren, "/api/v1/conversations").await, json!([]));
}

#[tokio::test]
async fn a_picture_nobody_uses_can_be_taken_away() {
    let world = World::new();
    let anna = world.somebody("Anna");
    let picture = world.uploads(&anna, include_bytes!("../../../../web/assets/header.png")).await.json();
    let path = format!("/api/v1/media/{}", id(&picture));
    assert_eq!(world.ask("DELETE", &path, &anna.token).await.status, 200);
    assert_eq!(world.ask("GET", &path, &anna.token).await.status, 404);
}
