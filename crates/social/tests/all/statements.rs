//! Every statement of the program means something to both databases.

use soulava_testkit::db;

#[test]
fn a_fresh_database_has_the_whole_schema() {
    let db = db();
    let tables = db
        .read_blocking::<_, soulava_store::Error>(|tx| {
            tx.all::<i64>(soulava_store::sql!("SELECT number FROM migrations ORDER BY number"), soulava_store::args![])
        })
        .expect("the schema is there");
    assert_eq!(tables.len(), soulava_social::migrations::ALL.len());
}
