//! A post as a bead on the string.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use soulava_social::accounts::AccountView;
use soulava_social::gifts::GiftView;
use soulava_social::posts::{MediaView, PostKind, PostView, UseKind, UseView, Visibility};
use soulava_social::ties::Stage;
use soulava_social::{AccountId, PostId, Result, Tx, Viewer};
use soulava_social::{accounts, gifts, posts, stalls};

use super::recipe::{self, Recipe};
use super::{Bonds, Face, GiftCard, emblem, first_name, handle, page_of, start_of, with_emblems};
use crate::fmt;
use crate::i18n::Lang;

/// Why a post is on this page, for the sentence beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// People the viewer knows or follows.
    Known,
    /// The whole square.
    Square,
    /// A hashtag.
    Tag(String),
    /// The viewer opened it.
    Asked,
    /// It needs no sentence here.
    None,
}

/// A small label.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its hue.
    pub class: &'static str,
    /// Its words.
    pub text: String,
}

/// A link with words.
#[derive(Clone, Debug)]
pub struct Link {
    /// Where to.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// A thank-you under a post: "8 said thank you with an Opskrift".
#[derive(Clone, Debug)]
pub struct Thanks {
    /// The currency's emblem.
    pub emblem: String,
    /// Names first.
    pub text: String,
}

/// A picture of a post.
#[derive(Clone, Debug)]
pub struct Picture {
    /// In full.
    pub full: String,
    /// As shown in a feed.
    pub small: String,
    /// Of the small one, in pixels.
    pub width: i64,
    /// Of the small one, in pixels.
    pub height: i64,
    /// In pixels.
    pub full_width: i64,
    /// In pixels.
    pub full_height: i64,
    /// Empty: not described yet.
    pub description: String,
}

impl Picture {
    /// Of a stored picture.
    pub fn of(media: &MediaView) -> Self {
        Self {
            full: format!("/media/{}", media.file),
            small: format!("/media/{}", media.preview_file),
            width: media.preview_width,
            height: media.preview_height,
            full_width: media.width,
            full_height: media.height,
            description: media.description.clone(),
        }
    }
}

/// A post or gift, ready to be shown.
#[derive(Clone, Debug)]
pub struct Bead {
    /// Of the post itself, never of a boost.
    pub id: String,
    /// Its page.
    pub href: String,
    /// Names it for screen readers.
    pub aria: String,
    /// Who speaks: for a stall, its keeper.
    pub author: Face,
    /// The stall the author speaks for.
    pub stall: Option<Face>,
    /// What the author is to the viewer.
    pub rel: String,
    /// Milliseconds since 1970.
    pub at: i64,
    /// "changed today 8:12".
    pub edited: Option<String>,
    /// Its label.
    pub tag: Option<Tag>,
    /// Who passed it on.
    pub passed_by: Option<Link>,
    /// Shown first.
    pub spoiler: String,
    /// Safe HTML.
    pub html: String,
    /// BCP 47, or empty.
    pub lang: String,
    /// Hide the pictures first.
    pub sensitive: bool,
    /// In order.
    pub pictures: Vec<Picture>,
    /// When it is one.
    pub recipe: Option<Recipe>,
    /// The gifts it carries, as far as the viewer may see them.
    pub gifts: Vec<GiftCard>,
    /// "Lotte and Tom made it".
    pub uses: Vec<String>,
    /// Who thanked for it.
    pub thanks: Vec<Thanks>,
    /// Why it is here; empty: no sentence.
    pub why: String,
    /// The viewer wrote it.
    pub mine: bool,
    /// The viewer is signed in.
    pub can_act: bool,
    /// It may be passed on.
    pub can_pass_on: bool,
    /// By the viewer.
    pub passed_on: bool,
    /// By the viewer.
    pub cheered: bool,
    /// By the viewer.
    pub kept: bool,
    /// Where its acts go.
    pub action: String,
    /// Where giving for it begins.
    pub give: String,
    /// "Give Anna something".
    pub give_label: String,
    /// Its page's title.
    pub heading: String,
    /// Whether the title is shown.
    pub heading_shown: bool,
    /// Its first words, for links and previews.
    pub start: String,
}

/// Everything that a page of posts refers to, loaded for all of them in a fixed number of statements.
pub struct Surroundings {
    viewer: Viewer,
    posts: Vec<PostView>,
    gifts: HashMap<PostId, Vec<GiftView>>,
    thanks: HashMap<PostId, Vec<GiftView>>,
    uses: HashMap<PostId, Vec<UseView>>,
    bonds: Bonds,
    keeps: HashMap<AccountId, Vec<String>>,
    answered: HashMap<AccountId, Arc<AccountView>>,
}

impl Surroundings {
    /// Loads what `posts` refer to, as this viewer may see it.
    pub fn load(tx: &Tx, viewer: &Viewer, posts: Vec<PostView>) -> Result<Self> {
        let said: Vec<&PostView> = posts.iter().map(said).collect();
        let ids: Vec<PostId> = said.iter().map(|view| view.post.id).collect();
        let speakers = |view: &&PostView| view.keeper.as_ref().map_or(view.author.id, |keeper| keeper.id);
        let people = distinct(said.iter().map(speakers));
        // Whoever passed something on, and stalls, explain why a post is there.
        let authors = posts.iter().map(|view| view.author.id).chain(said.iter().map(|view| view.author.id));
        let authors: Vec<AccountId> = authors.collect();
        let answered = distinct(said.iter().filter_map(|view| view.post.reply_to_account));
        let recipes: Vec<PostId> =
            said.iter().filter(|view| view.post.kind == PostKind::Recipe).map(|view| view.post.id).collect();

        let mut uses: HashMap<PostId, Vec<UseView>> = HashMap::new();
        for (post, used) in posts::uses_of(tx, viewer, &recipes)? {
            uses.entry(post).or_default().push(used);
        }
        let mut keeps: HashMap<AccountId, Vec<String>> = HashMap::new();
        for (person, keeping) in stalls::kept_by_all(tx, &people)? {
            keeps.entry(person).or_default().push(keeping.display_name);
        }
        Ok(Self {
            gifts: gifts::for_posts(tx, viewer, &ids)?,
            thanks: gifts::thanks_for(tx, viewer, &ids)?,
            uses,
            bonds: Bonds::load(tx, viewer, &distinct(people.iter().copied().chain(authors)))?,
            keeps,
            answered: accounts::views(tx, &answered)?.into_iter().map(|account| (account.id, account)).collect(),
            viewer: viewer.clone(),
            posts,
        })
    }

    /// The same for posts known by id.
    pub fn of(tx: &Tx, viewer: &Viewer, ids: &[PostId]) -> Result<Self> {
        Self::load(tx, viewer, posts::views(tx, viewer, ids)?)
    }

    /// The posts themselves.
    pub fn posts(&self) -> &[PostView] {
        &self.posts
    }

    /// Who used a recipe, and how.
    pub fn uses(&self, post: PostId) -> &[UseView] {
        self.uses.get(&post).map_or(&[], Vec::as_slice)
    }

    /// What the viewer has with the people of these posts.
    pub fn bonds(&self) -> &Bonds {
        &self.bonds
    }

    /// All of them as beads, in order; what several people passed on is there once, where it came first.
    pub fn beads(&self, lang: Lang, now_ms: i64, reason: &Reason) -> Vec<Bead> {
        let mut seen = HashSet::new();
        let once = self.posts.iter().filter(|view| seen.insert(said(view).post.id));
        once.map(|view| self.bead(lang, now_ms, reason, view)).collect()
    }

    fn bead(&self, lang: Lang, now_ms: i64, reason: &Reason, shown: &PostView) -> Bead {
        let view = said(shown);
        let post = &view.post;
        let me = self.viewer.0.as_ref();
        let speaker = view.keeper.as_ref().unwrap_or(&view.author);
        let author = Face::of(speaker);
        let mine = me.is_some_and(|me| {
            post.account == me.account || post.account == me.person || post.keeper == Some(me.person)
        });
        let href = format!("{}/{}", page_of(&view.author), post.id);
        let recipe = (post.kind == PostKind::Recipe).then(|| recipe::read(&post.text)).flatten();
        let gifts: Vec<GiftCard> = self
            .gifts
            .get(&post.id)
            .into_iter()
            .flatten()
            .map(|gift| GiftCard::of(gift, lang, now_ms, me.map(|me| me.person), &post.language))
            .collect();
        let aria_key = match (&recipe, post.reply_to) {
            (Some(_), _) => "post-recipe-by",
            (None, Some(_)) => "post-reply-by",
            (None, None) => "post-by",
        };
        let by = lang.with(aria_key, &[("name", &author.name)]);
        let aria = gifts.first().map_or(by, |gift| gift.aria.clone());
        let start = gifts.first().map_or_else(
            || start_of(if post.spoiler.is_empty() { &post.text } else { &post.spoiler }, 80),
            |gift| start_of(&gift.reason, 80),
        );
        Bead {
            heading: recipe.as_ref().map_or_else(|| aria.clone(), |recipe| recipe.name.clone()),
            heading_shown: recipe.is_some(),
            rel: self.rel(lang, now_ms, view, speaker),
            tag: tag(lang, view),
            passed_by: (shown.post.id != post.id).then(|| self.passed_by(lang, shown)),
            stall: view.keeper.as_ref().map(|_| Face::of(&view.author)),
            at: post.created_at,
            edited: post.edited_at.map(|at| lang.with("post-edited", &[("when", &fmt::when(lang, at, now_ms))])),
            spoiler: post.spoiler.clone(),
            html: with_emblems(&post.html, &view.emojis),
            lang: post.language.clone(),
            sensitive: post.sensitive,
            pictures: view.media.iter().map(Picture::of).collect(),
            uses: self.used(lang, post.id),
            thanks: self.thanked(lang, post.id),
            why: self.why(lang, reason, shown, view, mine),
            mine,
            can_act: me.is_some(),
            can_pass_on: match post.visibility {
                Visibility::Public | Visibility::Unlisted => true,
                Visibility::Private => mine,
                Visibility::Direct => false,
            },
            passed_on: view.flags.boosted,
            cheered: view.flags.favourited,
            kept: view.flags.bookmarked,
            action: format!("{href}/act"),
            give: format!("/gifts/new?to={}&re={}", handle(speaker), post.id),
            give_label: lang.with("post-give-to", &[("name", &author.first)]),
            id: post.id.to_string(),
            author,
            href,
            aria,
            recipe,
            gifts,
            start,
        }
    }

    fn rel(&self, lang: Lang, now_ms: i64, view: &PostView, speaker: &AccountView) -> String {
        let mut parts = Vec::new();
        if let Some(account) = view.post.reply_to_account {
            parts.push(if account == view.post.account {
                lang.t("post-answers-self")
            } else {
                let name = self.answered.get(&account).map_or_else(|| lang.t("names-nobody"), |a| first_name(a));
                lang.with("post-answers", &[("name", &name)])
            });
        }
        if view.keeper.is_none()
            && let Some(stalls) = self.keeps.get(&speaker.id)
        {
            let names: Vec<&str> = stalls.iter().map(String::as_str).collect();
            parts.push(lang.with("post-keeper-at", &[("stalls", &fmt::names(lang, &names, 2))]));
        }
        let is_me = self.viewer.0.as_ref().is_some_and(|me| me.person == speaker.id || me.account == speaker.id);
        let relation = if is_me { String::new() } else { self.bonds.line(lang, now_ms, speaker) };
        if !relation.is_empty() {
            parts.push(relation);
        }
        let mut line = parts.join(". ");
        if let Some(first) = line.get(..1).map(str::to_uppercase) {
            line.replace_range(..1, &first);
        }
        line
    }

    fn stage(&self, account: &AccountView) -> Option<Stage> {
        self.bonds.tie(account.id).and_then(|tie| tie.stage)
    }

    fn passed_by(&self, lang: Lang, shown: &PostView) -> Link {
        let booster = &shown.author;
        let mine = self.viewer.account() == Some(booster.id);
        let text = if mine {
            lang.t("post-you-passed-on")
        } else {
            lang.with("post-passed-on-by", &[("name", &booster.display_name)])
        };
        Link { href: page_of(booster), text }
    }

    fn used(&self, lang: Lang, post: PostId) -> Vec<String> {
        let uses = self.uses(post);
        let line = |kind: UseKind, key: &str| {
            let names: Vec<String> =
                uses.iter().filter(|used| used.kind == kind).map(|used| first_name(&used.account)).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            (!names.is_empty()).then(|| lang.with(key, &[("names", &fmt::names(lang, &names, 2))]))
        };
        [line(UseKind::Made, "post-used-made"), line(UseKind::Helped, "post-used-helped")]
            .into_iter()
            .flatten()
            .collect()
    }

    fn thanked(&self, lang: Lang, post: PostId) -> Vec<Thanks> {
        let Some(gifts) = self.thanks.get(&post) else { return Vec::new() };
        let mut found: Vec<(&GiftView, Vec<String>)> = Vec::new();
        for gift in gifts {
            let name = gift.giver.as_deref().map_or_else(|| lang.t("names-nobody"), first_name);
            match found.iter_mut().find(|(first, _)| first.currency.id == gift.currency.id) {
                Some((_, names)) if names.contains(&name) => {}
                Some((_, names)) => names.push(name),
                None => found.push((gift, vec![name])),
            }
        }
        let thanks = |(gift, names): (&GiftView, Vec<String>)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let values: [(&'static str, &dyn crate::i18n::Arg); 2] = [
                ("names", &fmt::names(lang, &names, 3)),
                ("currency", &super::a_currency(lang, "gift-a-low", &gift.currency.name)),
            ];
            Thanks { emblem: emblem(&gift.currency), text: lang.with("post-thanked", &values) }
        };
        found.into_iter().map(thanks).collect()
    }

    fn why(&self, lang: Lang, reason: &Reason, shown: &PostView, view: &PostView, mine: bool) -> String {
        let name = first_name(&view.author);
        match reason {
            Reason::None => String::new(),
            _ if mine => lang.t("why-own"),
            Reason::Known if shown.post.id != view.post.id => match self.stage(&shown.author) {
                Some(_) => lang.with("why-tie-passed", &[("by", &first_name(&shown.author))]),
                None => lang.with("why-passed", &[("by", &first_name(&shown.author))]),
            },
            Reason::Known => match (self.stage(view.keeper.as_ref().unwrap_or(&view.author)), &view.keeper) {
                (Some(_), Some(keeper)) => {
                    lang.with("why-tie-stall", &[("name", &first_name(keeper)), ("stall", &name)])
                }
                (Some(Stage::Acquainted), None) => lang.with("why-tie-acquainted", &[("name", &name)]),
                (Some(Stage::Familiar), None) => lang.with("why-tie-familiar", &[("name", &name)]),
                (Some(Stage::Close), None) => lang.with("why-tie-close", &[("name", &name)]),
                (None, _) if view.flags.mentioned => lang.with("why-named", &[("name", &name)]),
                (None, _) if self.bonds.relation(view.author.id).is_some_and(|r| r.following) => {
                    lang.with("why-follow", &[("name", &name)])
                }
                (None, _) => lang.with("why-tie-of", &[("name", &name)]),
            },
            Reason::Square => lang.t("why-square"),
            Reason::Tag(tag) => lang.with("why-tag", &[("tag", tag)]),
            Reason::Asked => lang.t("why-asked"),
        }
    }
}

/// What was said: the post itself, or the one a boost repeats.
pub fn said(view: &PostView) -> &PostView {
    view.boosted.as_deref().unwrap_or(view)
}

fn tag(lang: Lang, view: &PostView) -> Option<Tag> {
    let (class, key) = match (view.post.visibility, view.post.kind) {
        (Visibility::Direct, _) => ("", "post-direct"),
        (Visibility::Private, _) => ("", "post-private"),
        (_, PostKind::Recipe) => (" tag--plum", "post-recipe"),
        _ => return None,
    };
    Some(Tag { class, text: lang.t(key) })
}

fn distinct(ids: impl Iterator<Item = AccountId>) -> Vec<AccountId> {
    let mut ids: Vec<AccountId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
