//! Every path of the pages, each with who may open it. A path without that cannot be written.

use std::future::Future;
use std::pin::Pin;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, get, on};
use soulava_social::{Refusal, Role};

use crate::page::Trouble;
use crate::pages::{
    about, begin, cases, compose, consent, currencies, demo, door, gifts, heirlooms, host, introductions, invite, join,
    landing, meetups, newcomers, news, orbits, person, pictures, post, search, settings, shell, sign, square, standing,
    ties, waiting,
};
use crate::visit::Visit;
use crate::{Web, assets, forms, live, visit};
use Who::{Anybody, Host, Member, Staff};

/// Who may open a page. Checked before its handler runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Also somebody passing by.
    Anybody,
    /// Somebody signed in; others are led to the sign-in page and back.
    Member,
    /// A moderator or host; to others the page does not exist.
    Staff,
    /// A host; to others the page does not exist.
    Host,
}

/// All paths. Order within a section: reading before writing.
#[rustfmt::skip]
fn table() -> Table {
    let mut t = Table::default();

    // The frame.
    t.post("/language", Anybody, shell::set_language);
    t.get("/", Anybody, landing::home);
    t.get("/live", Member, live::show);
    t.get("/rules", Anybody, about::rules);
    t.get("/about", Anybody, about::about);
    t.get("/help", Anybody, about::help);

    // Coming in and going out.
    t.get("/sign-in", Anybody, sign::show);
    t.post("/sign-in", Anybody, sign::enter);
    t.get("/sign-out", Anybody, sign::left);
    t.post("/sign-out", Anybody, sign::leave);
    t.get("/forgot", Anybody, sign::forgot);
    t.get("/reset", Anybody, sign::forgot);
    t.post("/forgot", Anybody, sign::send_reset);
    t.get("/reset/{token}", Anybody, sign::reset);
    t.post("/reset/{token}", Anybody, sign::set_password);
    t.get("/confirm", Anybody, sign::unconfirmed);
    t.post("/confirm", Anybody, sign::send_again);
    t.get("/confirm/{token}", Anybody, sign::confirm);
    t.post("/confirm/{token}", Anybody, sign::confirmed);
    t.get("/join", Anybody, join::paste);
    t.get("/join/{token}", Anybody, join::show);
    t.post("/join/{token}", Anybody, join::accept);
    t.get("/ring", Anybody, join::ring);
    t.post("/ring", Anybody, join::rung);
    t.get("/demo", Anybody, demo::show);
    t.post("/demo", Anybody, demo::enter);

    // The first ten minutes, and inviting.
    t.get("/begin/{token}", Anybody, begin::show);
    t.post("/begin/{token}", Anybody, begin::begin);
    t.get("/begin/check", Host, begin::check);
    t.post("/begin/check", Host, begin::checked);
    t.get("/begin/currency", Host, begin::currency);
    t.post("/begin/currency", Host, begin::make_currency);
    t.get("/begin/invite", Host, invite::first_three);
    t.get("/invite", Member, invite::show);
    t.post("/invite", Member, invite::make);
    t.get("/invite/made/{token}", Member, invite::made);
    t.post("/invite/withdraw", Member, invite::withdraw);
    t.get("/host/people", Staff, door::show);
    t.post("/host/people", Staff, door::answer);
    t.post("/host/people/know", Host, door::know);
    t.get("/host/swaps", Staff, cases::list);
    t.post("/host/swaps", Staff, cases::decide);
    t.get("/standing/contest", Member, standing::contest_form);
    t.post("/standing/contest", Member, standing::contest);
    t.post("/standing/hide", Member, standing::hide);
    t.get("/standing/questions/{id}", Member, cases::show);
    t.post("/standing/questions/{id}/appeal", Member, cases::appeal);
    t.get("/host/square", Host, host::show);
    t.post("/host/square", Host, host::save);

    // Apps, and one's own.
    t.get("/oauth/authorize", Anybody, consent::show);
    t.post("/oauth/authorize", Member, consent::answer);
    t.get("/settings", Member, settings::profile);
    t.post("/settings", Member, settings::save_profile);
    t.get("/settings/calm", Member, settings::calm);
    t.post("/settings/calm", Member, settings::save_calm);
    t.get("/settings/sign-in", Member, settings::sign);
    t.post("/settings/password", Member, settings::change_password);
    t.post("/settings/sessions/close", Member, settings::close_session);
    t.post("/settings/sessions/close-others", Member, settings::close_others);
    t.get("/settings/apps", Member, settings::apps);
    t.post("/settings/apps/revoke", Member, settings::revoke);
    t.get("/settings/leave", Member, settings::leave);
    t.post("/settings/leave", Member, settings::left);
    t.get("/left", Anybody, settings::after);

    // The square.
    t.get("/square", Member, square::show);
    t.get("/posts/new", Member, compose::new);
    t.post("/posts", Member, compose::publish);
    t.get("/@{name}/{id}", Anybody, post::show);
    t.get("/@{name}/{id}/why", Anybody, post::why);
    t.get("/@{name}/{id}/history", Anybody, post::history);
    t.get("/@{name}/{id}/made", Member, post::made_form);
    t.post("/@{name}/{id}/made", Member, post::made);
    t.post("/@{name}/{id}/act", Member, post::act);
    t.get("/@{name}/{id}/edit", Member, compose::edit_form);
    t.post("/@{name}/{id}/edit", Member, compose::edit);
    t.get("/@{name}/{id}/delete", Member, compose::delete_form);
    t.post("/@{name}/{id}/delete", Member, compose::delete);
    t.get("/search", Anybody, search::show);
    t.get("/tags/{name}", Anybody, search::tag);

    // People and stalls.
    t.get("/@{name}", Anybody, person::show);
    t.post("/@{name}/relation", Member, person::relate);
    t.post("/@{name}/note", Member, person::note);
    t.post("/@{name}/vouch", Member, person::vouch);
    t.get("/@{name}/standing", Anybody, standing::show);
    t.get("/@{name}/standing.json", Member, standing::json);

    // Ties: between the two, and nobody else.
    t.get("/ties", Member, ties::list);
    t.get("/ties/{name}", Member, ties::show);
    t.post("/ties/{name}/greet", Member, ties::greet);
    t.post("/ties/{name}/care", Member, ties::care);

    // Bringing people together.
    t.get("/introductions", Member, introductions::list);
    t.post("/introductions", Member, introductions::offer);
    t.get("/introductions/new", Member, introductions::new);
    t.post("/introductions/aside", Member, introductions::aside);
    t.get("/introductions/{id}", Member, introductions::show);
    t.post("/introductions/{id}", Member, introductions::answer);
    t.post("/introductions/{id}/glad", Member, introductions::glad);
    t.get("/settings/introductions", Member, introductions::wishes);
    t.post("/settings/introductions", Member, introductions::save_wishes);
    t.get("/host/introductions", Host, introductions::host);
    t.get("/meetups", Member, meetups::show);
    t.post("/meetups", Member, meetups::act);
    t.post("/host/meetups", Host, meetups::set_every);
    t.get("/newcomers", Member, newcomers::show);
    t.post("/newcomers/greet", Member, newcomers::greet);
    t.post("/host/greeters", Host, newcomers::set_greeter);
    t.get("/invite/{id}/people", Member, newcomers::pick);
    t.post("/invite/{id}/people", Member, newcomers::picked);

    // Gifts.
    t.get("/gifts/new", Member, gifts::new);
    t.post("/gifts", Member, gifts::give);
    t.get("/gifts/{id}", Anybody, gifts::show);
    t.post("/gifts/{id}/acknowledge", Member, gifts::acknowledge);
    t.post("/gifts/{id}/decline", Member, gifts::decline);
    t.post("/gifts/{id}/withdraw", Member, gifts::withdraw);
    t.post("/gifts/{id}/retract", Member, gifts::retract);
    t.post("/gifts/{id}/costs", Member, gifts::costs);
    t.get("/currencies", Anybody, currencies::list);
    t.get("/currencies/{slug}", Anybody, currencies::show);
    t.get("/heirlooms/{slug}", Anybody, heirlooms::first);
    t.get("/heirlooms/{slug}/{number}", Anybody, heirlooms::show);
    t.post("/heirlooms/{slug}/{number}/pass", Member, heirlooms::pass);

    // What waits, and what happened.
    t.get("/waiting", Member, waiting::list);
    t.post("/waiting/follow", Member, waiting::follow);
    t.post("/waiting/bell", Staff, waiting::bell);
    t.post("/waiting/settle", Member, waiting::settle);
    t.post("/waiting/describe", Member, waiting::describe);
    t.get("/news", Member, news::list);
    t.get("/orbits", Member, orbits::show);
    t
}

/// All pages, to be merged into the server's router. Paths nobody else knows end here too, as a page.
pub fn router(web: Web) -> Router {
    table()
        .router
        .fallback(shell::missing)
        .layer(DefaultBodyLimit::max(forms::UPLOAD_BYTES_MAX))
        .layer(middleware::from_fn_with_state(web.clone(), visit::layer))
        .route("/assets/{file}", get(assets::show))
        .route("/assets/emblems/{file}", get(pictures::tray))
        .route("/emblems/{file}", get(pictures::emblem))
        .route("/portraits/{file}", get(pictures::portrait))
        .route("/media/{file}", get(pictures::media))
        .with_state(web)
}

/// Every path with its method and who may open it, for the matrix of routes and its test.
pub fn routes() -> Vec<(&'static str, &'static str, Who)> {
    table().routes
}

#[derive(Default)]
struct Table {
    router: Router<Web>,
    routes: Vec<(&'static str, &'static str, Who)>,
}

impl Table {
    fn get<T: 'static>(&mut self, path: &'static str, who: Who, handler: impl Handler<T, Web>) {
        self.add("GET", MethodFilter::GET, path, who, handler);
    }

    fn post<T: 'static>(&mut self, path: &'static str, who: Who, handler: impl Handler<T, Web>) {
        self.add("POST", MethodFilter::POST, path, who, handler);
    }

    fn add<T: 'static>(
        &mut self,
        method: &'static str,
        filter: MethodFilter,
        path: &'static str,
        who: Who,
        handler: impl Handler<T, Web>,
    ) {
        self.routes.push((method, path, who));
        self.router = std::mem::take(&mut self.router).route(path, on(filter, Guarded { who, handler }));
    }
}

/// A handler behind its question.
#[derive(Clone)]
struct Guarded<H> {
    who: Who,
    handler: H,
}

impl<H, T> Handler<T, Web> for Guarded<H>
where
    H: Handler<T, Web>,
    T: 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, web: Web) -> Self::Future {
        let refused =
            request.extensions().get::<Visit>().map_or(Some(Trouble::Forged), |visit| refusal(visit, self.who));
        Box::pin(async move {
            match refused {
                Some(trouble) => trouble.into_response(),
                None => self.handler.call(request, web).await,
            }
        })
    }
}

fn refusal(visit: &Visit, who: Who) -> Option<Trouble> {
    let role = visit.signed().map(|signed| signed.member.role);
    match (who, role) {
        (Who::Anybody, _) | (Who::Member, Some(_)) => None,
        (Who::Staff, Some(role)) if role >= Role::Moderator => None,
        (Who::Host, Some(Role::Host)) => None,
        (_, None) => Some(Trouble::SignIn),
        (_, Some(_)) => Some(Trouble::Refused(Refusal::NotFound)),
    }
}
