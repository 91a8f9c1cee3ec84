//! <https://docs.joinmastodon.org/methods/preferences/>

use serde_json::{Value, json};
use soulava_social::accounts;

use crate::entities::visibility;
use crate::{App, Json, Reply, Signed};

/// What apps should do unless the person says otherwise.
pub async fn get(app: App, Signed(member): Signed) -> Reply<Value> {
    let login = app.db.read(move |tx| accounts::login(tx, member.person)).await?;
    Ok(Json(json!({
        "posting:default:visibility": visibility(login.default_visibility),
        "posting:default:sensitive": login.default_sensitive,
        "posting:default:language": Some(login.default_language).filter(|tag| !tag.is_empty()),
        "posting:default:quote_policy": "nobody",
        "reading:expand:media": login.expand_media,
        "reading:expand:spoilers": login.expand_spoilers,
        "reading:autoplay:gifs": false,
    })))
}
