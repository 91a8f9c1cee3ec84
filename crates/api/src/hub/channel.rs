//! What can be listened to: <https://docs.joinmastodon.org/methods/streaming/#streams>.

use axum::extract::ws::Utf8Bytes;
use bytes::Bytes;
use serde_json::json;

/// One thing to listen to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Home and notifications.
    User,
    /// Notifications alone.
    Notifications,
    /// What is said in public; from here or from afar; with pictures only.
    Public {
        /// `""`, `":local"` or `":remote"`.
        from: &'static str,
        /// Only with pictures.
        media: bool,
    },
    /// What is said in public under a hashtag, folded.
    Hashtag {
        /// Without `#`.
        tag: String,
        /// Only from here.
        local: bool,
    },
    /// Direct posts.
    Direct,
    /// A list; there are none yet.
    List(String),
}

impl Channel {
    /// Reads a name with its parameters; none for a stream that is not known or lacks its parameter.
    pub fn parse(name: &str, tag: &str, list: &str) -> Option<Self> {
        let public = |from, media| Some(Self::Public { from, media });
        match name {
            "user" => Some(Self::User),
            "user:notification" => Some(Self::Notifications),
            "public" => public("", false),
            "public:media" => public("", true),
            "public:local" => public(":local", false),
            "public:local:media" => public(":local", true),
            "public:remote" => public(":remote", false),
            "public:remote:media" => public(":remote", true),
            "hashtag" | "hashtag:local" => {
                let tag = soulava_text::fold(tag.trim_start_matches('#'));
                (!tag.is_empty() && tag.len() <= 200).then(|| Self::Hashtag { tag, local: name.ends_with(":local") })
            }
            "direct" => Some(Self::Direct),
            "list" => (!list.is_empty()).then(|| Self::List(list.to_owned())),
            _ => None,
        }
    }

    /// The scope a token needs; none: anybody may listen.
    pub fn scope(&self) -> Option<&'static str> {
        match self {
            Self::User | Self::Direct | Self::List(_) => Some("read:statuses"),
            Self::Notifications => Some("read:notifications"),
            Self::Public { .. } | Self::Hashtag { .. } => None,
        }
    }

    /// The `stream` array of a WebSocket message.
    pub fn label(&self) -> Vec<String> {
        match self {
            Self::User => vec!["user".to_owned()],
            Self::Notifications => vec!["user:notification".to_owned()],
            Self::Public { from, media } => vec![format!("public{from}{}", if *media { ":media" } else { "" })],
            Self::Hashtag { tag, local } => {
                vec![if *local { "hashtag:local" } else { "hashtag" }.to_owned(), tag.clone()]
            }
            Self::Direct => vec!["direct".to_owned()],
            Self::List(id) => vec!["list".to_owned(), id.clone()],
        }
    }
}

/// One event, written once and shared by every stream that gets it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// For a WebSocket.
    pub socket: Utf8Bytes,
    /// For server-sent events.
    pub line: Bytes,
}

impl Frame {
    /// `payload` is JSON, or an id.
    pub fn new(channel: &Channel, event: &str, payload: &str) -> Self {
        let socket = json!({ "stream": channel.label(), "event": event, "payload": payload }).to_string();
        Self { socket: socket.into(), line: Bytes::from(format!("event: {event}\ndata: {payload}\n\n")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_mastodon_writes_them() {
        for name in ["user", "user:notification", "public", "public:local", "public:remote:media", "direct"] {
            assert_eq!(Channel::parse(name, "", "").expect("known").label(), [name]);
        }
        assert_eq!(Channel::parse("hashtag:local", "Bread", "").expect("known").label(), ["hashtag:local", "bread"]);
        assert_eq!(Channel::parse("hashtag", "", ""), None);
        assert_eq!(Channel::parse("everything", "", ""), None);
    }
}
