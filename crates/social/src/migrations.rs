//! The numbered migrations of `migrations/`, compiled in.

use soulava_store::Migration;

/// All migrations, in order. A number is never reused and a landed file never changes.
pub const ALL: &[Migration] = &[
    Migration { number: 1, name: "people", sql: include_str!("../../../migrations/0001_people.sql") },
    Migration { number: 2, name: "oauth", sql: include_str!("../../../migrations/0002_oauth.sql") },
    Migration { number: 3, name: "posts", sql: include_str!("../../../migrations/0003_posts.sql") },
    Migration { number: 4, name: "gifts", sql: include_str!("../../../migrations/0004_gifts.sql") },
];
