//! Who is near: what those who keep the square see of it, and what nobody sees.

use axum::http::StatusCode;
use soulava_social::accounts::{self, NewPerson};
use soulava_social::ties::{self, Act, ActKind};
use soulava_social::{AccountId, Error, Role, orbits, presence};
use soulava_store::{args, sql};

use super::signed::{Browser, text};
use crate::world::World;

impl World {
    /// Two people speak with each other, and meet.
    fn meet(&self, pairs: Vec<(AccountId, AccountId)>) {
        for slice in pairs.chunks(20) {
            let slice = slice.to_vec();
            self.arrange(move |tx| {
                for (a, b) in slice.iter().copied() {
                    for (from, to) in [(a, b), (b, a)] {
                        let act = Act { kind: ActKind::Reply, from, to, object: tx.next_id(), at: tx.now() };
                        ties::note(tx, &act)?;
                    }
                    let act = Act { kind: ActKind::Meeting, from: a, to: b, object: tx.next_id(), at: tx.now() };
                    ties::note(tx, &act)?;
                }
                Ok(())
            });
        }
    }

    /// The night, on a thread of its own.
    async fn night(&self) {
        let db = (*self.db).clone();
        tokio::task::spawn_blocking(move || orbits::night(&db)).await.expect("a thread").expect("a night");
    }

    /// People of a crowd, here on some of the last days: the first ones on most.
    fn crowd(&self, count: usize) -> Vec<AccountId> {
        let mut all = Vec::new();
        for first in (0..count).step_by(20) {
            all.extend(self.arrange(move |tx| {
                let today = soulava_social::ledger::day_of(tx.now());
                (first..count.min(first + 20))
                    .map(|number| {
                        let name = format!("Neighbour{number}");
                        let person = NewPerson { display_name: name.clone(), ..NewPerson::named(&name) };
                        let id = accounts::create_person(tx, &person)?;
                        let days = [32, 9, 3, 1][[0, 1, 1, 2, 2, 2, 3, 3, 3, 3][number % 10]];
                        for day in 0..days {
                            tx.run(
                                sql!("INSERT INTO presence (account_id, day, weight, best) VALUES ($1, $2, 4, 4)"),
                                args![id, today - day],
                            )?;
                        }
                        Ok::<_, Error>(id)
                    })
                    .collect::<Result<Vec<_>, _>>()
            }));
        }
        all
    }
}

async fn map(world: &World, who: &Browser, path: &str) -> String {
    who.read(world, path).await
}

#[tokio::test]
async fn a_host_sees_counts_and_the_names_of_known_people_and_others_see_their_own_place() {
    let world = World::new();
    let (mette, anna) = (world.browser("Mette", Role::Host), world.browser("Anna", Role::Person));
    let (fenna, soren) = (world.browser("Fenna", Role::Person), world.browser("Søren", Role::Person));
    assert!(map(&world, &mette, "/orbits").await.contains("The first map is drawn tonight"));
    let id = |browser: &Browser| browser.member.person;
    world.meet(vec![(id(&mette), id(&anna)), (id(&anna), id(&fenna)), (id(&fenna), id(&soren))]);
    world.night().await;

    let page = map(&world, &mette, "/orbits").await;
    assert!(page.contains(">Anna</text>") && page.contains(r#"<a href="/@anna">Anna</a>"#), "{page}");
    assert!(!page.contains("Fenna") && !page.contains("Søren"), "people without a tie to a keeper have no name");
    assert!(page.contains(r#"role="img""#) && page.contains("<desc id=\"om-d\">Four orbits"));
    assert!(
        page.contains("You and one more") || page.contains("Mette and one more"),
        "a tie with somebody unnamed is a number: {page}"
    );
    assert!(page.contains("Among 3 people with 2 ties"), "the gravity says of how many: {page}");
    let chosen = map(&world, &mette, "/orbits?around=square&pick=anna").await;
    assert!(chosen.contains("Anna has 2 ties") && chosen.contains("s-shell\" stroke-width=\"3\" stroke-linecap"));
    assert!(!map(&world, &mette, "/orbits?pick=fenna").await.contains("Fenna"), "who is not on it cannot be asked for");

    for path in ["/orbits", "/orbits?around=me"] {
        let own = map(&world, &anna, path).await;
        assert!(own.contains("You are drifting") && own.contains("You alone see this page"), "{own}");
        assert!(own.contains("/@fenna") && own.contains("/@mette"), "their own ties");
    }
    for path in ["/orbits?around=square", "/orbits?around=nobody", "/orbits?around=fenna"] {
        assert_eq!(anna.open(&world, path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(mette.read(&world, "/settings").await.contains(r#"href="/orbits""#));
    assert!(!anna.read(&world, "/settings").await.contains(r#"href="/orbits""#), "not in a member's menu");
    assert_eq!(world.page("/orbits").await.status, StatusCode::SEE_OTHER, "nobody is led to the sign-in page");
}

#[tokio::test]
async fn a_crowd_of_two_thousand_is_drawn_and_two_hundred_weigh_no_more_than_they_may() {
    let world = World::new();
    let mette = world.browser("Mette", Role::Host);
    let mut people = world.crowd(200);
    let ties = |people: &[AccountId]| {
        let known = people.iter().step_by(3).map(|person| (mette.member.person, *person));
        let among = people.windows(4).flat_map(|four| [(four[0], four[1]), (four[0], four[3])]);
        known.chain(among).collect::<Vec<_>>()
    };
    world.meet(ties(&people));
    world.night().await;
    let answer = mette.open(&world, "/orbits").await;
    let (page, bytes) = (text(&answer), weight(&text(&answer)));
    assert_eq!(answer.status, StatusCode::OK);
    assert!(page.contains("201 people are on the map") && page.contains("everybody else is a bead"), "{page}");
    let faces = page.matches("<image ").count();
    assert!((20..=40).contains(&faces), "{faces} faces");
    assert!(bytes <= 24 * 1024, "{bytes} bytes compressed");

    people.extend(world.crowd_after(1_800));
    world.db.clock.pass(std::time::Duration::from_secs(86_400));
    world.night().await;
    let page = map(&world, &mette, "/orbits").await;
    assert!(page.contains("2001 people are on the map"), "{page}");
    assert!(weight(&page) <= 48 * 1024, "{} bytes compressed", weight(&page));
    assert_eq!(page.matches("<tr>").count(), 1 + 4 + 1 + 20, "tables are paged");
    let second = map(&world, &mette, "/orbits?around=square&page=1").await;
    assert!(second.contains("rel=\"prev\"") && second.contains("page=2"));
    assert_eq!(map(&world, &mette, "/orbits?page=99").await.matches("<tr>").count(), 1 + 4, "past the end is empty");
}

impl World {
    fn crowd_after(&self, count: usize) -> Vec<AccountId> {
        let mut all = Vec::new();
        for first in (0..count).step_by(40) {
            all.extend(self.arrange(move |tx| {
                (first..count.min(first + 40))
                    .map(|number| accounts::create_person(tx, &NewPerson::named(&format!("later{number}"))))
                    .collect::<Result<Vec<_>, _>>()
            }));
        }
        let today = self.arrange(|tx| {
            let today = soulava_social::ledger::day_of(tx.now());
            presence::active_since(tx, today).map(|_| today)
        });
        for slice in all.chunks(100) {
            let ids: Vec<i64> = slice.iter().map(|id| id.0).collect();
            self.arrange(move |tx| {
                tx.run(
                    sql!(
                        "INSERT INTO presence (account_id, day, weight, best)
                         SELECT a.id, CAST($2 AS BIGINT), 4, 4 FROM accounts a WHERE a.id = ANY($1)"
                    ),
                    args![ids, today],
                )?;
                Ok::<_, Error>(())
            });
        }
        all
    }
}

fn weight(page: &str) -> usize {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gzip, page.as_bytes()).expect("memory takes it");
    gzip.finish().expect("memory takes it").len()
}
