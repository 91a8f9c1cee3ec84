//! Apps, tokens, accounts and what the square says of itself, over the API.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value, json};
use soulava_social::accounts::{self, NewPerson};
use soulava_social::oauth::{self, Authorize};
use soulava_social::settings::{self, SignUp};
use soulava_social::{AccountId, Error, Member, Role};

use crate::world::{Answer, World};

const PASSWORD: &str = "a quiet harbour in May";

impl World {
    fn open_door(&self, mode: SignUp) {
        self.db.write_blocking(move |tx| settings::set_sign_up(tx, mode)).expect("a mode");
    }

    fn person(&self, name: &'static str, role: Role) -> AccountId {
        self.db
            .write_blocking(move |tx| accounts::create_person(tx, &NewPerson { role, ..NewPerson::named(name) }))
            .expect("a free name")
    }

    async fn app(&self, scopes: &str) -> (String, String) {
        let body = json!({ "client_name": "Tootle", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob\nhttps://app.example/back", "scopes": scopes });
        let app = self.json("POST", "/api/v1/apps", "", &body).await.json();
        (text(&app["client_id"]), text(&app["client_secret"]))
    }

    async fn client_token(&self, scopes: &str) -> String {
        let (id, secret) = self.app(scopes).await;
        let form = format!(
            "grant_type=client_credentials&client_id={id}&client_secret={secret}&scope={}",
            scopes.replace(' ', "+")
        );
        text(&self.form("POST", "/oauth/token", "", &form).await.json()["access_token"])
    }

    async fn sign_up(&self, token: &str, name: &str) -> Answer {
        let body = json!({ "username": name, "email": format!("{name}@mail.example"), "password": PASSWORD, "agreement": true, "locale": "da" });
        self.json("POST", "/api/v1/accounts", token, &body).await
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn error(answer: &Answer) -> (u16, String) {
    (answer.status.as_u16(), text(&answer.json()["error"]))
}

#[tokio::test]
async fn an_app_registers_and_learns_its_secret_once() {
    let world = World::new();
    let body = json!({ "client_name": "Tootle", "redirect_uris": ["https://app.example/back", "tootle://back"], "scopes": "read write" });
    let app = world.json("POST", "/api/v1/apps", "", &body).await;
    assert_eq!(app.status, 200);
    let app = app.json();
    assert_eq!(app["redirect_uris"], json!(["https://app.example/back", "tootle://back"]));
    assert_eq!(app["scopes"], json!(["read", "write"]));
    assert!(text(&app["client_secret"]).len() >= 43);

    for (bad, field) in [
        (json!({ "redirect_uris": "https://a.example" }), "client_name"),
        (json!({ "client_name": "x" }), "redirect_uris"),
        (json!({ "client_name": "x", "redirect_uris": "javascript:alert(1)" }), "redirect_uris"),
        (json!({ "client_name": "x", "redirect_uris": "https://a.example/#x" }), "redirect_uris"),
        (json!({ "client_name": "x", "redirect_uris": "https://a.example", "scopes": "read everything" }), "scopes"),
    ] {
        let answer = world.json("POST", "/api/v1/apps", "", &bad).await;
        assert_eq!(answer.status, 422, "{bad}");
        assert!(answer.json()["details"][field].is_array(), "{bad}: {}", answer.json());
    }
}

#[tokio::test]
async fn a_person_lets_an_app_in_with_a_code_and_pkce() {
    let world = World::new();
    let (client_id, client_secret) = world.app("read write").await;
    let fenna = Member::person(world.person("fenna", Role::Person), Role::Person);
    // RFC 7636, appendix B.
    let (verifier, challenge) =
        ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    let ask = Authorize {
        client_id: client_id.clone(),
        redirect_uri: "https://app.example/back".to_owned(),
        response_type: "code".to_owned(),
        scope: "read".to_owned(),
        code_challenge: challenge.to_owned(),
        code_challenge_method: "S256".to_owned(),
        ..Authorize::default()
    };
    let code = world.db.write_blocking(move |tx| oauth::authorize(tx, &fenna, &ask)).expect("a code");
    let form = format!(
        "grant_type=authorization_code&client_id={client_id}&client_secret={client_secret}&code={code}&code_verifier={verifier}\
         &redirect_uri=https%3A%2F%2Fapp.example%2Fback"
    );
    let token = world.form("POST", "/oauth/token", "", &form).await;
    assert_eq!((token.status.as_u16(), token.json()["scope"].as_str()), (200, Some("read")));
    let token = text(&token.json()["access_token"]);

    let me = world.ask("GET", "/api/v1/accounts/verify_credentials", &token).await;
    assert_eq!((me.status.as_u16(), me.json()["acct"].as_str()), (200, Some("fenna")));
    let app = world.ask("GET", "/api/v1/apps/verify_credentials", &token).await;
    assert_eq!(app.json()["name"], "Tootle");
    let info = world.ask("GET", "/oauth/userinfo", &token).await.json();
    assert_eq!(info["preferred_username"], "fenna");
    let refused = world.json("PATCH", "/api/v1/accounts/update_credentials", &token, &json!({ "note": "x" })).await;
    assert_eq!(error(&refused), (403, "This action is outside the authorized scopes".into()));

    let again = world.form("POST", "/oauth/token", "", &form).await;
    assert_eq!(error(&again), (400, "invalid_grant".into()));
    let after = world.ask("GET", "/api/v1/accounts/verify_credentials", &token).await;
    assert_eq!(error(&after), (401, "The access token is invalid".into()));
}

#[tokio::test]
async fn wrong_token_requests_say_why_in_oauths_words() {
    let world = World::new();
    let (id, secret) = world.app("read").await;
    for (form, status, name) in [
        ("".to_owned(), 400, "invalid_request"),
        ("grant_type=password&username=a&password=b".to_owned(), 400, "unsupported_grant_type"),
        ("grant_type=client_credentials&client_id=nobody&client_secret=x".to_owned(), 401, "invalid_client"),
        (format!("grant_type=client_credentials&client_id={id}"), 401, "invalid_client"),
        (
            format!("grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=write"),
            400,
            "invalid_scope",
        ),
        (
            format!("grant_type=authorization_code&client_id={id}&client_secret={secret}&code=nothing&redirect_uri=x"),
            400,
            "invalid_grant",
        ),
    ] {
        let answer = world.form("POST", "/oauth/token", "", &form).await;
        assert_eq!(error(&answer), (status, name.to_owned()), "{form}");
        assert!(answer.json()["error_description"].is_string());
    }
}

#[tokio::test]
async fn an_app_shows_its_secret_in_a_header_too_and_takes_its_token_back() {
    let world = World::new();
    let (id, secret) = world.app("read").await;
    let basic = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, format!("{id}:{secret}"));
    let request = Request::builder()
        .method("POST")
        .uri("/oauth/token")
        .header(header::AUTHORIZATION, format!("Basic {basic}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("grant_type=client_credentials"))
        .expect("a good request");
    let token = text(&world.send(request).await.json()["access_token"]);
    assert_eq!(world.ask("GET", "/api/v1/apps/verify_credentials", &token).await.status, 200);
    let (other, other_secret) = world.app("read").await;
    let form = |id: &str, secret: &str| format!("client_id={id}&client_secret={secret}&token={token}");
    assert_eq!(error(&world.form("POST", "/oauth/revoke", "", &form(&other, &other_secret)).await).0, 403);
    assert_eq!(world.form("POST", "/oauth/revoke", "", &form(&id, &secret)).await.status, 200);
    assert_eq!(world.ask("GET", "/api/v1/apps/verify_credentials", &token).await.status, 401);
}

#[tokio::test]
async fn somebody_signs_up_through_an_app_and_can_act_at_once() {
    let world = World::new();
    world.open_door(SignUp::Open);
    let client = world.client_token("read write").await;
    let token = world.sign_up(&client, "Fenna").await;
    assert_eq!(token.status, 200, "{}", token.json());
    let token = text(&token.json()["access_token"]);
    let me = world.ask("GET", "/api/v1/accounts/verify_credentials", &token).await.json();
    assert_eq!(
        (me["username"].as_str(), me["locked"].as_bool(), me["source"]["privacy"].as_str()),
        (Some("fenna"), Some(false), Some("public"))
    );
    assert_eq!(me["url"], "https://square.example/@fenna");
    assert_eq!(me["soulava"]["kind"], "person");
    let preferences = world.ask("GET", "/api/v1/preferences", &token).await.json();
    assert_eq!(preferences["posting:default:visibility"], "public");
    let taken = world.sign_up(&client, "fenna").await;
    assert_eq!(
        (taken.status.as_u16(), taken.json()["details"]["username"][0]["error"].as_str()),
        (422, Some("ERR_TAKEN"))
    );
}

#[tokio::test]
async fn everything_wrong_with_a_sign_up_is_said_at_once() {
    let world = World::new();
    world.open_door(SignUp::Open);
    let client = world.client_token("read write").await;
    let answer =
        world.json("POST", "/api/v1/accounts", &client, &json!({ "username": "søren", "password": "short" })).await;
    assert_eq!(answer.status, 422);
    let details = &answer.json()["details"];
    for (field, code) in [
        ("username", "ERR_INVALID"),
        ("email", "ERR_BLANK"),
        ("password", "ERR_TOO_SHORT"),
        ("agreement", "ERR_ACCEPTED"),
    ] {
        assert_eq!(details[field][0]["error"], code, "{details}");
    }
    assert!(text(&answer.json()["error"]).starts_with("Validation failed: "));
    let narrow = world.client_token("read").await;
    assert_eq!(world.sign_up(&narrow, "fenna").await.status, 403);
    assert_eq!(world.sign_up("", "fenna").await.status, 401);
    world.open_door(SignUp::Invitation);
    assert_eq!(world.sign_up(&client, "fenna").await.status, 403);
}

#[tokio::test]
async fn who_rang_the_bell_holds_a_token_that_opens_nothing_yet() {
    let world = World::new();
    world.open_door(SignUp::Approval);
    let client = world.client_token("read write").await;
    let body = json!({ "username": "jorrit", "email": "j@mail.example", "password": PASSWORD, "agreement": true, "reason": "Mette told me." });
    let token = text(&world.json("POST", "/api/v1/accounts", &client, &body).await.json()["access_token"]);
    let answer = world.ask("GET", "/api/v1/accounts/verify_credentials", &token).await;
    assert_eq!(error(&answer), (403, "Your login is currently pending approval".into()));
    assert_eq!(world.get("/api/v1/accounts/lookup?acct=jorrit").await.status, 404);
    let host = Member::person(world.person("mette", Role::Host), Role::Host);
    world
        .db
        .write_blocking(move |tx| {
            let guest = accounts::by_name(tx, "jorrit", "")?.expect("he rang");
            soulava_social::bell::approve(tx, &host, guest)
        })
        .unwrap_or_else(|error: Error| panic!("{error}"));
    assert_eq!(world.ask("GET", "/api/v1/accounts/verify_credentials", &token).await.status, 200);
}

#[tokio::test]
async fn a_profile_changes_from_form_json_and_multipart() {
    let world = World::new();
    world.person("fenna", Role::Person);
    let token = world.db.write_blocking(|tx| oauth::token_by_host(tx, "fenna", "read write")).expect("a token").token;
    let form = "display_name=Fenna+%F0%9F%90%9A&note=Bakes+at+https%3A%2F%2Fbread.example&locked=true\
                &fields_attributes%5B0%5D%5Bname%5D=Home&fields_attributes%5B0%5D%5Bvalue%5D=https%3A%2F%2Ffenna.example\
                &source%5Bprivacy%5D=unlisted&source%5Blanguage%5D=nl";
    let me = world.form("PATCH", "/api/v1/accounts/update_credentials", &token, form).await;
    assert_eq!(me.status, 200, "{}", me.json());
    let me = me.json();
    assert_eq!((me["display_name"].as_str(), me["locked"].as_bool()), (Some("Fenna 🐚"), Some(true)));
    assert!(text(&me["note"]).contains("<a href=\"https://bread.example"), "{}", me["note"]);
    assert_eq!(
        (me["fields"][0]["name"].as_str(), me["source"]["fields"][0]["value"].as_str()),
        (Some("Home"), Some("https://fenna.example"))
    );
    assert_eq!((me["source"]["privacy"].as_str(), me["source"]["language"].as_str()), (Some("unlisted"), Some("nl")));

    let body =
        json!({ "fields_attributes": [{ "name": "A", "value": "1" }, { "name": "", "value": "" }], "bot": true });
    let me = world.json("PATCH", "/api/v1/accounts/update_credentials", &token, &body).await.json();
    assert_eq!(
        (me["fields"].as_array().map(Vec::len), me["bot"].as_bool(), me["locked"].as_bool()),
        (Some(1), Some(true), Some(true))
    );
    for bad in [
        json!({ "note": "x".repeat(501) }),
        json!({ "display_name": "x".repeat(51) }),
        json!({ "source": { "privacy": "everybody" } }),
    ] {
        assert_eq!(world.json("PATCH", "/api/v1/accounts/update_credentials", &token, &bad).await.status, 422, "{bad}");
    }
    let profile = world.ask("GET", "/api/v1/profile", &token).await.json();
    assert_eq!(
        (profile["avatar"].clone(), profile["note"].as_str()),
        (Value::Null, Some("Bakes at https://bread.example"))
    );
}

#[tokio::test]
async fn people_are_found_by_id_by_handle_and_by_the_beginning_of_their_name() {
    let world = World::new();
    let anna = world.person("anna", Role::Person);
    let annabel = world.person("annabel", Role::Person);
    let token = world.db.write_blocking(|tx| oauth::token_by_host(tx, "anna", "read")).expect("a token").token;
    let one = world.get(&format!("/api/v1/accounts/{anna}")).await.json();
    assert_eq!(one["acct"], "anna");
    let two = world.get(&format!("/api/v1/accounts?id[]={annabel}&id[]={anna}&id[]=12&id[]=x")).await.json();
    let names: Vec<_> = two.as_array().expect("a list").iter().map(|one| text(&one["acct"])).collect();
    assert_eq!(names, ["annabel", "anna"]);
    for handle in ["anna", "@anna", "ANNA", "anna@square.example", "@anna@square.example"] {
        assert_eq!(
            world.get(&format!("/api/v1/accounts/lookup?acct={handle}")).await.json()["id"],
            anna.to_string(),
            "{handle}"
        );
    }
    assert_eq!(world.get("/api/v1/accounts/lookup?acct=anna@elsewhere.example").await.status, 404);
    assert_eq!(world.get("/api/v1/accounts/999").await.status, 404);
    assert_eq!(world.get("/api/v1/accounts/x").await.status, 404);
    let search = |q: &'static str| world.ask("GET", q, &token);
    let found = search("/api/v1/accounts/search?q=anna").await.json();
    assert_eq!((found[0]["acct"].as_str(), found[1]["acct"].as_str()), (Some("anna"), Some("annabel")));
    assert_eq!(search("/api/v1/accounts/search?q=@anna").await.json().as_array().map(Vec::len), Some(1));
    assert_eq!(search("/api/v1/accounts/search?q=anna@square.example").await.json()[0]["acct"], "anna");
    assert_eq!(search("/api/v1/accounts/search?q=").await.json(), json!([]));
    let directory = world.get("/api/v1/directory?order=new&limit=1").await.json();
    assert_eq!(directory[0]["acct"], "annabel");
}

#[tokio::test]
async fn the_square_describes_itself() {
    let world = World::new();
    world.open_door(SignUp::Open);
    let instance = world.get("/api/v2/instance").await.json();
    assert_eq!(
        (instance["domain"].as_str(), instance["registrations"]["enabled"].as_bool()),
        (Some("square.example"), Some(true))
    );
    assert_eq!(instance["configuration"]["statuses"]["max_characters"], 5000);
    assert_eq!(instance["configuration"]["urls"]["streaming"], "wss://square.example");
    let old = world.get("/api/v1/instance").await.json();
    assert_eq!(
        (old["uri"].as_str(), old["urls"]["streaming_api"].as_str()),
        (Some("square.example"), Some("wss://square.example"))
    );
    for path in [
        "rules",
        "peers",
        "activity",
        "domain_blocks",
        "extended_description",
        "privacy_policy",
        "translation_languages",
        "languages",
    ] {
        assert_eq!(world.get(&format!("/api/v1/instance/{path}")).await.status, 200, "{path}");
    }
    assert_eq!(world.get("/api/v1/instance/activity").await.json().as_array().map(Vec::len), Some(12));
    assert_eq!(world.get("/api/v1/instance/terms_of_service").await.status, 404);
}

#[tokio::test]
async fn others_find_the_square_and_its_people() {
    let world = World::new();
    let anna = world.person("anna", Role::Person);
    let metadata = world.get("/.well-known/oauth-authorization-server").await.json();
    assert_eq!(
        (metadata["issuer"].as_str(), &metadata["code_challenge_methods_supported"]),
        (Some("https://square.example/"), &json!(["S256"]))
    );
    assert!(world.get("/.well-known/host-meta").await.header("content-type").starts_with("application/xrd+xml"));
    let finger = world.get("/.well-known/webfinger?resource=acct:anna@square.example").await;
    assert!(finger.header("content-type").starts_with("application/jrd+json"));
    assert_eq!(finger.json()["subject"], "acct:anna@square.example");
    assert!(finger.json()["aliases"].to_string().contains(&format!("/users/{anna}")));
    assert_eq!(world.get("/.well-known/webfinger?resource=https://square.example/@anna").await.status, 200);
    assert_eq!(world.get("/.well-known/webfinger?resource=acct:anna@elsewhere.example").await.status, 404);
    assert_eq!(world.get("/.well-known/webfinger").await.status, 400);
    for version in ["2.0", "2.1"] {
        let info = world.get(&format!("/nodeinfo/{version}")).await.json();
        assert_eq!((info["version"].as_str(), info["usage"]["users"]["total"].as_i64()), (Some(version), Some(1)));
    }
    assert_eq!(world.get("/nodeinfo/1.0").await.status, 404);
    assert_eq!(world.get("/.well-known/nodeinfo").await.json()["links"].as_array().map(Vec::len), Some(2));
}
