//! Mastodon's entities, mapped from read models without a query, an error or a clock.
//! <https://docs.joinmastodon.org/entities/>. What is ours sits under the key `soulava`.

mod account;
mod application;
mod credentials;
mod gift;
mod instance;
mod introduction;
mod notification;
mod relationship;
mod status;
mod tag;
mod token;

pub use account::Account;
pub use application::{Application, CredentialApplication};
pub use credentials::{CredentialAccount, profile, visibility};
pub use gift::{Allowance, Currency, CurrencyPage, Gift, Heirloom, HeirloomStory, PassOnRate, waiting};
pub use instance::{Parts as InstanceParts, Text as InstanceText, rule};
pub use introduction::{introduction, meetup, newcomer, suggestion, wishes};
pub use notification::{Notification, NotificationGroup, Ours, group_key, known_kind};
pub use relationship::Relationship;
pub use status::{
    Body, CustomEmoji, MediaAttachment, Now, Ours as OurStatus, Status, StatusEdit, StatusSource, content,
};
pub use tag::{Marker, Tag};
pub use token::Token;

/// ISO 8601 with milliseconds and `Z`, from milliseconds since 1970.
pub fn time(ms: i64) -> String {
    let stamp = jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    stamp.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// The day alone.
pub fn day(ms: i64) -> String {
    time(ms)[..10].to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_have_milliseconds_and_a_z() {
        assert_eq!(super::time(1_780_315_200_007), "2026-06-01T12:00:00.007Z");
        assert_eq!(super::day(1_780_315_200_007), "2026-06-01");
    }
}
