//! Streams by WebSocket and by server-sent events: <https://docs.joinmastodon.org/methods/streaming/>.
//!
//! A stream is registered before the answer leaves, so that nothing committed after it is missed.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use serde::Deserialize;
use serde_json::json;
use tokio::time::{Instant, interval_at, timeout};

use crate::access::Access;
use crate::app::App;
use crate::body;
use crate::door::ClientIp;
use crate::hub::{Channel, OpenStream, Owner};
use crate::limits;
use crate::policy::bearer;
use crate::reply::Failure;

/// Something is sent at least this often, so that proxies keep the connection open.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// A client that cannot take one message within this is gone.
const SEND_WITHIN: Duration = Duration::from_secs(10);
/// Bytes of one message from a client.
const MESSAGE_BYTES_MAX: usize = 4096;

/// What a stream is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wish {
    stream: String,
    tag: String,
    list: String,
    only_media: bool,
}

/// `GET /api/v1/streaming`: a WebSocket.
pub async fn socket(app: App, request: Request) -> Result<Response, Failure> {
    let token = token(&request);
    let (mut parts, _) = request.into_parts();
    let wish: Wish = body::query(parts.uri.query().unwrap_or_default())?.read()?;
    let access = parts.extensions.get::<Arc<Access>>().cloned();
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &app).await.map_err(|_| {
        Failure::malformed(
            "This address speaks WebSocket; server-sent events are at /api/v1/streaming/user and beside it",
        )
    })?;
    let stream = open(&app, access.as_deref(), token, ClientIp::of(&parts.extensions)).await?;
    if !wish.stream.is_empty() {
        listen(&stream, access.as_deref(), &wish)?;
    }
    // The token came as a protocol: browsers only keep a connection whose protocol is echoed.
    let upgrade = match protocol(&parts.headers) {
        Some(token) => upgrade.protocols([token.to_owned()]),
        None => upgrade,
    };
    let upgrade = upgrade.max_message_size(MESSAGE_BYTES_MAX).max_frame_size(MESSAGE_BYTES_MAX);
    Ok(upgrade.on_upgrade(move |socket| converse(socket, stream, access)))
}

/// The token of a streaming request: `Authorization`, `access_token` in the query, or the WebSocket's protocol.
pub fn token(request: &Request) -> Option<String> {
    if let Some(token) = bearer(request.headers()) {
        return Some(token.to_owned());
    }
    let query = request.uri().query().unwrap_or_default();
    let named = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "access_token");
    named.map(|(_, token)| token.into_owned()).or_else(|| protocol(request.headers()).map(str::to_owned))
}

fn protocol(headers: &HeaderMap) -> Option<&str> {
    let protocols = headers.get(header::SEC_WEBSOCKET_PROTOCOL)?.to_str().ok()?;
    protocols.split(',').map(str::trim).find(|protocol| !protocol.is_empty())
}

async fn open(
    app: &App,
    access: Option<&Access>,
    token: Option<String>,
    from: ClientIp,
) -> Result<OpenStream, Failure> {
    let owner = Owner {
        account: access.and_then(|access| access.member.as_ref()).map(|member| (member.account, member.person)),
        token: access.map(|access| access.token),
        network: limits::network(from.0),
    };
    let stream = app.hub.streams.open(owner);
    let stream =
        stream.ok_or_else(|| Failure::new(StatusCode::TOO_MANY_REQUESTS, "Too many streams are open from here"))?;
    // The token may have ended between the door and the line above, and then nobody would close the stream.
    match token {
        Some(token) if app.tokens.find(&app.db, &token).await?.is_none() => Err(Failure::bad_token()),
        _ => Ok(stream),
    }
}

fn listen(stream: &OpenStream, access: Option<&Access>, wish: &Wish) -> Result<Channel, Failure> {
    let mut channel = Channel::parse(&wish.stream, &wish.tag, &wish.list)
        .ok_or_else(|| Failure::new(StatusCode::NOT_FOUND, "Unknown stream"))?;
    if let Channel::Public { media, .. } = &mut channel {
        *media |= wish.only_media;
    }
    if let Some(scope) = channel.scope() {
        let access = access.ok_or_else(Failure::bad_token)?;
        if access.member.is_none() {
            return Err(Failure::bad_token());
        }
        if !access.scopes.allows(scope) {
            return Err(Failure::new(StatusCode::FORBIDDEN, "This action is outside the authorized scopes"));
        }
    }
    if !stream.listen(channel.clone()) {
        return Err(Failure::new(StatusCode::TOO_MANY_REQUESTS, "One connection listens to that many streams only"));
    }
    Ok(channel)
}

async fn converse(mut socket: WebSocket, mut stream: OpenStream, access: Option<Arc<Access>>) {
    let mut heartbeat = interval_at(Instant::now() + HEARTBEAT, HEARTBEAT);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            event = stream.events.recv() => match event {
                Some(frame) => if !send(&mut socket, Message::Text(frame.socket)).await { break },
                None => break,
            },
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => {
                    heard = Instant::now();
                    if let Some(answer) = obey(&stream, access.as_deref(), &text)
                        && !send(&mut socket, Message::Text(answer)).await
                    {
                        break;
                    }
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => break,
                Some(Ok(_)) => heard = Instant::now(),
            },
            _ = heartbeat.tick() => {
                if heard.elapsed() > 3 * HEARTBEAT || !send(&mut socket, Message::Ping(Bytes::new())).await {
                    break;
                }
            }
        }
    }
    let _ = timeout(Duration::from_millis(200), socket.send(Message::Close(None))).await;
}

async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(SEND_WITHIN, socket.send(message)).await, Ok(Ok(())))
}

/// `{"type": "subscribe", "stream": …}` and its reverse; what cannot be obeyed is answered.
fn obey(stream: &OpenStream, access: Option<&Access>, text: &str) -> Option<Utf8Bytes> {
    #[derive(Deserialize)]
    struct Order {
        r#type: String,
        #[serde(default)]
        stream: String,
        #[serde(default)]
        tag: String,
        #[serde(default)]
        list: serde_json::Value,
    }
    let refuse = |why: &str, status: u16| Some(Utf8Bytes::from(json!({ "error": why, "status": status }).to_string()));
    let Ok(order) = serde_json::from_str::<Order>(text) else {
        return refuse("The message could not be read as JSON", 400);
    };
    let list = order.list.as_str().map_or_else(|| order.list.to_string(), str::to_owned);
    let list = if order.list.is_null() { String::new() } else { list };
    let wish = Wish { stream: order.stream, tag: order.tag, list, only_media: false };
    match order.r#type.as_str() {
        "subscribe" => match listen(stream, access, &wish) {
            Ok(_) => None,
            Err(failure) => refuse(failure.body["error"].as_str().unwrap_or("Unknown stream"), failure.status.as_u16()),
        },
        "unsubscribe" => {
            let channel = Channel::parse(&wish.stream, &wish.tag, &wish.list);
            match channel {
                Some(channel) => stream.leave(&channel),
                None => return refuse("Unknown stream", 404),
            }
            None
        }
        _ => refuse("Unknown message type", 400),
    }
}

/// `GET /api/v1/streaming/user` and the other names with a path of their own: server-sent events.
pub async fn events(app: App, request: Request) -> Result<Response, Failure> {
    let token = token(&request);
    let (parts, _) = request.into_parts();
    let wish: Wish = body::query(parts.uri.query().unwrap_or_default())?.read()?;
    let name = parts.uri.path().trim_start_matches("/api/v1/streaming/").trim_end_matches('/').replace('/', ":");
    let access = parts.extensions.get::<Arc<Access>>().cloned();
    let stream = open(&app, access.as_deref(), token, ClientIp::of(&parts.extensions)).await?;
    listen(&stream, access.as_deref(), &Wish { stream: name, ..wish })?;
    let mut response = axum::body::Body::from_stream(lines(stream)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

/// A greeting at once, so that the client knows that it listens; then events, and a heartbeat between them.
fn lines(stream: OpenStream) -> impl futures_util::Stream<Item = Result<Bytes, Infallible>> {
    let greeting = stream::iter([Ok(Bytes::from_static(b":)\n"))]);
    let events = stream::unfold(stream, |mut stream| async move {
        let line = match timeout(HEARTBEAT, stream.events.recv()).await {
            Ok(Some(frame)) => frame.line,
            Ok(None) => return None,
            Err(_) => Bytes::from_static(b":thump\n"),
        };
        Some((Ok(line), stream))
    });
    futures_util::StreamExt::chain(greeting, events)
}

/// `GET /api/v1/streaming/health`.
pub async fn health() -> &'static str {
    "OK"
}
