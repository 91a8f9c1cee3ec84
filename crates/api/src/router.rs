//! Every route of the API on one page, each with its policy. A route without a policy cannot be written.

use axum::handler::Handler;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, any, on};
use axum::{Router, middleware};

use crate::App;
use crate::door::door;
use crate::limits::Bucket;
use crate::policy::Policy::{self, Client, Member, Open, Public};
use crate::policy::{Guarded, Rule};
use crate::reply::Failure;
use crate::routes::{
    accounts, apps, instance, markers, media, notifications, oauth, preferences, profile, quiet, relations, search,
    soulava, statuses, suggestions, timelines, wellknown,
};
use crate::streaming;

/// All routes. Order within a section: reading before writing.
#[rustfmt::skip]
fn table() -> Table {
    let mut t = Table::default();

    // Streams. Names with a path of their own are server-sent events.
    t.get("/api/v1/streaming", Policy::Stream, streaming::socket);
    t.get("/api/v1/streaming/", Policy::Stream, streaming::socket);
    t.get("/api/v1/streaming/health", Policy::Open, streaming::health);
    t.get("/api/v1/streaming/user", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/user/notification", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/public", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/public/local", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/public/remote", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/hashtag", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/hashtag/local", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/direct", Policy::Stream, streaming::events);
    t.get("/api/v1/streaming/list", Policy::Stream, streaming::events);
    // Apps and access.
    t.post("/api/v1/apps", Open.counted(Bucket::AppRegistration), apps::register);
    t.get("/api/v1/apps/verify_credentials", Client, apps::verify);
    t.post("/oauth/token", Open.counted(Bucket::TokenRequest), oauth::token);
    t.post("/oauth/revoke", Open, oauth::revoke);
    t.get("/oauth/userinfo", Member("profile"), oauth::userinfo);
    t.post("/oauth/userinfo", Member("profile"), oauth::userinfo);
    t.get("/.well-known/oauth-authorization-server", Open, oauth::metadata);
    t.get("/.well-known/host-meta", Open, wellknown::host_meta);
    t.get("/.well-known/webfinger", Open, wellknown::webfinger);
    t.get("/.well-known/nodeinfo", Open, wellknown::nodeinfo_links);
    t.get("/nodeinfo/{version}", Open, wellknown::nodeinfo);
    t.get("/.well-known/change-password", Open, wellknown::change_password);

    // People.
    t.post("/api/v1/accounts", Client.counted(Bucket::SignUp), accounts::sign_up);
    t.get("/api/v1/accounts", Public("read:accounts"), accounts::some);
    t.get("/api/v1/accounts/verify_credentials", Member("profile"), profile::verify);
    t.patch("/api/v1/accounts/update_credentials", Member("write:accounts").with_files(), profile::update);
    t.get("/api/v1/accounts/lookup", Public("read:accounts"), accounts::lookup);
    t.get("/api/v1/accounts/search", Member("read:accounts").counted(Bucket::Search), accounts::search);
    t.get("/api/v1/accounts/{id}", Public("read:accounts"), accounts::get);
    t.get("/api/v1/directory", Public(""), accounts::directory);
    t.get("/api/v1/profile", Member("profile"), profile::get);
    t.patch("/api/v1/profile", Member("write:accounts").with_files(), profile::patch);
    t.delete("/api/v1/profile/avatar", Member("write:accounts"), profile::delete_avatar);
    t.delete("/api/v1/profile/header", Member("write:accounts"), profile::delete_header);
    t.get("/api/v1/preferences", Member("read:accounts"), preferences::get);
    t.get("/api/v1/emails/check_confirmation", Client, accounts::is_confirmed);
    t.post("/api/v1/emails/confirmations", Client, accounts::confirm_again);

    // The square.
    t.get("/api/v1/instance", Public(""), instance::old);
    t.get("/api/v2/instance", Public(""), instance::current);
    t.get("/api/v1/instance/rules", Public(""), instance::rules);
    t.get("/api/v1/instance/peers", Public(""), instance::none);
    t.get("/api/v1/instance/domain_blocks", Public(""), instance::none);
    t.get("/api/v1/instance/activity", Public(""), instance::activity);
    t.get("/api/v1/instance/extended_description", Public(""), instance::extended_description);
    t.get("/api/v1/instance/privacy_policy", Public(""), instance::privacy_policy);
    t.get("/api/v1/instance/terms_of_service", Public(""), quiet::missing);
    t.get("/api/v1/instance/terms_of_service/{date}", Public(""), quiet::missing);
    t.get("/api/v1/instance/translation_languages", Public(""), instance::translation_languages);
    t.get("/api/v1/instance/languages", Public(""), instance::languages);

    // Posts.
    t.get("/api/v1/statuses", Public("read:statuses"), statuses::several);
    t.post("/api/v1/statuses", Member("write:statuses"), statuses::create);
    t.get("/api/v1/statuses/{id}", Public("read:statuses"), statuses::show);
    t.put("/api/v1/statuses/{id}", Member("write:statuses"), statuses::edit);
    t.delete("/api/v1/statuses/{id}", Member("write:statuses").counted(Bucket::Delete), statuses::delete);
    t.get("/api/v1/statuses/{id}/context", Public("read:statuses"), statuses::context);
    t.get("/api/v1/statuses/{id}/source", Member("read:statuses"), statuses::source);
    t.get("/api/v1/statuses/{id}/history", Public("read:statuses"), statuses::history);
    t.get("/api/v1/statuses/{id}/reblogged_by", Public("read:statuses"), statuses::reblogged_by);
    t.get("/api/v1/statuses/{id}/favourited_by", Public("read:statuses"), statuses::favourited_by);
    t.get("/api/v1/statuses/{id}/quotes", Public("read:statuses"), statuses::none_of);
    t.post("/api/v1/statuses/{id}/favourite", Member("write:favourites"), statuses::favourite);
    t.post("/api/v1/statuses/{id}/unfavourite", Member("write:favourites"), statuses::unfavourite);
    t.post("/api/v1/statuses/{id}/reblog", Member("write:statuses"), statuses::reblog);
    t.post("/api/v1/statuses/{id}/unreblog", Member("write:statuses").counted(Bucket::Delete), statuses::unreblog);
    t.post("/api/v1/statuses/{id}/bookmark", Member("write:bookmarks"), statuses::bookmark);
    t.post("/api/v1/statuses/{id}/unbookmark", Member("write:bookmarks"), statuses::unbookmark);
    t.post("/api/v1/statuses/{id}/mute", Member("write:mutes"), statuses::not_yet);
    t.post("/api/v1/statuses/{id}/unmute", Member("write:mutes"), statuses::as_it_is);
    t.post("/api/v1/statuses/{id}/pin", Member("write:accounts"), statuses::not_yet);
    t.post("/api/v1/statuses/{id}/unpin", Member("write:accounts"), statuses::as_it_is);
    t.post("/api/v1/statuses/{id}/translate", Public("read:statuses"), statuses::not_yet);
    t.get("/api/soulava/v1/posts/{id}/uses", Public("read:statuses"), statuses::uses);
    t.post("/api/soulava/v1/posts/{id}/uses", Member("write:statuses"), statuses::use_it);
    t.post("/api/v1/media", Member("write:media").with_files().counted(Bucket::Upload), media::upload);
    t.post("/api/v2/media", Member("write:media").with_files().counted(Bucket::Upload), media::upload);
    t.get("/api/v1/media/{id}", Member("write:media"), media::show);
    t.put("/api/v1/media/{id}", Member("write:media"), media::update);
    t.delete("/api/v1/media/{id}", Member("write:media"), media::delete);

    // Lists of posts.
    t.get("/api/v1/timelines/home", Member("read:statuses"), timelines::at_home);
    t.get("/api/v1/timelines/public", Public("read:statuses"), timelines::public);
    t.get("/api/v1/timelines/tag/{hashtag}", Public("read:statuses"), timelines::tag);
    t.get("/api/v1/timelines/direct", Member("read:statuses"), timelines::direct);
    t.get("/api/v1/accounts/{id}/statuses", Public("read:statuses"), timelines::of_account);
    t.get("/api/v1/favourites", Member("read:favourites"), timelines::favourites);
    t.get("/api/v1/bookmarks", Member("read:bookmarks"), timelines::bookmarks);
    t.get("/api/v1/conversations", Member("read:statuses"), statuses::conversations);
    t.post("/api/v1/conversations/{id}/read", Member("write:conversations"), statuses::conversation_read);
    t.get("/api/v2/search", Public("read:search").counted(Bucket::Search), search::find);
    t.get("/api/v1/tags/{name}", Public(""), search::tag);
    t.get("/api/v1/custom_emojis", Public(""), search::custom_emojis);
    t.get("/api/v1/followed_tags", Member("read:follows"), quiet::none);

    // Between people.
    t.get("/api/v1/accounts/relationships", Member("read:follows"), relations::relationships);
    t.get("/api/v1/accounts/familiar_followers", Member("read:follows"), relations::familiar_followers);
    t.get("/api/v1/accounts/{id}/followers", Public("read:accounts"), relations::followers);
    t.get("/api/v1/accounts/{id}/following", Public("read:accounts"), relations::following);
    t.post("/api/v1/accounts/{id}/follow", Member("write:follows"), relations::follow);
    t.post("/api/v1/accounts/{id}/unfollow", Member("write:follows"), relations::unfollow);
    t.post("/api/v1/accounts/{id}/remove_from_followers", Member("write:follows"), relations::remove_follower);
    t.post("/api/v1/accounts/{id}/block", Member("write:blocks"), relations::block);
    t.post("/api/v1/accounts/{id}/unblock", Member("write:blocks"), relations::unblock);
    t.post("/api/v1/accounts/{id}/mute", Member("write:mutes"), relations::mute);
    t.post("/api/v1/accounts/{id}/unmute", Member("write:mutes"), relations::unmute);
    t.post("/api/v1/accounts/{id}/note", Member("write:accounts"), relations::note);
    t.post("/api/v1/accounts/{id}/unendorse", Member("write:accounts"), relations::as_it_is);
    t.post("/api/v1/accounts/{id}/unpin", Member("write:accounts"), relations::as_it_is);
    t.get("/api/v1/follow_requests", Member("read:follows"), relations::requests);
    t.post("/api/v1/follow_requests/{id}/authorize", Member("write:follows"), relations::accept);
    t.post("/api/v1/follow_requests/{id}/reject", Member("write:follows"), relations::reject);
    t.get("/api/v1/blocks", Member("read:blocks"), relations::blocks);
    t.get("/api/v1/mutes", Member("read:mutes"), relations::mutes);

    // What somebody should hear of.
    t.get("/api/v1/notifications", Member("read:notifications"), notifications::list);
    t.get("/api/v1/notifications/unread_count", Member("read:notifications"), notifications::unread_count);
    t.get("/api/v1/notifications/requests", Member("read:notifications"), quiet::none);
    t.get("/api/v1/notifications/requests/{id}", Member("read:notifications"), quiet::missing);
    t.post("/api/v1/notifications/requests/accept", Member("write:notifications"), quiet::done);
    t.post("/api/v1/notifications/requests/dismiss", Member("write:notifications"), quiet::done);
    t.post("/api/v1/notifications/requests/{id}/accept", Member("write:notifications"), quiet::missing);
    t.post("/api/v1/notifications/requests/{id}/dismiss", Member("write:notifications"), quiet::missing);
    t.get("/api/v1/notifications/requests/merged", Member("read:notifications"), notifications::merged);
    t.get("/api/v1/notifications/{id}", Member("read:notifications"), notifications::show);
    t.post("/api/v1/notifications/clear", Member("write:notifications"), notifications::clear);
    t.post("/api/v1/notifications/{id}/dismiss", Member("write:notifications"), notifications::dismiss);
    t.get("/api/v2/notifications", Member("read:notifications"), notifications::groups);
    t.get("/api/v2/notifications/unread_count", Member("read:notifications"), notifications::unread_count);
    t.get("/api/v2/notifications/policy", Member("read:notifications"), notifications::policy);
    t.patch("/api/v2/notifications/policy", Member("write:notifications"), notifications::policy);
    t.get("/api/v2/notifications/{key}", Member("read:notifications"), notifications::group);
    t.get("/api/v2/notifications/{key}/accounts", Member("read:notifications"), notifications::group_accounts);
    t.post("/api/v2/notifications/{key}/dismiss", Member("write:notifications"), notifications::dismiss_group);
    t.get("/api/v1/markers", Member("read:statuses"), markers::list);
    t.post("/api/v1/markers", Member("write:statuses"), markers::save);

    // Gifts: what is ours. Described in openapi.json.
    t.get("/api/soulava/v1/openapi.json", Policy::Open, soulava::openapi);
    t.get("/api/soulava/v1/currencies", Public("read:statuses"), soulava::currencies::list);
    t.post("/api/soulava/v1/currencies", Member("write:statuses"), soulava::currencies::create);
    t.get("/api/soulava/v1/currencies/{slug}", Public("read:statuses"), soulava::currencies::show);
    t.get("/api/soulava/v1/currencies/{slug}/gifts", Public("read:statuses"), soulava::currencies::given);
    t.post("/api/soulava/v1/currencies/{slug}/heirlooms", Policy::Host("write:statuses"), soulava::currencies::mint);
    t.post("/api/soulava/v1/gifts", Member("write:statuses"), soulava::gifts::give);
    t.post("/api/soulava/v1/gifts/hint", Member("write:statuses"), soulava::gifts::hint);
    t.get("/api/soulava/v1/gifts/{id}", Public("read:statuses"), soulava::gifts::show);
    t.post("/api/soulava/v1/gifts/{id}/accept", Member("write:statuses"), soulava::gifts::accept);
    t.post("/api/soulava/v1/gifts/{id}/decline", Member("write:statuses"), soulava::gifts::decline);
    t.post("/api/soulava/v1/gifts/{id}/withdraw", Member("write:statuses"), soulava::gifts::withdraw);
    t.post("/api/soulava/v1/gifts/{id}/retract", Member("write:statuses"), soulava::gifts::retract);
    t.post("/api/soulava/v1/gifts/{id}/share_costs", Member("write:statuses"), soulava::gifts::share_costs);
    t.get("/api/soulava/v1/accounts/{id}/gifts/received", Public("read:statuses"), soulava::gifts::received);
    t.get("/api/soulava/v1/accounts/{id}/gifts/given", Public("read:statuses"), soulava::gifts::given);
    t.get("/api/soulava/v1/accounts/{id}/gifts/between", Member("read:statuses"), soulava::gifts::between);
    t.get("/api/soulava/v1/allowance", Member("read:statuses"), soulava::gifts::allowance);
    t.get("/api/soulava/v1/heirlooms/{id}", Public("read:statuses"), soulava::heirlooms::story);
    t.post("/api/soulava/v1/heirlooms/{id}/pass", Member("write:statuses"), soulava::heirlooms::pass);
    t.post("/api/soulava/v1/heirlooms/{id}/accept", Member("write:statuses"), soulava::heirlooms::accept);
    t.get("/api/soulava/v1/orbits", Member("read:accounts"), soulava::orbits::mine);
    t.get("/api/soulava/v1/orbits/{around}", Member("read:accounts"), soulava::orbits::around);
    t.get("/api/soulava/v1/accounts/{id}/standing", Public("read:accounts"), soulava::standing::show);
    t.get("/api/soulava/v1/accounts/{id}/standing/view", Member("read:accounts"), soulava::standing::view);
    t.post("/api/soulava/v1/standing/hide", Member("write:accounts"), soulava::standing::hide);
    t.post("/api/soulava/v1/standing/show", Member("write:accounts"), soulava::standing::unhide);
    t.post("/api/soulava/v1/standing/contest", Member("write:accounts"), soulava::standing::contest);
    t.get("/api/soulava/v1/standing/questions", Member("read:accounts"), soulava::standing::questions);
    t.post("/api/soulava/v1/standing/questions/{id}/appeal", Member("write:accounts"), soulava::standing::appeal);
    t.get("/api/soulava/v1/vouches", Member("read:accounts"), soulava::vouches::list);
    t.get("/api/soulava/v1/vouches/received", Member("read:accounts"), soulava::vouches::received);
    t.post("/api/soulava/v1/vouches", Member("write:accounts"), soulava::vouches::vouch);
    t.delete("/api/soulava/v1/vouches/{id}", Member("write:accounts"), soulava::vouches::withdraw);
    t.get("/api/soulava/v1/waiting", Member("read:statuses"), soulava::waiting::list);
    t.post("/api/soulava/v1/waiting/{id}/dismiss", Member("write:statuses"), soulava::waiting::dismiss);

    // Ties: between two, and nobody else.
    t.get("/api/soulava/v1/ties", Member("read:accounts"), soulava::ties::list);
    t.get("/api/soulava/v1/ties/{id}", Member("read:accounts"), soulava::ties::show);
    t.get("/api/soulava/v1/ties/{id}/history", Member("read:accounts"), soulava::ties::history);
    t.post("/api/soulava/v1/ties/{id}/greet", Member("write:statuses"), soulava::ties::greet);
    t.post("/api/soulava/v1/ties/{id}/hide", Member("write:accounts"), soulava::ties::hide);
    t.post("/api/soulava/v1/ties/{id}/show", Member("write:accounts"), soulava::ties::unhide);
    t.post("/api/soulava/v1/ties/{id}/rest", Member("write:accounts"), soulava::ties::rest);
    t.post("/api/soulava/v1/ties/{id}/wake", Member("write:accounts"), soulava::ties::wake);
    t.post("/api/soulava/v1/ties/{id}/end", Member("write:accounts"), soulava::ties::end);
    t.post("/api/soulava/v1/ties/{id}/erase", Member("write:accounts"), soulava::ties::erase);
    t.get("/api/soulava/v1/posts/{id}/why", Member("read:statuses"), soulava::ties::why);
    t.get("/api/v1/suggestions", Member("read"), suggestions::first);
    t.get("/api/v2/suggestions", Member("read"), suggestions::second);
    t.delete("/api/v1/suggestions/{id}", Member("write"), suggestions::hide);

    // Bringing people together.
    t.get("/api/soulava/v1/introductions", Member("read:statuses"), soulava::introductions::list);
    t.post("/api/soulava/v1/introductions", Member("write:statuses"), soulava::introductions::offer);
    t.get("/api/soulava/v1/introductions/suggestion", Member("read:statuses"), soulava::introductions::suggestion);
    t.post("/api/soulava/v1/introductions/suggestion/{id}/set_aside", Member("write:statuses"), soulava::introductions::set_aside);
    t.get("/api/soulava/v1/introductions/wishes", Member("read:statuses"), soulava::introductions::wishes);
    t.put("/api/soulava/v1/introductions/wishes", Member("write:statuses"), soulava::introductions::set_wishes);
    t.put("/api/soulava/v1/introductions/never/{id}", Member("write:statuses"), soulava::introductions::never);
    t.delete("/api/soulava/v1/introductions/never/{id}", Member("write:statuses"), soulava::introductions::never_no_more);
    t.get("/api/soulava/v1/introductions/{id}", Member("read:statuses"), soulava::introductions::show);
    t.post("/api/soulava/v1/introductions/{id}/answer", Member("write:statuses"), soulava::introductions::answer);
    t.post("/api/soulava/v1/introductions/{id}/glad", Member("write:statuses"), soulava::introductions::glad);
    t.get("/api/soulava/v1/meetups", Member("read:statuses"), soulava::introductions::meetups);
    t.post("/api/soulava/v1/meetups/join", Member("write:statuses"), soulava::introductions::join);
    t.post("/api/soulava/v1/meetups/leave", Member("write:statuses"), soulava::introductions::leave);
    t.post("/api/soulava/v1/meetups/skip", Member("write:statuses"), soulava::introductions::skip);
    t.post("/api/soulava/v1/meetups/{id}/met", Member("write:statuses"), soulava::introductions::met);
    t.get("/api/soulava/v1/newcomers", Member("read:statuses"), soulava::introductions::newcomers);

    // What is not built yet answers truthfully: there is none.
    t.get("/health", Policy::Open, quiet::health);
    t.get("/api/v1/lists", Member("read:lists"), quiet::none);
    t.get("/api/v1/lists/{id}", Member("read:lists"), quiet::missing);
    t.get("/api/v1/accounts/{id}/lists", Member("read:lists"), quiet::none);
    t.get("/api/v1/timelines/list/{id}", Member("read:lists"), quiet::missing);
    t.get("/api/v1/filters", Member("read:filters"), quiet::none);
    t.get("/api/v1/filters/{id}", Member("read:filters"), quiet::missing);
    t.get("/api/v2/filters", Member("read:filters"), quiet::none);
    t.get("/api/v2/filters/{id}", Member("read:filters"), quiet::missing);
    t.get("/api/v1/push/subscription", Member("push"), quiet::missing);
    t.delete("/api/v1/push/subscription", Member("push"), quiet::done);
    t.get("/api/v1/announcements", Member(""), quiet::none);
    t.get("/api/v1/trends", Public(""), quiet::none);
    t.get("/api/v1/trends/tags", Public(""), quiet::none);
    t.get("/api/v1/trends/statuses", Public(""), quiet::none);
    t.get("/api/v1/trends/links", Public(""), quiet::none);
    t.get("/api/v1/endorsements", Member("read:accounts"), quiet::none);
    t.get("/api/v1/featured_tags", Member("read:accounts"), quiet::none);
    t.get("/api/v1/featured_tags/suggestions", Member("read:accounts"), quiet::none);
    t.get("/api/v1/accounts/{id}/featured_tags", Public("read:accounts"), quiet::none);
    t.get("/api/v1/accounts/{id}/endorsements", Public("read:accounts"), quiet::none);
    t.get("/api/v1/accounts/{id}/identity_proofs", Public("read:accounts"), quiet::none);
    t.get("/api/v1/scheduled_statuses", Member("read:statuses"), quiet::none);
    t.get("/api/v1/scheduled_statuses/{id}", Member("read:statuses"), quiet::missing);
    t.get("/api/v1/domain_blocks", Member("read:blocks"), quiet::none);
    t.get("/api/v1/polls/{id}", Public("read:statuses"), quiet::missing);
    t
}

/// The router over `app`, without the [`crate::door`], which goes round all doors together.
pub fn router(app: App) -> Router {
    table().router.route("/api/{*rest}", any(unknown)).method_not_allowed_fallback(wrong_method).with_state(app)
}

/// Puts the [`crate::door`] round the merged routers of all doors.
pub fn behind_door(app: App, router: Router) -> Router {
    router.layer(middleware::from_fn_with_state(app, door))
}

/// Every route with its policy, for the matrix in `docs/routes.md` and its test.
pub fn routes() -> Vec<Route> {
    table().routes
}

/// One line of the matrix.
#[derive(Clone, Debug)]
pub struct Route {
    /// In capitals.
    pub method: &'static str,
    /// With `{id}` for parameters.
    pub path: &'static str,
    /// Who may call it.
    pub policy: Policy,
}

/// Collects routes; each method takes a policy and a handler, so neither can be forgotten.
#[derive(Default)]
struct Table {
    router: Router<App>,
    routes: Vec<Route>,
}

macro_rules! methods {
    ($($name:ident $filter:ident $method:literal),*) => {$(
        #[allow(dead_code)]
        fn $name<T: Send + 'static>(&mut self, path: &'static str, rule: impl Into<Rule>, handler: impl Handler<T, App>) {
            self.add($method, MethodFilter::$filter, path, rule.into(), handler);
        }
    )*};
}

impl Table {
    methods!(get GET "GET", post POST "POST", put PUT "PUT", patch PATCH "PATCH", delete DELETE "DELETE");

    fn add<T: Send + 'static>(
        &mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        rule: Rule,
        handler: impl Handler<T, App>,
    ) {
        self.routes.push(Route { method, path, policy: rule.policy });
        let guarded = Guarded { rule, handler };
        self.router = std::mem::take(&mut self.router).route(path, on(filter, guarded));
    }
}

async fn unknown() -> impl IntoResponse {
    Failure::new(StatusCode::NOT_FOUND, "Not Found")
}

async fn wrong_method() -> impl IntoResponse {
    Failure::new(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed")
}
