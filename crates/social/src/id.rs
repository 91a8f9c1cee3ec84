//! Ids that cannot be mixed up. On the wire they are decimal strings.

use soulava_store::{Column, FromRow, ListItem, Row, ToValue, Value};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// Reads a decimal id from the wire; anything else is nobody's id.
            pub fn parse(text: &str) -> Option<Self> {
                text.parse::<i64>().ok().filter(|id| *id > 0).map(Self)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = &'static str;
            fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
                Self::parse(text).ok_or("not an id")
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            /// From a decimal string or a number; anything else is nobody's id, 0.
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                deserializer.deserialize_str(Decimal).map(Self)
            }
        }
        impl ToValue for $name {
            fn to_value(&self) -> Value<'_> { Value::Int(self.0) }
        }
        impl ListItem for $name {
            fn list(items: &[Self]) -> Value<'_> { Value::Ints(items.iter().map(|id| id.0).collect()) }
        }
        impl Column for $name {
            fn column(row: &Row<'_>, index: usize) -> soulava_store::Result<Self> {
                i64::column(row, index).map(Self)
            }
        }
        impl FromRow for $name {
            const WIDTH: usize = 1;
            fn from_row(row: &Row<'_>) -> soulava_store::Result<Self> { Self::column(row, 0) }
        }
    )*};
}

/// Reads ids as clients send them.
struct Decimal;

impl serde::de::Visitor<'_> for Decimal {
    type Value = i64;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E>(self, text: &str) -> std::result::Result<i64, E> {
        Ok(text.parse::<i64>().unwrap_or(0).max(0))
    }

    fn visit_u64<E>(self, number: u64) -> std::result::Result<i64, E> {
        Ok(i64::try_from(number).unwrap_or(0))
    }
}

ids! {
    /// A person, a stall or a service.
    AccountId,
    /// A post or a boost.
    PostId,
    /// A picture.
    MediaId,
    /// A registered app.
    AppId,
    /// An OAuth token (the row, not the secret).
    TokenId,
    /// A browser session (the row, not the cookie).
    SessionId,
    /// A follow or a request to follow.
    FollowId,
    /// One notification.
    NotificationId,
    /// A social currency.
    CurrencyId,
    /// A gift.
    GiftId,
    /// One numbered thing of a circulating currency.
    HeirloomId,
    /// A recognition.
    RecognitionId,
    /// An invitation.
    InvitationId,
    /// Something that waits for somebody.
    WaitingId,
    /// A house rule.
    RuleId,
    /// A hashtag.
    TagId,
    /// A job.
    JobId,
    /// What two people have between them.
    TieId,
    /// An introduction of two people by a third.
    IntroductionId,
    /// Two people who could meet through a third.
    SuggestionId,
    /// Two people who drew each other in a round of meet-ups.
    MeetupId,
}

/// The plain numbers of a list of ids, as SQL takes them.
pub fn numbers<T: Copy>(ids: &[T], number: impl Fn(T) -> i64) -> Vec<i64> {
    ids.iter().map(|id| number(*id)).collect()
}
