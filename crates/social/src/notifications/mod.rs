//! Notifications: what somebody should hear of, once.

mod add;
mod list;
mod rows;

use std::sync::Arc;

use crate::accounts::AccountView;
use crate::posts::PostView;
use crate::{GiftId, NotificationId};

pub use add::{add, add_many, for_edit, for_post, for_staff, forget, forget_from};
pub use list::{Kinds, clear, dismiss, dismiss_many, get, list, marks, set_mark, unread_count};
pub use list::{Mark, MarkOf};

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
