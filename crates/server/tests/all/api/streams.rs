//! Streams over real sockets, as clients open them.

use std::time::Duration;

use axum::http::HeaderValue;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use soulava_server::serve::Listener;
use soulava_social::{Error, Role, oauth};
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::world::World;

type Socket = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

/// Longer than any event should take, so that a failure is a failure and not a slow machine.
const WITHIN: Duration = Duration::from_secs(10);

async fn listening(world: &World) -> (Listener, String) {
    let socket = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = socket.local_addr().expect("an address");
    (Listener::start(socket, world.square.router.clone(), 100), address.to_string())
}

async fn next(socket: &mut Socket) -> Option<Value> {
    loop {
        match timeout(WITHIN, socket.next()).await.expect("an event in time")? {
            Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).expect("JSON")),
            Ok(Message::Close(_)) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

#[tokio::test]
async fn a_follower_hears_at_once_and_a_stranger_does_not() {
    let world = World::new();
    let (anna, fenna, soren) =
        (world.settled("anna", Role::Host), world.settled("fenna", Role::Person), world.settled("soren", Role::Person));
    world.ask("POST", &format!("/api/v1/accounts/{}/follow", anna.id), &fenna.token).await;
    let (_listener, at) = listening(&world).await;
    let url = |token: &str| format!("ws://{at}/api/v1/streaming?stream=user&access_token={token}");
    let (mut follower, _) = connect_async(url(&fenna.token)).await.expect("a stream");
    let (mut stranger, _) = connect_async(url(&soren.token)).await.expect("a stream");

    let private = json!({ "status": "Only for who follows", "visibility": "private" });
    let post = world.json("POST", "/api/v1/statuses", &anna.token, &private).await.json();
    let event = next(&mut follower).await.expect("an event");
    assert_eq!((&event["event"], &event["stream"]), (&json!("update"), &json!(["user"])));
    let told: Value = serde_json::from_str(event["payload"].as_str().expect("a text")).expect("a status");
    assert_eq!(told["id"], post["id"]);

    // The stranger's first event is the one meant for them.
    world.json("POST", "/api/v1/statuses", &anna.token, &json!({ "status": "@soren good morning" })).await;
    let event = next(&mut stranger).await.expect("an event");
    assert_eq!(event["event"], json!("notification"));
    let told: Value = serde_json::from_str(event["payload"].as_str().expect("a text")).expect("a notification");
    assert_eq!((&told["type"], &told["account"]["username"]), (&json!("mention"), &json!("anna")));

    world.ask("DELETE", &format!("/api/v1/statuses/{}", post["id"].as_str().expect("an id")), &anna.token).await;
    let gone = loop {
        let event = next(&mut follower).await.expect("an event");
        if event["event"] == json!("delete") {
            break event;
        }
    };
    assert_eq!(gone["payload"], post["id"]);
}

#[tokio::test]
async fn one_connection_listens_to_many_things() {
    let world = World::new();
    let anna = world.settled("anna", Role::Host);
    let (_listener, at) = listening(&world).await;
    let mut request = format!("ws://{at}/api/v1/streaming/").into_client_request().expect("a request");
    let token = HeaderValue::from_str(&anna.token).expect("a header");
    request.headers_mut().insert("sec-websocket-protocol", token);
    let (mut socket, answer) = connect_async(request).await.expect("a stream");
    assert_eq!(answer.headers()["sec-websocket-protocol"], anna.token.as_str());

    let mut say = async |order: Value| socket.send(Message::text(order.to_string())).await.expect("sent");
    say(json!({ "type": "subscribe", "stream": "everything" })).await;
    say(json!({ "type": "subscribe", "stream": "hashtag", "tag": "Bread" })).await;
    say(json!({ "type": "subscribe", "stream": "public:local" })).await;
    // Answered in order: when this error arrives, what came before holds.
    say(json!({ "type": "subscribe", "stream": "hashtag" })).await;
    assert_eq!(next(&mut socket).await.expect("an answer")["error"], json!("Unknown stream"));
    assert_eq!(next(&mut socket).await.expect("an answer")["status"], json!(404));

    world.json("POST", "/api/v1/statuses", &anna.token, &json!({ "status": "Out of the oven #bread" })).await;
    let mut heard = vec![
        next(&mut socket).await.expect("one")["stream"].clone(),
        next(&mut socket).await.expect("two")["stream"].clone(),
    ];
    heard.sort_by_key(ToString::to_string);
    assert_eq!(heard, [json!(["hashtag", "bread"]), json!(["public:local"])]);
}

#[tokio::test]
async fn streams_end_with_their_token_and_bad_ones_never_open() {
    let world = World::new();
    let anna = world.settled("anna", Role::Host);
    let (_listener, at) = listening(&world).await;
    let (mut socket, _) = connect_async(format!("ws://{at}/api/v1/streaming?stream=user&access_token={}", anna.token))
        .await
        .expect("a stream");
    let token = anna.token.clone();
    let access = world.db.read_blocking(move |tx| oauth::token(tx, &token)).expect("read").expect("a good token");
    world
        .db
        .write_blocking(move |tx| {
            let _: () = tx.announce(soulava_social::Notice::TokenEnded(access.token));
            Ok::<_, Error>(())
        })
        .expect("announced");
    assert!(next(&mut socket).await.is_none(), "the stream is closed");

    for query in ["stream=user&access_token=nobody", "stream=user"] {
        match connect_async(format!("ws://{at}/api/v1/streaming?{query}")).await {
            Err(SocketError::Http(answer)) => assert_eq!(answer.status(), 401, "{query}"),
            other => panic!("{query}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn server_sent_events_carry_the_square() {
    let world = World::new();
    let anna = world.settled("anna", Role::Host);
    let request = axum::http::Request::builder().uri("/api/v1/streaming/public/local").body(axum::body::Body::empty());
    let answer =
        tower::ServiceExt::oneshot(world.square.router.clone(), request.expect("a request")).await.expect("an answer");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["content-type"]),
        (200, &HeaderValue::from_static("text/event-stream"))
    );
    let mut lines = answer.into_body().into_data_stream();
    assert_eq!(lines.next().await.expect("a greeting").expect("bytes"), ":)\n");
    world.json("POST", "/api/v1/statuses", &anna.token, &json!({ "status": "Hello square" })).await;
    let line = timeout(WITHIN, lines.next()).await.expect("in time").expect("an event").expect("bytes");
    let line = String::from_utf8(line.to_vec()).expect("text");
    assert!(
        line.starts_with("event: update\ndata: {") && line.ends_with("\n\n") && line.contains("Hello square"),
        "{line}"
    );
}
