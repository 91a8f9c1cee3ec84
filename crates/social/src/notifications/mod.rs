//! Notifications: what somebody should hear of, once.

use std::sync::Arc;

use crate::accounts::AccountView;
use crate::posts::PostView;
use crate::{GiftId, NotificationId};

/// One notification as its owner sees it: <https://docs.joinmastodon.org/entities/Notification/>.
#[derive(Clone, Debug)]
pub struct NotificationView {
    /// The row.
    pub id: NotificationId,
    /// Mastodon's type: mention, status, reblog, follow, follow_request, favourite, update, admin.sign_up;
    /// or ours: gift, gift_accepted, heirloom, used.
    pub kind: String,
    /// Who did it.
    pub from: Arc<AccountView>,
    /// About which post.
    pub post: Option<PostView>,
    /// About which gift.
    pub gift: Option<GiftId>,
    /// Milliseconds since 1970.
    pub at: i64,
}
