//! Somebody in the demo who answers by themselves: accepts what they are given, two seconds later. Their page says so.

use std::time::Duration;

use soulava_social::{Db, Error, Member, Page, Refusal, Result, Role, Tx, accounts, gifts};

use super::doors;

/// How long they think about it.
const THINKS_MS: i64 = 2_000;
/// How often they look.
const LOOKS: Duration = Duration::from_millis(400);

/// Looks for gifts until the runtime ends. A failed look is tried again at the next.
pub async fn play_along(db: Db) {
    let mut look = tokio::time::interval(LOOKS);
    loop {
        look.tick().await;
        let waiting = db.read(|tx| waiting(tx).map(|(_, gifts)| !gifts.is_empty())).await;
        if waiting.unwrap_or(false) {
            let accepted: Result<()> = db.write(accept).await;
            if let Err(error) = accepted {
                tracing::warn!(%error, "the one who plays along could not accept a gift");
            }
        }
    }
}

fn waiting(tx: &Tx) -> Result<(Member, Vec<soulava_social::GiftId>)> {
    let id = accounts::by_name(tx, &doors().plays_along, "")?.ok_or_else(Refusal::not_found)?;
    let member = Member::person(id, Role::Person);
    let open = gifts::open_for(tx, &member, Page::first(20))?;
    let ripe = open.items.iter().filter(|it| it.gift.given_at <= tx.now() - THINKS_MS).map(|it| it.gift.id);
    Ok::<_, Error>((member, ripe.collect()))
}

fn accept(tx: &Tx) -> Result<()> {
    let (member, gifts) = waiting(tx)?;
    gifts.into_iter().try_for_each(|id| gifts::accept(tx, &member, id, None))
}
