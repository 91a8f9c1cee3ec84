//! What is announced after a commit: ids only, nice if it happens now. Losing one costs latency, never truth.

use crate::{AccountId, GiftId, NotificationId, PostId, TokenId};
use soulava_store as store;

/// Something in memory or on an open stream may want to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A post or boost appeared, by this account.
    Post {
        /// The post or boost.
        post: PostId,
        /// In whose name.
        author: AccountId,
    },
    /// A post's text, pictures or visibility changed.
    PostEdited(PostId),
    /// A post or boost is gone.
    PostGone {
        /// The post or boost.
        post: PostId,
        /// In whose name it was.
        author: AccountId,
    },
    /// Counters of a post moved.
    Counters(PostId),
    /// `viewer` favourited, bookmarked or boosted a post, or took it back.
    ViewerFlags {
        /// Who.
        viewer: AccountId,
        /// What.
        post: PostId,
    },
    /// A name, portrait or profile changed: every slice of this account is stale.
    Account(AccountId),
    /// Whom `account` follows, blocks or mutes changed: its home must be built anew.
    Relations(AccountId),
    /// A notification for somebody.
    Notified {
        /// For whom.
        account: AccountId,
        /// The row.
        notification: NotificationId,
    },
    /// A gift was given, accepted, declined or withdrawn.
    Gift(GiftId),
    /// A token ended: its streams close within a second.
    TokenEnded(TokenId),
    /// An account was suspended, deleted or signed out everywhere: its streams and sessions end.
    AccessEnded(AccountId),
    /// A row of the log of recognitions: one voice says something else of one deed.
    Recognised(i64),
    /// A row of the log of vettings or of exits: somebody has a voice now, or has none.
    Voice(i64),
    /// Currencies, rules or settings changed.
    Square,
    /// A job may be due.
    Job,
}

impl From<Notice> for store::Notice {
    fn from(notice: Notice) -> Self {
        let (kind, a, b) = match notice {
            Notice::Post { post, author } => (1, post.0, author.0),
            Notice::PostEdited(post) => (2, post.0, 0),
            Notice::PostGone { post, author } => (3, post.0, author.0),
            Notice::Counters(post) => (4, post.0, 0),
            Notice::ViewerFlags { viewer, post } => (5, viewer.0, post.0),
            Notice::Account(account) => (6, account.0, 0),
            Notice::Relations(account) => (7, account.0, 0),
            Notice::Notified { account, notification } => (8, account.0, notification.0),
            Notice::Gift(gift) => (9, gift.0, 0),
            Notice::TokenEnded(token) => (10, token.0, 0),
            Notice::AccessEnded(account) => (11, account.0, 0),
            Notice::Recognised(row) => (14, row, 0),
            Notice::Voice(row) => (15, row, 0),
            Notice::Square => (12, 0, 0),
            Notice::Job => (13, 0, 0),
        };
        Self { kind, a, b }
    }
}

impl Notice {
    /// Reads a notice back; none for a kind this release does not know.
    pub fn read(notice: store::Notice) -> Option<Self> {
        let store::Notice { kind, a, b } = notice;
        Some(match kind {
            1 => Self::Post { post: PostId(a), author: AccountId(b) },
            2 => Self::PostEdited(PostId(a)),
            3 => Self::PostGone { post: PostId(a), author: AccountId(b) },
            4 => Self::Counters(PostId(a)),
            5 => Self::ViewerFlags { viewer: AccountId(a), post: PostId(b) },
            6 => Self::Account(AccountId(a)),
            7 => Self::Relations(AccountId(a)),
            8 => Self::Notified { account: AccountId(a), notification: NotificationId(b) },
            9 => Self::Gift(GiftId(a)),
            10 => Self::TokenEnded(TokenId(a)),
            11 => Self::AccessEnded(AccountId(a)),
            12 => Self::Square,
            13 => Self::Job,
            14 => Self::Recognised(a),
            15 => Self::Voice(a),
            _ => return None,
        })
    }
}
