//! Orbits over the API: one's own place for everybody, figures for those who keep what they are around.

use axum::http::StatusCode;
use soulava_social::stalls::{self, NewStall};
use soulava_social::ties::{self, Act, ActKind};
use soulava_social::{AccountId, Error, Role, orbits};

use crate::world::World;

impl World {
    fn tied(&self, a: AccountId, b: AccountId) {
        let made = self.db.write_blocking(move |tx| {
            let act = Act { kind: ActKind::Meeting, from: a, to: b, object: tx.next_id(), at: tx.now() };
            ties::note(tx, &act)
        });
        made.expect("a tie");
    }
}

#[tokio::test]
async fn everybody_has_their_own_place_and_keepers_the_figures() {
    let world = World::new();
    let (mette, jorrit) = (world.settled("mette", Role::Host), world.settled("jorrit", Role::Person));
    let (anna, fenna) = (world.settled("anna", Role::Person), world.settled("fenna", Role::Person));
    let stall = world.db.write_blocking({
        let (host, keeper) = (mette.member.clone(), jorrit.member.clone());
        move |tx| {
            let new = NewStall {
                username: "bageriet".to_owned(),
                display_name: "Bageriet".to_owned(),
                note: String::new(),
                awning: String::new(),
            };
            let stall = stalls::create(tx, &host, &new)?;
            stalls::appoint(tx, &host, stall, keeper.person)?;
            Ok::<_, Error>(stall)
        }
    });
    let stall = stall.expect("a stall");
    world.tied(jorrit.id, anna.id);
    world.tied(anna.id, fenna.id);
    let db = (*world.db).clone();
    tokio::task::spawn_blocking(move || orbits::night(&db)).await.expect("a thread").expect("a night");

    let own = world.ask("GET", "/api/soulava/v1/orbits", &anna.token).await.json();
    assert_eq!((own["orbit"].as_i64(), own["days"].as_array().map(Vec::len)), (Some(4), Some(3)), "{own}");
    assert_eq!(own["days"][2]["needed"], 2);

    let square = world.ask("GET", "/api/soulava/v1/orbits/square", &mette.token).await;
    assert_eq!(square.status, StatusCode::OK);
    let square = square.json();
    assert_eq!(square["orbits"].as_array().map(Vec::len), Some(4), "{square}");
    assert_eq!(square["gravity"]["members"], 2, "hosts and keepers are left out: {square}");
    let names: Vec<&str> =
        square["people"].as_array().expect("people").iter().filter_map(|it| it["account"]["acct"].as_str()).collect();
    assert!(names.contains(&"anna") && !names.contains(&"fenna"), "{names:?}");
    let page = world.ask("GET", "/api/soulava/v1/orbits/square?limit=1&offset=1", &mette.token).await.json();
    assert_eq!(page["people"].as_array().map(Vec::len), Some(1));

    let path = format!("/api/soulava/v1/orbits/{stall}");
    assert_eq!(world.ask("GET", &path, &jorrit.token).await.json()["gravity"]["members"], 1);
    for (token, path) in [
        (&anna.token, path.as_str()),
        (&anna.token, "/api/soulava/v1/orbits/square"),
        (&mette.token, "/api/soulava/v1/orbits/77"),
        (&mette.token, "/api/soulava/v1/orbits/circle"),
        (&mette.token, &format!("/api/soulava/v1/orbits/{}", anna.id)),
    ] {
        assert_eq!(world.ask("GET", path, token).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(world.get("/api/soulava/v1/orbits").await.status, StatusCode::UNAUTHORIZED);
}
