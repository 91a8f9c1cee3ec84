//! Every route of the API on one page, each with its policy. A route without a policy cannot be written.

use axum::{Router, middleware};
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, any, on};

use crate::App;
use crate::door::door;
use crate::policy::Policy::{self, Member, Public};
use crate::policy::{Guarded, Rule};
use crate::reply::Failure;
use crate::routes::quiet;

/// All routes. Order within a section: reading before writing.
#[rustfmt::skip]
fn table() -> Table {
    let mut t = Table::default();

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
    t.get("/api/v1/suggestions", Member("read"), quiet::none);
    t.get("/api/v2/suggestions", Member("read"), quiet::none);
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
