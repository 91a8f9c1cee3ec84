//! A person's or a stall's page: whom one talks with, what they say, and why people thanked them.

use askama::Template;
use axum::extract::{Path, Query};
use serde::Deserialize;
use soulava_social::accounts::{AccountView, Kind, State};
use soulava_social::relations::{self, FollowOptions, Relationship};
use soulava_social::timelines::{self, Filter};
use soulava_social::vouches::{self, Vouching};
use soulava_social::{AccountId, Page, Refusal, Result, Role, Tx, accounts, currencies, gifts, stalls, standing, ties};

use crate::fmt;
use crate::forms::Sent;
use crate::page::{Answer, Frame, Place, see};
use crate::pages::currencies::CurrencyLine;
use crate::pages::post::Preview;
use crate::pages::square::{self, PAGE};
use crate::view::tie::tie_sentence;
use crate::view::{Bead, Bonds, Face, GiftCard, Reason, Surroundings, first_name, handle, known, page_of, start_of};
use crate::visit::Visit;

/// Reasons on the shelf before "all of them".
const SHELF: u32 = 6;
/// Reasons on the shelf when it is opened.
const WHOLE_SHELF: u32 = 40;

/// The query of a person's page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Looking {
    before: String,
    shelf: String,
}

/// Somebody, as their page shows them to this viewer.
pub struct Who {
    face: Face,
    handle: String,
    address: String,
    stall: bool,
    bot: bool,
    shadow: bool,
    awning: String,
    relation: String,
    history: Option<String>,
    /// "Bring Fenna together with somebody", for who knows them.
    bring: Option<String>,
    greets: bool,
    greeted: Option<String>,
    greet_label: String,
    note: String,
    lang: String,
    fields: Vec<(String, String)>,
    since: String,
    keeps: String,
    you: bool,
    acts: bool,
    can_give: bool,
    give: String,
    give_label: String,
    follow_do: &'static str,
    follow_label: String,
    write_label: String,
    private_note: String,
    more_label: String,
    muting: bool,
    mute_label: String,
    mute_hint: String,
    blocking: bool,
    block_label: String,
    block_hint: String,
}

/// A keeper of a stall.
pub struct KeeperLine {
    face: Face,
    role: String,
    rel: String,
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    f: Frame,
    who: Who,
    keepers: Vec<KeeperLine>,
    /// The map of who is near the stall, for its keepers.
    near: Option<String>,
    beads: Vec<Bead>,
    older: Option<String>,
    end: String,
    posts_title: String,
    posts_none: String,
    shelf: Vec<GiftCard>,
    shelf_title: String,
    shelf_none: String,
    shelf_more: Option<String>,
    currencies: Vec<CurrencyLine>,
    about: String,
    here: String,
    preview: Preview,
    vouch: Option<VouchBox>,
    known: String,
    band: String,
}

/// What the viewer may say of having met somebody.
pub struct VouchBox {
    text: String,
    act: &'static str,
    label: String,
}

/// Finds somebody by the handle in a path.
pub fn find(tx: &Tx, name: &str, host: &str) -> Result<AccountId> {
    let (username, domain) = name.split_once('@').unwrap_or((name, ""));
    let domain = if domain.eq_ignore_ascii_case(host) { "" } else { domain };
    accounts::by_name(tx, username, domain)?.ok_or_else(Refusal::not_found)
}

/// `GET /@{name}`
pub async fn show(visit: Visit, Path(name): Path<String>, Query(looking): Query<Looking>) -> Answer {
    let (viewer, lang, now) = (visit.viewer(), visit.lang(), visit.now_ms());
    let host = visit.web().urls.host().to_owned();
    let before = looking.before.parse::<i64>().ok().filter(|id| *id > 0);
    let shelf_size = if looking.shelf.is_empty() { SHELF } else { WHOLE_SHELF };
    let read = visit.db().read(move |tx| {
        let id = find(tx, &name, &host)?;
        let account = accounts::view(tx, id)?;
        if !matches!(account.state, State::Active | State::Shadow) {
            return Err(Refusal::not_found());
        }
        let page = Page { max_id: before, ..Page::first(PAGE) };
        let found = timelines::account(tx, &viewer, id, page, &Filter { exclude_replies: true, ..Filter::default() })?;
        let more = found.items.len() == PAGE as usize;
        let around = Surroundings::of(tx, &viewer, &found.items)?;
        let shelf = gifts::received_by(tx, &viewer, id, Page::first(shelf_size))?;
        let (mut keepings, mut own, mut between) = (Vec::new(), Vec::new(), 0);
        if account.kind == Kind::Stall {
            keepings = stalls::keepers(tx, id)?;
            own = currencies::list(tx)?.into_iter().filter(|c| c.stall == Some(id) && !c.rests).collect();
        } else {
            let kept = stalls::kept_by(tx, id)?;
            own.clear();
            keepings.extend(kept);
        }
        let people: Vec<AccountId> = keepings.iter().map(|k| k.account).collect();
        let faces = accounts::views(tx, &people)?;
        let mut asked = people;
        asked.push(id);
        let bonds = Bonds::load(tx, &viewer, &asked)?;
        let greeted = match viewer.0.as_ref().filter(|member| member.person != id) {
            Some(member) => ties::greeted(tx, member, id)?,
            None => false,
        };
        if let Some(member) = viewer.0.as_ref().filter(|member| member.person != id) {
            between = gifts::between(tx, &viewer, member.person, id, Page::first(40))?.items.len();
        }
        let met = match viewer.0.as_ref().filter(|member| member.person != id && account.kind == Kind::Person) {
            Some(member) => Some((vouches::of(tx, id)?, vouches::is_vetted(tx, member.person)?)),
            None => None,
        };
        let you = viewer.0.as_ref().is_some_and(|member| member.account == id);
        let topics = if account.kind == Kind::Person && (you || !standing::is_hidden(tx, id)?) {
            standing::known_for(tx, &viewer, id)?
        } else {
            Vec::new()
        };
        let met = (met, topics);
        let last = found.last.filter(|_| more);
        Ok::<_, soulava_social::Error>((
            account,
            around,
            last,
            shelf,
            keepings,
            faces,
            (bonds, greeted),
            own,
            between,
            met,
        ))
    });
    let (account, around, last, shelf, keepings, faces, (bonds, greeted), own, between, met) = read.await?;
    let (met, topics) = met;
    let vouch = met.and_then(|(theirs, vetted)| vouch_box(&visit, &account, &theirs, vetted));
    let me = visit.signed().map(|signed| signed.member.person);
    let here = page_of(&account);
    let name = first_name(&account);
    let you = me == Some(account.id);
    let stall = account.kind == Kind::Stall;
    let keeper = |k: &accounts::Keeping| {
        let person = faces.iter().find(|face| face.id == k.account)?;
        let role = match k.role.as_str() {
            "owner" => lang.t("person-keeper-owner"),
            "helper" => lang.t("person-keeper-helper"),
            _ => lang.t("person-keeper-keeper"),
        };
        let rel = bonds.line(lang, now, person);
        Some(KeeperLine { face: Face::of(person), role, rel })
    };
    let keepers: Vec<KeeperLine> = if stall { keepings.iter().filter_map(keeper).collect() } else { Vec::new() };
    let keeps: Vec<&str> = if stall { Vec::new() } else { keepings.iter().map(|k| k.display_name.as_str()).collect() };
    let is_staff = visit.signed().is_some_and(|signed| signed.member.is_staff());
    let near = stall && (is_staff || keepings.iter().any(|keeping| Some(keeping.account) == me));
    let near = near.then(|| format!("/orbits?around={}", account.username));
    let who = who(&visit, &account, &bonds, greeted, you, between, &keeps);
    let cards = shelf.items.iter().map(|gift| GiftCard::of(gift, lang, now, me, ""));
    let beads = around.beads(lang, now, &Reason::None);
    let urls = &visit.web().urls;
    let preview = Preview {
        title: account.display_name.clone(),
        description: start_of(&account.note, 200),
        url: urls.of(&here),
        image: urls.avatar(&account),
        kind: "profile",
        data: format!("/api/v1/accounts/lookup?acct={}", account.username),
        indexable: account.indexable,
    };
    let one = |you_key: &str, key: &str| if you { lang.t(you_key) } else { lang.with(key, &[("name", &name)]) };
    let place = if you {
        Place::You
    } else if stall {
        Place::Stall
    } else {
        Place::Elsewhere
    };
    visit.page(place, account.display_name.clone(), |f| PersonPage {
        end: square::end(&f.visit, around.posts().last().map(|view| view.post.created_at), last.is_none()),
        older: last.map(|id| format!("{here}?before={id}")),
        posts_title: one("person-posts-you", "person-posts"),
        posts_none: one("person-posts-none-you", "person-posts-none"),
        shelf_title: one("person-shelf-you", "person-shelf"),
        shelf_none: one("person-shelf-none-you", "person-shelf-none"),
        shelf: cards.collect(),
        shelf_more: (shelf.items.len() == SHELF as usize).then(|| format!("{here}?shelf=all#shelf")),
        currencies: own.iter().map(|currency| CurrencyLine::of(currency, lang, Some(&account))).collect(),
        about: lang.with("person-facts", &[("name", &name)]),
        here: here.clone(),
        who,
        keepers,
        near,
        beads,
        preview,
        vouch,
        known: known::sentence(lang, &topics),
        band: account.band.map(|it| known::band(lang, it)).unwrap_or_default(),
        f,
    })
}

fn who(
    visit: &Visit,
    account: &AccountView,
    bonds: &Bonds,
    greeted: bool,
    you: bool,
    between: usize,
    keeps: &[&str],
) -> Who {
    let (lang, now) = (visit.lang(), visit.now_ms());
    let name = first_name(account);
    let named = |key: &str| lang.with(key, &[("name", &name)]);
    let stall = account.kind == Kind::Stall;
    let r = bonds.relation(account.id);
    let tie = bonds.tie(account.id).filter(|_| !you && r.is_none_or(|r| !r.blocking));
    let mut sentence = if you {
        lang.t("person-relation-you")
    } else if r.is_none() {
        named("person-relation-passer")
    } else if let Some(tie) = tie.filter(|tie| tie.stage.is_some()) {
        tie_sentence(lang, now, &name, tie)
    } else {
        bonds.line(lang, now, account)
    };
    if between > 0 && tie.is_none_or(|tie| tie.stage.is_none()) {
        sentence = format!("{sentence}. {}", lang.with("person-gifts-between", &[("count", &between)]));
    }
    let none = Relationship::default();
    let r = r.unwrap_or(&none);
    let (follow_do, follow_key) = match r {
        r if r.following => ("unfollow", "person-unfollow"),
        r if r.requested => ("unfollow", "person-asked-cancel"),
        _ if account.locked => ("follow", "person-ask-follow"),
        _ if stall => ("follow", "person-follow-stall"),
        _ => ("follow", "person-follow"),
    };
    let shadow = account.state == State::Shadow;
    Who {
        address: format!("{}@{}", account.username, visit.web().urls.host()),
        handle: handle(account),
        give: format!("/gifts/new?to={}", handle(account)),
        give_label: named("person-give"),
        awning: if account.awning.is_empty() { String::new() } else { format!(" awning--{}", account.awning) },
        relation: sentence,
        history: tie.map(|_| format!("/ties/{}", handle(account))),
        bring: tie.filter(|tie| tie.stage.is_some()).map(|_| named("introduction-bring")),
        greets: !stall && account.state == State::Active && !account.bot,
        greeted: greeted.then(|| named("greet-done")),
        greet_label: named("greet-do"),
        note: account.note_html.clone(),
        lang: String::new(),
        fields: account.fields.iter().map(|field| (field.name.clone(), field.value_html.clone())).collect(),
        since: lang.with("person-since", &[("when", &fmt::date(lang, account.created_at.min(now)))]),
        keeps: if keeps.is_empty() {
            String::new()
        } else {
            lang.with("person-keeps", &[("stalls", &fmt::names(lang, keeps, 3))])
        },
        acts: visit.signed().is_some() && !you && !shadow,
        can_give: !r.blocking && !r.blocked_by,
        follow_do,
        follow_label: lang.t(follow_key),
        write_label: named("person-write"),
        private_note: r.note.clone(),
        more_label: named("person-more"),
        muting: r.muting,
        mute_label: named(if r.muting { "person-unmute" } else { "person-mute" }),
        mute_hint: named("person-mute-hint"),
        blocking: r.blocking,
        block_label: if r.blocking { named("person-unblock") } else { lang.t("person-block") },
        block_hint: named("person-block-hint"),
        bot: account.bot,
        face: Face::of(account),
        stall,
        shadow,
        you,
    }
}

/// A host knows somebody; another with a voice vouches for them; nobody else can say anything here.
fn vouch_box(visit: &Visit, account: &AccountView, theirs: &Vouching, vetted: bool) -> Option<VouchBox> {
    let signed = visit.signed()?;
    let (lang, name) = (visit.lang(), first_name(account));
    let boxed = |text: &str, act, label: &str| {
        let [text, label] = [text, label].map(|key| lang.with(key, &[("name", &name)]));
        Some(VouchBox { text, act, label })
    };
    let mine = theirs.vouches.iter().any(|it| it.voucher == signed.member.person);
    match signed.member.role {
        _ if mine => boxed("vouch-yours", "withdraw", "vouch-withdraw"),
        Role::Host if account.role == Some(Role::Host) => None,
        Role::Host if theirs.known => boxed("vouch-known", "unknow", "vouch-unknow"),
        Role::Host => boxed("vouch-know-hint", "know", "vouch-know-name"),
        _ if vetted => boxed("vouch-hint", "vouch", "vouch-do"),
        _ => None,
    }
}

/// `POST /@{name}/vouch`: vouch, withdraw, and a host's know and unknow.
pub async fn vouch(visit: Visit, Path(name): Path<String>, sent: Sent<RelationForm>) -> Answer {
    let (member, host) = (visit.member()?.clone(), visit.web().urls.host().to_owned());
    let (act, path) = (sent.form.act, format!("/@{name}"));
    visit
        .db()
        .write(move |tx| {
            let whom = find(tx, &name, &host)?;
            match act.as_str() {
                "vouch" => vouches::vouch(tx, &member, whom),
                "withdraw" => vouches::withdraw(tx, &member, whom),
                "know" => vouches::know(tx, &member, whom),
                "unknow" => vouches::unknow(tx, &member, whom),
                _ => Err(Refusal::not_found()),
            }
        })
        .await?;
    Ok(see(&path))
}

/// A button on a person's page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RelationForm {
    #[serde(rename = "do")]
    act: String,
}

/// `POST /@{name}/relation`: follow, mute, block, and each the other way round.
pub async fn relate(visit: Visit, Path(name): Path<String>, sent: Sent<RelationForm>) -> Answer {
    let (member, host) = (visit.member()?.clone(), visit.web().urls.host().to_owned());
    let (act, path) = (sent.form.act, format!("/@{name}"));
    visit
        .db()
        .write(move |tx| {
            let whom = find(tx, &name, &host)?;
            match act.as_str() {
                "follow" => relations::follow(tx, &member, whom, &FollowOptions::default()).map(drop),
                "unfollow" => relations::unfollow(tx, &member, whom),
                "mute" => relations::mute(tx, &member, whom, true, None),
                "unmute" => relations::unmute(tx, &member, whom),
                "block" => relations::block(tx, &member, whom),
                "unblock" => relations::unblock(tx, &member, whom),
                _ => Err(Refusal::not_found()),
            }
        })
        .await?;
    Ok(see(&path))
}

/// A private note.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    note: String,
}

/// `POST /@{name}/note`
pub async fn note(visit: Visit, Path(name): Path<String>, sent: Sent<NoteForm>) -> Answer {
    let (member, host) = (visit.member()?.clone(), visit.web().urls.host().to_owned());
    let path = format!("/@{name}");
    visit
        .db()
        .write(move |tx| {
            let whom = find(tx, &name, &host)?;
            relations::note(tx, &member, whom, &sent.form.note)
        })
        .await?;
    Ok(see(&path))
}
