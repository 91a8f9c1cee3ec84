//! Follows, blocks, mutes and private notes between two accounts.

mod follow;
mod list;
mod part;
mod rows;

use crate::AccountId;

pub use follow::{FollowOptions, accept, follow, reject, remove_follower, unfollow};
pub use list::{
    blocks, familiar_followers, followers, following, is_blocked, is_following, mutes, relationships, requests,
    requests_count,
};
pub use part::{block, mute, note, unblock, unmute};

/// What `viewer` and another account are to each other: <https://docs.joinmastodon.org/entities/Relationship/>.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relationship {
    /// The other account.
    pub target: Option<AccountId>,
    /// The viewer follows.
    pub following: bool,
    /// Boosts are shown at home.
    pub showing_boosts: bool,
    /// Every post notifies.
    pub notifying: bool,
    /// Only posts in these languages; empty: all.
    pub languages: Vec<String>,
    /// The other follows the viewer.
    pub followed_by: bool,
    /// The viewer blocks.
    pub blocking: bool,
    /// The other blocks the viewer.
    pub blocked_by: bool,
    /// The viewer mutes.
    pub muting: bool,
    /// Also their notifications.
    pub muting_notifications: bool,
    /// When the mute ends.
    pub muting_until: Option<i64>,
    /// The viewer asked to follow.
    pub requested: bool,
    /// The other asked to follow the viewer.
    pub requested_by: bool,
    /// The viewer's private note.
    pub note: String,
}
