//! The SQL of posts.

use soulava_store::{args, record, sql};

use crate::{AccountId, AppId, CurrencyId, MediaId, Page, PostId, Result, Tx};

record! {
    /// A stored post, column for column.
    pub struct PostRow {
        pub id: PostId,
        pub account: AccountId,
        pub keeper: Option<AccountId>,
        pub boost_of: Option<PostId>,
        pub origin: String,
        pub kind: String,
        pub visibility: String,
        pub reply_to: Option<PostId>,
        pub reply_to_account: Option<AccountId>,
        pub thread: PostId,
        pub sensitive: bool,
        pub spoiler: String,
        pub text: String,
        pub html: String,
        pub language: String,
        pub app: Option<AppId>,
        pub created_at: i64,
        pub edited_at: Option<i64>,
        pub version: i64,
    }
}

record! {
    /// A post with its counters and what the viewer did with it.
    pub struct ShownRow {
        pub id: PostId,
        pub account: AccountId,
        pub keeper: Option<AccountId>,
        pub boost_of: Option<PostId>,
        pub origin: String,
        pub kind: String,
        pub visibility: String,
        pub reply_to: Option<PostId>,
        pub reply_to_account: Option<AccountId>,
        pub thread: PostId,
        pub sensitive: bool,
        pub spoiler: String,
        pub text: String,
        pub html: String,
        pub language: String,
        pub app: Option<AppId>,
        pub created_at: i64,
        pub edited_at: Option<i64>,
        pub version: i64,
        pub replies: i64,
        pub boosts: i64,
        pub favourites: i64,
        pub favourited: bool,
        pub boosted: bool,
        pub bookmarked: bool,
        pub muted: bool,
        pub mentioned: bool,
    }
}

record! {
    /// A post whose body is known, as the viewer finds it now.
    pub struct OutlineRow {
        pub id: PostId,
        pub account: AccountId,
        pub boost_of: Option<PostId>,
        pub version: i64,
        pub replies: i64,
        pub boosts: i64,
        pub favourites: i64,
        pub favourited: bool,
        pub boosted: bool,
        pub bookmarked: bool,
        pub muted: bool,
        pub mentioned: bool,
    }
}

record! {
    /// Who is named in which post.
    pub struct MentionRow {
        pub post: PostId,
        pub account: AccountId,
        pub username: String,
        pub domain: String,
    }
}

record! {
    /// A version that was.
    pub struct EditRow {
        pub id: i64,
        pub spoiler: String,
        pub sensitive: bool,
        pub text: String,
        pub html: String,
        pub media: String,
        pub at: i64,
    }
}

/// The stored post, whoever asks.
pub fn load(tx: &Tx, id: PostId) -> Result<Option<PostRow>> {
    Ok(tx.opt(
        sql!("SELECT id, account_id, keeper_id, boost_of_id, origin, kind, visibility, reply_to_id, reply_to_account_id, thread_id, \
              sensitive, spoiler, text, html, language, app_id, created_at, edited_at, version \
              FROM posts WHERE id = $1"),
        args![id],
    )?)
}

/// Those of `ids` the viewer may read, with counters and the viewer's flags; a boost has those of what it
/// repeats, because apps read them there. At most 500.
pub fn shown(tx: &Tx, viewer: i64, ids: &[i64]) -> Result<Vec<ShownRow>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT p.id, p.account_id, p.keeper_id, p.boost_of_id, p.origin, p.kind, p.visibility, p.reply_to_id, \
             p.reply_to_account_id, p.thread_id, p.sensitive, p.spoiler, p.text, p.html, p.language, p.app_id, p.created_at, \
             p.edited_at, p.version, COALESCE(c.replies, 0), COALESCE(c.boosts, 0), COALESCE(c.favourites, 0), \
             EXISTS (SELECT 1 FROM favourites f WHERE f.account_id = $2 AND f.post_id = COALESCE(p.boost_of_id, p.id)), \
             EXISTS (SELECT 1 FROM posts b WHERE b.boost_of_id = COALESCE(p.boost_of_id, p.id) AND b.account_id = $2), \
             EXISTS (SELECT 1 FROM bookmarks k WHERE k.account_id = $2 AND k.post_id = COALESCE(p.boost_of_id, p.id)), ",
            muted!("p.account_id", "$2", "$3"),
            ", EXISTS (SELECT 1 FROM mentions m WHERE m.post_id = p.id AND m.account_id = $2) \
             FROM posts p LEFT JOIN post_counters c ON c.post_id = COALESCE(p.boost_of_id, p.id) \
             WHERE p.id = ANY($1) AND ",
            visible!("p", "$2"),
            " ORDER BY p.id LIMIT 500"
        )),
        args![ids, viewer, tx.now()],
    )?)
}

/// The same without what is written once.
pub fn outlines(tx: &Tx, viewer: i64, ids: &[i64]) -> Result<Vec<OutlineRow>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT p.id, p.account_id, p.boost_of_id, p.version, \
             COALESCE(c.replies, 0), COALESCE(c.boosts, 0), COALESCE(c.favourites, 0), \
             EXISTS (SELECT 1 FROM favourites f WHERE f.account_id = $2 AND f.post_id = COALESCE(p.boost_of_id, p.id)), \
             EXISTS (SELECT 1 FROM posts b WHERE b.boost_of_id = COALESCE(p.boost_of_id, p.id) AND b.account_id = $2), \
             EXISTS (SELECT 1 FROM bookmarks k WHERE k.account_id = $2 AND k.post_id = COALESCE(p.boost_of_id, p.id)), ",
            muted!("p.account_id", "$2", "$3"),
            ", EXISTS (SELECT 1 FROM mentions m WHERE m.post_id = p.id AND m.account_id = $2) \
             FROM posts p LEFT JOIN post_counters c ON c.post_id = COALESCE(p.boost_of_id, p.id) \
             WHERE p.id = ANY($1) AND ",
            visible!("p", "$2"),
            " ORDER BY p.id LIMIT 500"
        )),
        args![ids, viewer, tx.now()],
    )?)
}

/// Whether this viewer may read this post. For a boost: also what it repeats.
pub fn is_visible(tx: &Tx, viewer: i64, id: PostId) -> Result<bool> {
    let found: Option<i64> = tx.opt(
        sql!(concat!("SELECT p.id FROM posts p WHERE p.id = $1 AND ", visible_with_original!("p", "$2"))),
        args![id, viewer],
    )?;
    Ok(found.is_some())
}

/// Stores a post or boost.
pub fn insert(tx: &Tx, post: &PostRow) -> Result<()> {
    tx.run(
        sql!("INSERT INTO posts (id, account_id, keeper_id, boost_of_id, origin, kind, visibility, reply_to_id, reply_to_account_id, \
              thread_id, sensitive, spoiler, text, html, language, app_id, created_at, edited_at, version) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, NULL, 0)"),
        args![
            post.id,
            post.account,
            post.keeper,
            post.boost_of,
            post.origin,
            post.kind,
            post.visibility,
            post.reply_to,
            post.reply_to_account,
            post.thread,
            post.sensitive,
            post.spoiler,
            post.text,
            post.html,
            post.language,
            post.app,
            post.created_at
        ],
    )?;
    Ok(())
}

/// A new post starts at nothing.
pub fn insert_counters(tx: &Tx, id: PostId) -> Result<()> {
    tx.run(sql!("INSERT INTO post_counters (post_id) VALUES ($1)"), args![id])?;
    Ok(())
}

/// The new words of a post.
pub fn update(tx: &Tx, post: &PostRow) -> Result<()> {
    tx.run(
        sql!("UPDATE posts SET sensitive = $2, spoiler = $3, text = $4, html = $5, language = $6, edited_at = $7, version = version + 1 \
              WHERE id = $1"),
        args![post.id, post.sensitive, post.spoiler, post.text, post.html, post.language, post.edited_at],
    )?;
    Ok(())
}

/// The row goes, and with it what hangs on it.
pub fn delete(tx: &Tx, id: PostId) -> Result<()> {
    tx.run(sql!("DELETE FROM posts WHERE id = $1"), args![id])?;
    Ok(())
}

/// Keeps how a post was before an edit.
pub fn insert_edit(tx: &Tx, before: &PostRow, media: &str) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO post_edits (id, post_id, spoiler, sensitive, text, html, media, at) \
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            tx.next_id(),
            before.id,
            before.spoiler,
            before.sensitive,
            before.text,
            before.html,
            media,
            before.edited_at.unwrap_or(before.created_at)
        ],
    )?;
    Ok(())
}

/// Earlier versions, oldest first.
pub fn edits(tx: &Tx, id: PostId) -> Result<Vec<EditRow>> {
    Ok(tx.all(
        sql!("SELECT id, spoiler, sensitive, text, html, media, at FROM post_edits WHERE post_id = $1 ORDER BY id LIMIT 100"),
        args![id],
    )?)
}

/// How many earlier versions there are.
pub fn edit_count(tx: &Tx, id: PostId) -> Result<i64> {
    Ok(tx.one(sql!("SELECT COUNT(*) FROM post_edits WHERE post_id = $1"), args![id])?)
}

/// Names these people in a post, in this order.
pub fn insert_mentions(tx: &Tx, id: PostId, accounts: &[i64]) -> Result<()> {
    tx.run(
        sql!(
            "INSERT INTO mentions (post_id, account_id, position) \
              SELECT CAST($1 AS BIGINT), t.x, t.n FROM unnest($2::bigint[]) WITH ORDINALITY AS t(x, n) \
              ON CONFLICT (post_id, account_id) DO NOTHING"
        ),
        args![id, accounts],
    )?;
    Ok(())
}

/// Before the mentions of an edited post are written again.
pub fn delete_mentions(tx: &Tx, id: PostId) -> Result<()> {
    tx.run(sql!("DELETE FROM mentions WHERE post_id = $1"), args![id])?;
    Ok(())
}

/// Who is named in these posts, in order.
pub fn mentions(tx: &Tx, ids: &[i64]) -> Result<Vec<MentionRow>> {
    Ok(tx.all(
        sql!("SELECT m.post_id, m.account_id, a.username, a.domain FROM mentions m JOIN accounts a ON a.id = m.account_id \
              WHERE m.post_id = ANY($1) ORDER BY m.post_id, m.position, m.account_id LIMIT 50000"),
        args![ids],
    )?)
}

/// Accounts of this square by folded name that can be named: (folded name, id, name).
pub fn accounts_named(tx: &Tx, names: &[String]) -> Result<Vec<(String, AccountId, String)>> {
    Ok(tx.all(
        sql!(
            "SELECT username_folded, id, username FROM accounts \
              WHERE username_folded = ANY($1) AND domain = '' AND state IN ('active', 'shadow') ORDER BY id LIMIT 200"
        ),
        args![names],
    )?)
}

/// Which of these folded hashtags exist.
pub fn tags_known(tx: &Tx, names: &[&str]) -> Result<Vec<String>> {
    Ok(tx.all(sql!("SELECT name FROM tags WHERE name = ANY($1) ORDER BY id LIMIT 100"), args![names])?)
}

/// Hashtags that are used for the first time.
pub fn insert_tags(tx: &Tx, ids: &[i64], names: &[&str], shown: &[&str]) -> Result<()> {
    tx.run(
        sql!("INSERT INTO tags (id, name, shown, created_at) \
              SELECT t.id, t.name, t.shown, CAST($4 AS BIGINT) FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t(id, name, shown) \
              ON CONFLICT (name) DO NOTHING"),
        args![ids, names, shown, tx.now()],
    )?;
    Ok(())
}

/// Puts a post under hashtags, by folded name.
pub fn tag(tx: &Tx, id: PostId, names: &[&str]) -> Result<()> {
    tx.run(
        sql!("INSERT INTO post_tags (tag_id, post_id) SELECT t.id, CAST($1 AS BIGINT) FROM tags t WHERE t.name = ANY($2) \
              ON CONFLICT (tag_id, post_id) DO NOTHING"),
        args![id, names],
    )?;
    Ok(())
}

/// Before the hashtags of an edited post are written again.
pub fn delete_tags(tx: &Tx, id: PostId) -> Result<()> {
    tx.run(sql!("DELETE FROM post_tags WHERE post_id = $1"), args![id])?;
    Ok(())
}

/// The hashtags of these posts: (post, folded, as first written).
pub fn tags(tx: &Tx, ids: &[i64]) -> Result<Vec<(PostId, String, String)>> {
    Ok(tx.all(
        sql!(
            "SELECT x.post_id, t.name, t.shown FROM post_tags x JOIN tags t ON t.id = x.tag_id \
              WHERE x.post_id = ANY($1) ORDER BY x.post_id, t.id LIMIT 20000"
        ),
        args![ids],
    )?)
}

/// Names and websites of apps.
pub fn apps(tx: &Tx, ids: &[i64]) -> Result<Vec<(AppId, String, String)>> {
    Ok(tx.all(sql!("SELECT id, name, website FROM apps WHERE id = ANY($1) ORDER BY id LIMIT 500"), args![ids])?)
}

/// Currencies by shortcode.
pub fn currencies(tx: &Tx, slugs: &[String]) -> Result<Vec<(CurrencyId, String, String)>> {
    Ok(tx.all(sql!("SELECT id, slug, name FROM currencies WHERE slug = ANY($1) ORDER BY id LIMIT 500"), args![slugs])?)
}

/// The key's answer, when it was used: (hash of the body, post).
pub fn key(tx: &Tx, account: AccountId, key: &str) -> Result<Option<(Vec<u8>, PostId)>> {
    Ok(tx.opt(
        sql!("SELECT body_hash, result_id FROM idempotency_keys WHERE account_id = $1 AND verb = 'post' AND key = $2 AND at > $3"),
        args![account, key, tx.now() - 86_400_000],
    )?)
}

/// Remembers what a key led to.
pub fn insert_key(tx: &Tx, account: AccountId, key: &str, hash: &[u8], id: PostId) -> Result<()> {
    tx.run(
        sql!("INSERT INTO idempotency_keys (account_id, key, verb, body_hash, result_id, at) VALUES ($1, $2, 'post', $3, $4, $5) \
              ON CONFLICT (account_id, verb, key) DO UPDATE SET body_hash = excluded.body_hash, result_id = excluded.result_id, at = excluded.at"),
        args![account, key, hash, id, tx.now()],
    )?;
    Ok(())
}

/// One post more or less of this account, and when it last spoke.
pub fn count_post(tx: &Tx, account: AccountId, more: i64, at: Option<i64>) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE account_counters SET posts = posts + $2, last_post_at = COALESCE($3, last_post_at) \
              WHERE account_id = $1 AND posts + $2 >= 0"
        ),
        args![account, more, at],
    )?;
    Ok(())
}

/// The latest boosts of a post and whose they are.
pub fn boosts_of(tx: &Tx, post: PostId) -> Result<Vec<(PostId, AccountId)>> {
    Ok(tx
        .all(sql!("SELECT id, account_id FROM posts WHERE boost_of_id = $1 ORDER BY id DESC LIMIT 500"), args![post])?)
}

/// Everybody who boosted a post that is about to go has one post less.
pub fn uncount_boosters(tx: &Tx, id: PostId) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE account_counters SET posts = posts - 1 \
              WHERE posts > 0 AND account_id IN (SELECT account_id FROM posts WHERE boost_of_id = $1)"
        ),
        args![id],
    )?;
    Ok(())
}

/// One reply more or less.
pub fn count_reply(tx: &Tx, id: PostId, more: i64) -> Result<()> {
    tx.run(
        sql!("UPDATE post_counters SET replies = replies + $2 WHERE post_id = $1 AND replies + $2 >= 0"),
        args![id, more],
    )?;
    Ok(())
}

/// One boost more or less.
pub fn count_boost(tx: &Tx, id: PostId, more: i64) -> Result<()> {
    tx.run(
        sql!("UPDATE post_counters SET boosts = boosts + $2 WHERE post_id = $1 AND boosts + $2 >= 0"),
        args![id, more],
    )?;
    Ok(())
}

/// One favourite more or less.
pub fn count_favourite(tx: &Tx, id: PostId, more: i64) -> Result<()> {
    tx.run(
        sql!("UPDATE post_counters SET favourites = favourites + $2 WHERE post_id = $1 AND favourites + $2 >= 0"),
        args![id, more],
    )?;
    Ok(())
}

/// This account's boost of a post.
pub fn boost_by(tx: &Tx, original: PostId, account: AccountId) -> Result<Option<PostId>> {
    Ok(tx.opt(sql!("SELECT id FROM posts WHERE boost_of_id = $1 AND account_id = $2"), args![original, account])?)
}

/// Favourites once; how many rows were written.
pub fn insert_favourite(tx: &Tx, account: AccountId, id: PostId) -> Result<u64> {
    Ok(tx.run(
        sql!("INSERT INTO favourites (id, account_id, post_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, post_id) DO NOTHING"),
        args![tx.next_id(), account, id, tx.now()],
    )?)
}

/// Takes a favourite back; how many rows went.
pub fn delete_favourite(tx: &Tx, account: AccountId, id: PostId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM favourites WHERE account_id = $1 AND post_id = $2"), args![account, id])?)
}

/// Keeps a post.
pub fn insert_bookmark(tx: &Tx, account: AccountId, id: PostId) -> Result<u64> {
    Ok(tx.run(
        sql!("INSERT INTO bookmarks (id, account_id, post_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, post_id) DO NOTHING"),
        args![tx.next_id(), account, id, tx.now()],
    )?)
}

/// Keeps it no longer.
pub fn delete_bookmark(tx: &Tx, account: AccountId, id: PostId) -> Result<u64> {
    Ok(tx.run(sql!("DELETE FROM bookmarks WHERE account_id = $1 AND post_id = $2"), args![account, id])?)
}

/// "I made this", "this helped me": once each; how many rows were written.
pub fn insert_use(tx: &Tx, id: PostId, account: AccountId, kind: &str, words: &str) -> Result<u64> {
    Ok(tx.run(
        sql!(
            "INSERT INTO uses (id, post_id, account_id, kind, words, at) VALUES ($1, $2, $3, $4, $5, $6) \
              ON CONFLICT (post_id, account_id, kind) DO NOTHING"
        ),
        args![tx.next_id(), id, account, kind, words, tx.now()],
    )?)
}

/// Who made it or was helped by it, newest first: (account, kind, words, at), without those the viewer blocks or who block the viewer.
pub fn uses(tx: &Tx, viewer: i64, id: PostId) -> Result<Vec<(AccountId, String, String, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT u.account_id, u.kind, u.words, u.at FROM uses u \
              JOIN accounts a ON a.id = u.account_id AND a.state = 'active' \
              WHERE u.post_id = $1 \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = u.account_id AND b.target_id = $2) \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $2 AND b.target_id = u.account_id) \
              ORDER BY u.id DESC LIMIT 100"
        ),
        args![id, viewer],
    )?)
}

/// From the post upwards, nearest first, readable or not up to 64.
pub fn ancestors(tx: &Tx, viewer: i64, id: PostId) -> Result<Vec<PostId>> {
    Ok(tx.all(
        sql!(concat!(
            "WITH RECURSIVE up (id, reply_to_id, depth) AS (\
             SELECT p.id, p.reply_to_id, CAST(0 AS BIGINT) FROM posts p WHERE p.id = $1 \
             UNION ALL SELECT q.id, q.reply_to_id, up.depth + 1 FROM up JOIN posts q ON q.id = up.reply_to_id WHERE up.depth < 64) \
             SELECT p.id FROM up JOIN posts p ON p.id = up.id WHERE up.depth > 0 AND ",
            visible!("p", "$2"),
            " ORDER BY up.depth DESC, p.id LIMIT 64"
        )),
        args![id, viewer],
    )?)
}

/// Replies to the post and to those replies, with what each answers, up to 256 readable ones out of 2,000.
pub fn descendants(tx: &Tx, viewer: i64, id: PostId) -> Result<Vec<(PostId, PostId)>> {
    Ok(tx.all(
        sql!(concat!(
            "WITH RECURSIVE down (id, reply_to_id, depth) AS (\
             SELECT p.id, p.reply_to_id, CAST(1 AS BIGINT) FROM posts p WHERE p.reply_to_id = $1 \
             UNION ALL SELECT q.id, q.reply_to_id, down.depth + 1 FROM down JOIN posts q ON q.reply_to_id = down.id WHERE down.depth < 64) \
             SELECT p.id, d.reply_to_id FROM (SELECT id, reply_to_id FROM down LIMIT 2000) d JOIN posts p ON p.id = d.id WHERE ",
            visible!("p", "$2"),
            " ORDER BY p.id LIMIT 256"
        )),
        args![id, viewer],
    )?)
}

/// The posts the viewer may read among direct ones they wrote or are named in, one per thread, newest first.
pub fn conversations(tx: &Tx, viewer: i64, below: i64, limit: u32) -> Result<Vec<(PostId, PostId)>> {
    Ok(tx.all(
        sql!(concat!(
            "SELECT p.thread_id, CAST(MAX(p.id) AS BIGINT) FROM posts p \
             WHERE p.visibility = 'direct' AND p.id IN (\
             SELECT m.post_id FROM mentions m WHERE m.account_id = $1 \
             UNION ALL SELECT o.id FROM posts o WHERE o.account_id = $1 AND o.visibility = 'direct') AND ",
            visible!("p", "$1"),
            " GROUP BY p.thread_id HAVING MAX(p.id) < $2 ORDER BY 2 DESC, 1 LIMIT $3"
        )),
        args![viewer, below, i64::from(limit)],
    )?)
}

/// The pictures that hang on nothing yet and belong to one of these two: in the order of ids.
pub fn free_media(tx: &Tx, ids: &[i64], account: AccountId, person: AccountId, post: PostId) -> Result<Vec<MediaId>> {
    Ok(tx.all(
        sql!(
            "SELECT id FROM media WHERE id = ANY($1) AND account_id IN ($2, $3) AND purpose = 'attachment' \
              AND (post_id IS NULL OR post_id = $4) ORDER BY id LIMIT 10"
        ),
        args![ids, account, person, post],
    )?)
}

/// Hangs pictures on a post, in this order.
pub fn take_media(tx: &Tx, media: &[i64], post: PostId) -> Result<()> {
    tx.run(
        sql!(
            "UPDATE media SET post_id = $2, position = \
              (SELECT t.n FROM unnest($1::bigint[]) WITH ORDINALITY AS t(x, n) WHERE t.x = media.id) WHERE id = ANY($1)"
        ),
        args![media, post],
    )?;
    Ok(())
}

/// Lets go of a post's pictures; a job removes those nobody takes within a day.
pub fn free_media_of(tx: &Tx, post: PostId) -> Result<()> {
    tx.run(sql!("UPDATE media SET post_id = NULL WHERE post_id = $1"), args![post])?;
    Ok(())
}

/// Who boosted a post: (boost, account). A boost for followers shows itself to those who may read it.
pub fn boosters(tx: &Tx, viewer: i64, id: PostId, page: &Page) -> Result<Vec<(i64, AccountId)>> {
    Ok(paged!(
        tx,
        page,
        "p.id",
        concat!("SELECT p.id, p.account_id FROM posts p WHERE p.boost_of_id = $4 AND ", visible!("p", "$5")),
        [id, viewer]
    ))
}

/// Who favourited a post: (favourite, account), without those who are gone or blocked either way.
pub fn favouriters(tx: &Tx, viewer: i64, id: PostId, page: &Page) -> Result<Vec<(i64, AccountId)>> {
    Ok(paged!(
        tx,
        page,
        "f.id",
        "SELECT f.id, f.account_id FROM favourites f JOIN accounts a ON a.id = f.account_id AND a.state = 'active' \
         WHERE f.post_id = $4 \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = f.account_id AND b.target_id = $5) \
         AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $5 AND b.target_id = f.account_id)",
        [id, viewer]
    ))
}

/// How a person's posts are when they do not say: visibility, sensitive, language.
pub fn defaults(tx: &Tx, person: AccountId) -> Result<Option<(String, bool, String)>> {
    Ok(tx.opt(
        sql!("SELECT default_visibility, default_sensitive, default_language FROM logins WHERE account_id = $1"),
        args![person],
    )?)
}

/// Who used each of these posts, latest first.
pub fn uses_of(tx: &Tx, viewer: i64, posts: &[i64]) -> Result<Vec<(PostId, AccountId, String, String, i64)>> {
    Ok(tx.all(
        sql!(
            "SELECT u.post_id, u.account_id, u.kind, u.words, u.at FROM uses u \
              JOIN accounts a ON a.id = u.account_id AND a.state = 'active' \
              WHERE u.post_id = ANY($1) \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = u.account_id AND b.target_id = $2) \
              AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account_id = $2 AND b.target_id = u.account_id) \
              ORDER BY u.id DESC LIMIT 500"
        ),
        args![posts, viewer],
    )?)
}
