//! <https://docs.joinmastodon.org/entities/Tag/> and <https://docs.joinmastodon.org/entities/Marker/>

use serde::Serialize;
use soulava_social::notifications::Mark;
use soulava_social::tags::TagView;
use soulava_social::urls::Urls;

use super::time;

/// A hashtag with its last days.
#[derive(Debug, Serialize)]
pub struct Tag {
    id: String,
    name: String,
    url: String,
    history: Vec<Day>,
    following: bool,
    featuring: bool,
}

#[derive(Debug, Serialize)]
struct Day {
    day: String,
    uses: String,
    accounts: String,
}

impl Tag {
    /// Maps a view. One that nobody used has the id 0.
    pub fn new(view: &TagView, urls: &Urls) -> Self {
        let day = |(day, uses, accounts): &(i64, i64, i64)| Day {
            day: day.to_string(),
            uses: uses.to_string(),
            accounts: accounts.to_string(),
        };
        Self {
            id: view.id.map_or_else(|| "0".to_owned(), |id| id.to_string()),
            name: view.shown.clone(),
            url: urls.tag(&view.name),
            history: view.history.iter().map(day).collect(),
            following: false,
            featuring: false,
        }
    }
}

/// How far somebody has read.
#[derive(Debug, Serialize)]
pub struct Marker {
    last_read_id: String,
    version: i64,
    updated_at: String,
}

impl From<&Mark> for Marker {
    fn from(mark: &Mark) -> Self {
        Self { last_read_id: mark.last_read_id.to_string(), version: mark.version, updated_at: time(mark.updated_at) }
    }
}
