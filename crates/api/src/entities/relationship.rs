//! <https://docs.joinmastodon.org/entities/Relationship/>

use serde::Serialize;
use soulava_social::relations;

use super::time;

/// What the viewer and another account are to each other.
#[derive(Debug, Serialize)]
pub struct Relationship {
    id: String,
    following: bool,
    showing_reblogs: bool,
    notifying: bool,
    languages: Option<Vec<String>>,
    followed_by: bool,
    blocking: bool,
    blocked_by: bool,
    muting: bool,
    muting_notifications: bool,
    muting_expires_at: Option<String>,
    requested: bool,
    requested_by: bool,
    domain_blocking: bool,
    endorsed: bool,
    note: String,
}

impl From<relations::Relationship> for Relationship {
    fn from(relation: relations::Relationship) -> Self {
        Self {
            id: relation.target.map_or_else(String::new, |id| id.to_string()),
            following: relation.following,
            showing_reblogs: relation.showing_boosts,
            notifying: relation.notifying,
            languages: Some(relation.languages).filter(|languages| !languages.is_empty()),
            followed_by: relation.followed_by,
            blocking: relation.blocking,
            blocked_by: relation.blocked_by,
            muting: relation.muting,
            muting_notifications: relation.muting_notifications,
            muting_expires_at: relation.muting_until.map(time),
            requested: relation.requested,
            requested_by: relation.requested_by,
            domain_blocking: false,
            endorsed: false,
            note: relation.note,
        }
    }
}
