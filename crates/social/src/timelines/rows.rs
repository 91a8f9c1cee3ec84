//! The SQL of timelines.

use soulava_store::{args, sql};

use super::{Filter, TagQuery};
use crate::{AccountId, Page, PostId, Result, Tx};

/// Whether a post of a followed account belongs into this reader's home. `c` is the candidate with how it is followed,
/// `p` the post.
macro_rules! belongs_home {
    ($viewer:literal, $now:literal) => {
        concat!(
            visible_with_original!("p", $viewer),
            " AND (p.account_id = ",
            $viewer,
            " OR (\
             (p.boost_of_id IS NULL OR c.boosts = TRUE) \
             AND (c.languages = '[]' OR p.language = '' OR c.languages LIKE '%\"' || p.language || '\"%') \
             AND (p.reply_to_id IS NULL OR p.reply_to_account_id = p.account_id OR p.reply_to_account_id = ",
            $viewer,
            " \
             OR EXISTS (SELECT 1 FROM follows r WHERE r.follower_id = ",
            $viewer,
            " AND r.followee_id = p.reply_to_account_id AND r.state = 'follows')) \
             AND NOT ",
            muted!("p.account_id", $viewer, $now),
            " AND (p.boost_of_id IS NULL OR NOT EXISTS (SELECT 1 FROM posts o WHERE o.id = p.boost_of_id AND ",
            muted!("o.account_id", $viewer, $now),
            "))))"
        )
    };
}

/// The candidates from the author index alone, newest or oldest first: one short range for each followed author.
/// PostgreSQL takes it as LATERAL; SQLite, which has none, as a loop in the order written (CROSS JOIN).
macro_rules! home {
    ($order:literal) => {
        sql!(
            postgres: concat!(
                "SELECT p.id, (", belongs_home!("$4", "$5"), ") FROM (\
                 SELECT q.id AS id, f.boosts AS boosts, f.languages AS languages FROM (\
                 SELECT followee_id, boosts, languages FROM follows WHERE follower_id = $4 AND state = 'follows' \
                 UNION ALL SELECT CAST($4 AS BIGINT), TRUE, '[]') f \
                 CROSS JOIN LATERAL (SELECT b.id FROM posts b WHERE b.account_id = f.followee_id AND b.id < $1 AND b.id > $2 ORDER BY b.id ",
                $order,
                " LIMIT $3) q ORDER BY q.id ",
                $order,
                " LIMIT $3) c JOIN posts p ON p.id = c.id ORDER BY p.id ",
                $order
            ),
            sqlite: concat!(
                "SELECT p.id, (", belongs_home!("$4", "$5"), ") FROM (\
                 SELECT q.id AS id, f.boosts AS boosts, f.languages AS languages FROM (\
                 SELECT followee_id, boosts, languages FROM follows WHERE follower_id = $4 AND state = 'follows' \
                 UNION ALL SELECT $4, TRUE, '[]') f \
                 CROSS JOIN posts q WHERE q.account_id = f.followee_id AND q.id < $1 AND q.id > $2 ORDER BY q.id ",
                $order,
                " LIMIT $3) c CROSS JOIN posts p ON p.id = c.id ORDER BY p.id ",
                $order
            )
        )
    };
}

/// Posts of the reader and whom they follow, in the page's direction, each with whether it belongs into the home.
pub fn home(tx: &Tx, me: AccountId, page: &Page) -> Result<Vec<(PostId, bool)>> {
    let statement = if page.ascending() { home!("ASC") } else { home!("DESC") };
    Ok(tx.all(statement, args![page.below(), page.above(), i64::from(page.limit), me, tx.now()])?)
}

/// Whether a post belongs among what people one knows say. `p` is the post, the fourth argument the list of authors.
macro_rules! belongs_known {
    ($viewer:literal, $now:literal, $authors:literal) => {
        concat!(
            visible_with_original!("p", $viewer),
            " AND (p.account_id = ",
            $viewer,
            " OR ((p.reply_to_id IS NULL OR p.reply_to_account_id = p.account_id OR p.reply_to_account_id = ANY(",
            $authors,
            ")) AND NOT ",
            muted!("p.account_id", $viewer, $now),
            " AND (p.boost_of_id IS NULL OR (NOT EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = ",
            $viewer,
            " AND f.followee_id = p.account_id AND f.boosts = FALSE) AND NOT EXISTS (SELECT 1 FROM posts o WHERE o.id = p.boost_of_id AND ",
            muted!("o.account_id", $viewer, $now),
            ")))))"
        )
    };
}

/// The candidates of these authors from the author index alone, as in `home!`.
macro_rules! known {
    ($order:literal) => {
        sql!(
            postgres: concat!(
                "SELECT p.id, (", belongs_known!("$4", "$5", "$6"), ") FROM (\
                 SELECT q.id AS id FROM unnest($6::bigint[]) AS f(id) \
                 CROSS JOIN LATERAL (SELECT b.id FROM posts b WHERE b.account_id = f.id AND b.id < $1 AND b.id > $2 ORDER BY b.id ",
                $order,
                " LIMIT $3) q ORDER BY q.id ",
                $order,
                " LIMIT $3) c JOIN posts p ON p.id = c.id ORDER BY p.id ",
                $order
            ),
            sqlite: concat!(
                "SELECT p.id, (", belongs_known!("$4", "$5", "$6"), ") FROM (\
                 SELECT q.id AS id FROM unnest($6::bigint[]) AS f(id) \
                 CROSS JOIN posts q WHERE q.account_id = f.id AND q.id < $1 AND q.id > $2 ORDER BY q.id ",
                $order,
                " LIMIT $3) c CROSS JOIN posts p ON p.id = c.id ORDER BY p.id ",
                $order
            )
        )
    };
}

/// Posts of these authors in the page's direction, each with whether it belongs among them.
pub fn known(tx: &Tx, me: AccountId, authors: &[i64], page: &Page) -> Result<Vec<(PostId, bool)>> {
    let statement = if page.ascending() { known!("ASC") } else { known!("DESC") };
    Ok(tx.all(statement, args![page.below(), page.above(), i64::from(page.limit), me, tx.now(), authors])?)
}

/// The same asked of one post.
pub fn shows_known(tx: &Tx, me: AccountId, authors: &[i64], post: PostId) -> Result<bool> {
    let statement = sql!(concat!(
        "SELECT p.id FROM posts p WHERE p.id = $1 AND p.account_id = ANY($4) AND ",
        belongs_known!("$2", "$3", "$4")
    ));
    Ok(tx.opt::<PostId>(statement, args![post, me, tx.now(), authors])?.is_some())
}

/// Whether the account has a page.
pub fn is_here(tx: &Tx, id: AccountId) -> Result<bool> {
    let found: Option<i64> =
        tx.opt(sql!("SELECT id FROM accounts WHERE id = $1 AND state IN ('active', 'shadow')"), args![id])?;
    Ok(found.is_some())
}

/// Public posts of this square.
pub fn square(tx: &Tx, viewer: i64, page: &Page, only_media: bool) -> Result<Vec<PostId>> {
    Ok(paged!(
        tx,
        page,
        "p.id",
        concat!(
            "SELECT p.id FROM posts p WHERE p.visibility = 'public' AND p.boost_of_id IS NULL \
             AND (p.reply_to_id IS NULL OR p.reply_to_account_id = p.account_id) \
             AND ($6 = FALSE OR EXISTS (SELECT 1 FROM media md WHERE md.post_id = p.id)) AND NOT ",
            muted!("p.account_id", "$4", "$5"),
            " AND ",
            visible!("p", "$4")
        ),
        [viewer, tx.now(), only_media]
    ))
}

/// Posts and boosts of one account.
pub fn account(tx: &Tx, viewer: i64, of: AccountId, page: &Page, filter: &Filter) -> Result<Vec<PostId>> {
    Ok(paged!(
        tx,
        page,
        "p.id",
        concat!(
            "SELECT p.id FROM posts p WHERE p.account_id = $4 AND ",
            visible_with_original!("p", "$5"),
            " AND ($6 = FALSE OR EXISTS (SELECT 1 FROM media md WHERE md.post_id = p.id)) \
             AND ($7 = FALSE OR p.reply_to_id IS NULL OR p.reply_to_account_id = p.account_id) \
             AND ($8 = FALSE OR p.boost_of_id IS NULL) \
             AND ($9 = '' OR EXISTS (SELECT 1 FROM post_tags x JOIN tags t ON t.id = x.tag_id WHERE x.post_id = p.id AND t.name = $9))"
        ),
        [
            of,
            viewer,
            filter.only_media,
            filter.exclude_replies,
            filter.exclude_boosts,
            filter.tagged.as_deref().unwrap_or_default()
        ]
    ))
}

/// Public posts under hashtags.
pub fn tag(tx: &Tx, viewer: i64, page: &Page, query: &TagQuery) -> Result<Vec<PostId>> {
    Ok(paged!(
        tx,
        page,
        "p.id",
        concat!(
            "SELECT p.id FROM posts p WHERE p.visibility = 'public' \
             AND p.id IN (SELECT x.post_id FROM post_tags x JOIN tags t ON t.id = x.tag_id WHERE t.name = ANY($6)) \
             AND (SELECT COUNT(*) FROM post_tags x JOIN tags t ON t.id = x.tag_id WHERE x.post_id = p.id AND t.name = ANY($7)) = $8 \
             AND NOT EXISTS (SELECT 1 FROM post_tags x JOIN tags t ON t.id = x.tag_id WHERE x.post_id = p.id AND t.name = ANY($9)) \
             AND ($10 = FALSE OR EXISTS (SELECT 1 FROM media md WHERE md.post_id = p.id)) AND NOT ",
            muted!("p.account_id", "$4", "$5"),
            " AND ",
            visible!("p", "$4")
        ),
        [viewer, tx.now(), query.any, query.all, query.all.len() as i64, query.none, query.only_media]
    ))
}

/// (favourite, post) of one account.
pub fn favourites(tx: &Tx, me: AccountId, page: &Page) -> Result<Vec<(i64, PostId)>> {
    Ok(paged!(
        tx,
        page,
        "f.id",
        concat!(
            "SELECT f.id, p.id FROM favourites f JOIN posts p ON p.id = f.post_id WHERE f.account_id = $4 AND ",
            visible!("p", "$4")
        ),
        [me]
    ))
}

/// (bookmark, post) of one account.
pub fn bookmarks(tx: &Tx, me: AccountId, page: &Page) -> Result<Vec<(i64, PostId)>> {
    Ok(paged!(
        tx,
        page,
        "k.id",
        concat!(
            "SELECT k.id, p.id FROM bookmarks k JOIN posts p ON p.id = k.post_id WHERE k.account_id = $4 AND ",
            visible!("p", "$4")
        ),
        [me]
    ))
}

/// Direct posts by or for one account.
pub fn direct(tx: &Tx, me: AccountId, page: &Page) -> Result<Vec<PostId>> {
    Ok(paged!(
        tx,
        page,
        "p.id",
        concat!(
            "SELECT p.id FROM posts p WHERE p.visibility = 'direct' AND p.id IN (\
             SELECT m.post_id FROM mentions m WHERE m.account_id = $4 \
             UNION ALL SELECT o.id FROM posts o WHERE o.account_id = $4 AND o.visibility = 'direct') AND ",
            visible!("p", "$4")
        ),
        [me]
    ))
}

/// Of these accounts those that may read the post and do not mute its author, each with whether it belongs into their
/// home: the statement of [`home`] asked the other way round.
pub fn readers(tx: &Tx, post: PostId, among: &[i64]) -> Result<Vec<(AccountId, bool)>> {
    let statement = sql!(concat!(
        "SELECT v.id, ((p.account_id = v.id OR c.id IS NOT NULL) AND (",
        belongs_home!("v.id", "$3"),
        ")) FROM posts p JOIN accounts v ON v.id = ANY($2) \
         LEFT JOIN follows c ON c.follower_id = v.id AND c.followee_id = p.account_id AND c.state = 'follows' \
         WHERE p.id = $1 AND NOT ",
        muted!("p.account_id", "v.id", "$3"),
        " AND ",
        visible_with_original!("p", "v.id"),
        " ORDER BY v.id LIMIT 1000"
    ));
    Ok(tx.all(statement, args![post, among, tx.now()])?)
}

/// Of the author's followers those who have the post at home, whatever it is.
pub fn homes_of(tx: &Tx, post: PostId) -> Result<Vec<AccountId>> {
    let statement = sql!(concat!(
        "SELECT c.follower_id FROM posts p JOIN follows c ON c.followee_id = p.account_id AND c.state = 'follows' \
         WHERE p.id = $1 AND ",
        belongs_home!("c.follower_id", "$2"),
        " ORDER BY c.id LIMIT 50000"
    ));
    Ok(tx.all(statement, args![post, tx.now()])?)
}

/// The same for a post of the author's own that is not direct: its followers are not blocked, and may read it.
pub fn homes_of_own(tx: &Tx, post: PostId) -> Result<Vec<AccountId>> {
    let statement = sql!(concat!(
        "SELECT c.follower_id FROM posts p JOIN follows c ON c.followee_id = p.account_id AND c.state = 'follows' \
         WHERE p.id = $1 AND p.boost_of_id IS NULL AND p.visibility <> 'direct' \
         AND (c.languages = '[]' OR p.language = '' OR c.languages LIKE '%\"' || p.language || '\"%') \
         AND (p.reply_to_id IS NULL OR p.reply_to_account_id = p.account_id OR p.reply_to_account_id = c.follower_id \
         OR EXISTS (SELECT 1 FROM follows r WHERE r.follower_id = c.follower_id AND r.followee_id = p.reply_to_account_id AND r.state = 'follows')) \
         AND NOT ",
        muted!("p.account_id", "c.follower_id", "$2"),
        " ORDER BY c.id LIMIT 50000"
    ));
    Ok(tx.all(statement, args![post, tx.now()])?)
}

/// When the next mute of this account ends.
pub fn mutes_end(tx: &Tx, me: AccountId) -> Result<Option<i64>> {
    Ok(tx.opt(
        sql!("SELECT expires_at FROM mutes WHERE account_id = $1 AND expires_at > $2 ORDER BY expires_at, id LIMIT 1"),
        args![me, tx.now()],
    )?)
}
