//! The predicate. A macro, because statements are compile-time text.

/// True when the viewer numbered `$viewer` (0 is nobody) may read the post aliased `$post`.
///
/// The author is here, neither has blocked the other, and the post is public, unlisted, the viewer's own,
/// for followers of whom the viewer is one (a request is not a follow), or names the viewer.
macro_rules! visible {
    ($post:literal, $viewer:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM accounts va WHERE va.id = ",
            $post,
            ".account_id AND va.state IN ('active', 'shadow'))",
            " AND NOT EXISTS (SELECT 1 FROM blocks vb WHERE vb.account_id = ",
            $post,
            ".account_id AND vb.target_id = ",
            $viewer,
            ")",
            " AND NOT EXISTS (SELECT 1 FROM blocks vc WHERE vc.account_id = ",
            $viewer,
            " AND vc.target_id = ",
            $post,
            ".account_id)",
            " AND (",
            $post,
            ".visibility IN ('public', 'unlisted')",
            " OR ",
            $post,
            ".account_id = ",
            $viewer,
            " OR (",
            $post,
            ".visibility = 'private' AND EXISTS (SELECT 1 FROM follows vf WHERE vf.follower_id = ",
            $viewer,
            " AND vf.followee_id = ",
            $post,
            ".account_id AND vf.state = 'follows'))",
            " OR EXISTS (SELECT 1 FROM mentions vm WHERE vm.post_id = ",
            $post,
            ".id AND vm.account_id = ",
            $viewer,
            ")))"
        )
    };
}

/// The same for a row that may be a boost: what it repeats has to be readable as well.
macro_rules! visible_with_original {
    ($post:literal, $viewer:literal) => {
        concat!(
            "(",
            visible!($post, $viewer),
            " AND (",
            $post,
            ".boost_of_id IS NULL OR EXISTS (SELECT 1 FROM posts vo WHERE vo.id = ",
            $post,
            ".boost_of_id AND ",
            visible!("vo", $viewer),
            ")))"
        )
    };
}

/// True when the account numbered `$account` is muted by the viewer at `$now`.
macro_rules! muted {
    ($account:literal, $viewer:literal, $now:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM mutes vu WHERE vu.account_id = ",
            $viewer,
            " AND vu.target_id = ",
            $account,
            " AND (vu.expires_at IS NULL OR vu.expires_at > ",
            $now,
            "))"
        )
    };
}

/// One page of a list by its cursor, newest first, from whichever end the page asks for.
///
/// `$1` is the exclusive upper bound, `$2` the lower, `$3` the limit; the statement's own arguments begin at `$4`.
macro_rules! paged {
    ($tx:expr, $page:expr, $cursor:literal, $text:expr, [$($argument:expr),* $(,)?]) => {{
        let page: &crate::Page = $page;
        let limit = i64::from(page.limit.clamp(1, 200));
        if page.ascending() {
            let mut rows = $tx.all(
                soulava_store::sql!(concat!($text, " AND ", $cursor, " < $1 AND ", $cursor, " > $2 ORDER BY ", $cursor, " LIMIT $3")),
                soulava_store::args![page.below(), page.above(), limit, $($argument),*],
            )?;
            rows.reverse();
            rows
        } else {
            $tx.all(
                soulava_store::sql!(concat!($text, " AND ", $cursor, " < $1 AND ", $cursor, " > $2 ORDER BY ", $cursor, " DESC LIMIT $3")),
                soulava_store::args![page.below(), page.above(), limit, $($argument),*],
            )?
        }
    }};
}
