//! The numbered migrations of `migrations/`, compiled in.

use soulava_store::Migration;

/// All migrations, in order. A number is never reused and a landed file never changes.
pub const ALL: &[Migration] = &[
    Migration { number: 1, name: "people", sql: include_str!("../../../migrations/0001_people.sql") },
    Migration { number: 2, name: "oauth", sql: include_str!("../../../migrations/0002_oauth.sql") },
    Migration { number: 3, name: "posts", sql: include_str!("../../../migrations/0003_posts.sql") },
    Migration { number: 4, name: "gifts", sql: include_str!("../../../migrations/0004_gifts.sql") },
    Migration { number: 5, name: "ties", sql: include_str!("../../../migrations/0005_ties.sql") },
    Migration { number: 6, name: "standing", sql: include_str!("../../../migrations/0006_standing.sql") },
    Migration { number: 7, name: "introductions", sql: include_str!("../../../migrations/0007_introductions.sql") },
    Migration { number: 8, name: "orbits", sql: include_str!("../../../migrations/0008_orbits.sql") },
];
