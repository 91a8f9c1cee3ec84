//! Tells the story: every act through the verb that people use, at its own time.

use std::collections::HashMap;

use soulava_media::{Pictures, Purpose as PicturePurpose, Stored};
use soulava_social::accounts::{self, NewPerson, ProfileChange};
use soulava_social::currencies::{self, CurrencyKind, Emblem, NewCurrency};
use soulava_social::gifts::{self, GiftOrigin, NewGift};
use soulava_social::introductions::NewIntroduction;
use soulava_social::media::{self, NewMedia};
use soulava_social::posts::{self, Draft, PostKind, UseKind, Visibility};
use soulava_social::relations::{self, FollowOptions};
use soulava_social::settings::{self, Begin, SquareChange};
use soulava_social::stalls::{self, KeeperRole, NewStall};
use soulava_social::{
    AccountId, CurrencyId, Db, Error, GiftId, HeirloomId, IntroductionId, Member, PostId, Refusal, Result, Role, Tx,
    heirlooms, introductions, orbits, ties, vouches,
};
use soulava_store::{Clock, SystemClock};

use super::StoryClock;
use super::crowd;
use super::plan::{self, Act, BEGAN_DAYS_AGO};
use super::story::{CurrencyLine, PICTURES, PersonLine, PostLine, STORY};

/// What was put into the square.
#[derive(Clone, Copy, Debug)]
pub struct Filled {
    /// People, the crowd included.
    pub people: usize,
    /// Acts in all.
    pub acts: usize,
}

/// Fills a fresh square with the demo's story, then lets the clock run. A `scale` of one is the written story alone. `progress` hears how many acts of how many are done.
pub async fn fill(
    db: &Db,
    clock: &StoryClock,
    pictures: &Pictures,
    scale: usize,
    progress: impl Fn(u64, u64) + Send + 'static,
) -> Result<Filled> {
    let mut stored = HashMap::new();
    for (name, bytes) in PICTURES {
        let kept = pictures.accept(bytes, PicturePurpose::Post).await;
        stored.insert(name, kept.map_err(|refused| Refusal::invalid("picture", format!("{name}: {refused}")))?);
    }
    let now_ms = SystemClock.now_ms();
    let mut acts = plan::written(now_ms);
    acts.extend(crowd::acts(scale, now_ms));
    acts.sort_by_key(|(at, _)| *at);

    let (db, clock) = (db.clone(), clock.clone());
    let told = tokio::task::spawn_blocking(move || {
        clock.set(now_ms - BEGAN_DAYS_AGO * 86_400_000);
        let mut teller = Teller::begin(&db, stored)?;
        let all = acts.len();
        for (done, (at, act)) in acts.into_iter().enumerate() {
            clock.set(at);
            let shown = format!("{act:?}");
            teller.tell(act).map_err(|error| match error {
                Error::Refused(refusal) => Refusal::invalid("demo", format!("{shown}: {refusal:?}")),
                broken => broken,
            })?;
            progress(done as u64 + 1, all as u64);
        }
        clock.run();
        Ok(Filled { people: teller.people.len() + teller.crowd.len(), acts: all })
    });
    told.await.map_err(|_| Refusal::invalid("demo", "The demo's story broke off."))?
}

/// Knows by name what the story has brought so far.
struct Teller {
    db: Db,
    pictures: HashMap<&'static str, Stored>,
    people: HashMap<String, Member>,
    stall: AccountId,
    currencies: HashMap<String, CurrencyId>,
    posts: HashMap<String, PostId>,
    gifts: HashMap<usize, GiftId>,
    heirlooms: HashMap<String, HeirloomId>,
    introductions: HashMap<usize, IntroductionId>,
    crowd: Vec<Member>,
}

impl Teller {
    /// The square, its host, its stall, its rules, its own word about itself, its currencies.
    fn begin(db: &Db, pictures: HashMap<&'static str, Stored>) -> Result<Self> {
        let (host, stall, currencies) = db.write_blocking(begin)?;
        let people = HashMap::from([(STORY.square.doors.host.clone(), host)]);
        let (db, posts, gifts, heirlooms) = (db.clone(), HashMap::new(), HashMap::new(), HashMap::new());
        let (introductions, crowd) = (HashMap::new(), Vec::new());
        Ok(Self { db, pictures, people, stall, currencies, posts, gifts, heirlooms, introductions, crowd })
    }

    fn tell(&mut self, act: Act) -> Result<()> {
        match act {
            Act::ComeIn(line) => {
                let name = line.username.clone();
                let member = self.write(move |tx| come_in(tx, &line))?;
                self.people.insert(name, member);
            }
            Act::Keep(name) => {
                let (owner, keeper, stall) = (self.member(&STORY.square.stall.owner), self.member(&name), self.stall);
                self.write(move |tx| {
                    stalls::ask(tx, &owner, stall, keeper.person, KeeperRole::Keeper)?;
                    stalls::accept(tx, &keeper, stall)
                })?;
            }
            Act::Follow { by, whom } => {
                let whom: Vec<AccountId> = whom.iter().map(|name| self.account(name)).collect();
                let member = self.member(&by);
                self.write(move |tx| follow_all(tx, &member, &whom))?;
            }
            Act::Post(line, name) => {
                let id = self.publish(line)?;
                self.posts.insert(name, id);
            }
            Act::Favourite { by, post } => {
                let (member, post) = (self.member(&by), self.post(&post));
                self.write(move |tx| posts::favourite(tx, &member, post))?;
            }
            Act::Boost { by, post } => {
                let (member, post) = (self.member(&by), self.post(&post));
                self.write(move |tx| posts::boost(tx, &member, post, None))?;
            }
            Act::Use { line, helped } => {
                let (member, post) = (self.member(&line.by), self.post(&line.post));
                let kind = if helped { UseKind::Helped } else { UseKind::Made };
                self.write(move |tx| posts::use_it(tx, &member, post, kind, &line.words))?;
            }
            Act::Give(line, number) => {
                let giver = self.member(&line.by);
                let gift = NewGift {
                    to: self.account(&line.to),
                    currency: self.currencies[&line.currency],
                    reason: line.reason,
                    changed: line.changed,
                    public: true,
                    object: line.object.map(|name| self.post(&name)),
                    idempotency: None,
                    origin: GiftOrigin::Page,
                };
                let id = self.write(move |tx| gifts::give(tx, &giver, &gift))?;
                self.gifts.insert(number, id);
            }
            Act::Accept { number, by, back } => {
                let (member, id) = (self.member(&by), self.gifts[&number]);
                self.write(move |tx| gifts::accept(tx, &member, id, back.as_deref()))?;
            }
            Act::ShareCosts { number, by } => {
                let (member, id) = (self.member(&by), self.gifts[&number]);
                self.write(move |tx| gifts::share_costs(tx, &member, id, true))?;
            }
            Act::Mint(line) => {
                let (host, holder) = (self.member(&STORY.square.doors.host), self.account(&line.holder));
                let currency = self.currencies[&line.currency];
                let id = self.write(move |tx| heirlooms::mint(tx, &host, currency, holder))?;
                self.heirlooms.insert(line.currency, id);
            }
            Act::Pass(line) => {
                let (member, to, id) = (self.member(&line.by), self.account(&line.to), self.heirlooms[&line.currency]);
                self.write(move |tx| heirlooms::pass(tx, &member, id, to, &line.line))?;
            }
            Act::TakeHeirloom { currency, by } => {
                let (member, id) = (self.member(&by), self.heirlooms[&currency]);
                self.write(move |tx| heirlooms::accept(tx, &member, id, None))?;
            }
            Act::Know(people) => {
                let host = self.member(&STORY.square.doors.host);
                let people: Vec<AccountId> = people.iter().map(|name| self.account(name)).collect();
                self.write(move |tx| people.iter().try_for_each(|person| vouches::know(tx, &host, *person)))?;
            }
            Act::Vouch { by, whom } => {
                let by: Vec<Member> = by.iter().map(|name| self.member(name)).collect();
                let whom: Vec<AccountId> = whom.iter().map(|name| self.account(name)).collect();
                self.write(move |tx| {
                    let mut pairs = by.iter().flat_map(|by| whom.iter().map(move |whom| (by, *whom)));
                    pairs.try_for_each(|(by, whom)| vouches::vouch(tx, by, whom))
                })?;
            }
            Act::Greet(pairs) => {
                let pairs: Vec<(Member, Member)> =
                    pairs.iter().map(|(a, b)| (self.member(a), self.member(b))).collect();
                self.write(move |tx| {
                    pairs.iter().try_for_each(|(a, b)| {
                        ties::greet(tx, a, b.person)?;
                        ties::greet(tx, b, a.person)
                    })
                })?;
            }
            Act::Introduce(line, number) => {
                let introducer = self.member(&line.by);
                let new = NewIntroduction {
                    people: line.people.each_ref().map(|name| self.account(name)),
                    why: line.why,
                    my_stall: true,
                    show: false,
                };
                let id = self.write(move |tx| introductions::offer(tx, &introducer, &new))?;
                self.introductions.insert(number, id);
            }
            Act::Answer { number, by } => {
                let (member, id) = (self.member(&by), self.introductions[&number]);
                self.write(move |tx| introductions::answer(tx, &member, id, true, false))?;
            }
            Act::Glad { number, by } => {
                let (member, id) = (self.member(&by), self.introductions[&number]);
                self.write(move |tx| introductions::glad(tx, &member, id))?;
            }
            Act::Night => {
                while self.write(introductions::night)? {}
                orbits::night(&self.db)?;
            }
            Act::Crowd { first, count } => {
                let come = self.write(move |tx| {
                    (first..first + count).map(|number| stranger(tx, number)).collect::<Result<Vec<_>>>()
                })?;
                self.crowd.extend(come);
            }
            Act::CrowdFollows { by, of } => {
                let member = self.crowd[by].clone();
                let whom: Vec<AccountId> = crowd::followed(by, of).map(|number| self.crowd[number].account).collect();
                self.write(move |tx| follow_all(tx, &member, &whom))?;
            }
            Act::CrowdPosts(posts) => {
                let drafts: Vec<(Member, Draft)> = posts
                    .into_iter()
                    .map(|post| {
                        (
                            self.crowd[post.by].clone(),
                            Draft { language: Some(post.language.to_owned()), ..Draft::public(post.text) },
                        )
                    })
                    .collect();
                self.write(move |tx| {
                    drafts.iter().try_for_each(|(member, draft)| posts::publish(tx, member, draft).map(drop))
                })?;
            }
        }
        Ok(())
    }

    fn publish(&self, line: PostLine) -> Result<PostId> {
        let person = self.member(&line.by);
        let picture = line.picture.as_deref().map(|name| self.pictures[name].clone());
        let reply_to = line.reply.as_deref().map(|name| self.post(name));
        let stall = line.stall.then_some(self.stall);
        self.write(move |tx| {
            let member = match stall {
                Some(stall) => stalls::as_keeper(tx, &person, stall)?,
                None => person.clone(),
            };
            let alt = line.alt.clone().unwrap_or_default();
            let media =
                picture.iter().map(|stored| media::add(tx, &member, &kept(stored, &alt))).collect::<Result<_>>()?;
            let draft = Draft {
                language: Some(line.lang.clone()),
                visibility: line.visibility.as_deref().and_then(Visibility::parse).unwrap_or(Visibility::Public),
                kind: line.kind.as_deref().and_then(PostKind::parse).unwrap_or(PostKind::Note),
                reply_to,
                media,
                ..Draft::public(line.text.trim())
            };
            posts::publish(tx, &member, &draft)
        })
    }

    fn write<T: Send + 'static>(&self, unit: impl Fn(&Tx) -> Result<T> + Send + Sync + 'static) -> Result<T> {
        self.db.write_blocking(unit)
    }

    fn member(&self, name: &str) -> Member {
        self.people.get(name).cloned().unwrap_or_else(|| panic!("the story has brought in {name}"))
    }

    fn account(&self, name: &str) -> AccountId {
        if name == STORY.square.stall.username { self.stall } else { self.member(name).account }
    }

    fn post(&self, name: &str) -> PostId {
        self.posts.get(name).copied().unwrap_or_else(|| panic!("the story has told {name}"))
    }
}

fn begin(tx: &Tx) -> Result<(Member, AccountId, HashMap<String, CurrencyId>)> {
    let square = &STORY.square;
    let line = STORY
        .people
        .person
        .iter()
        .find(|line| line.username == square.doors.host)
        .expect("the host is a person of the story");
    let stall = NewStall {
        username: square.stall.username.clone(),
        display_name: square.stall.display_name.clone(),
        note: square.stall.note.clone(),
        awning: square.stall.awning.clone(),
    };
    let begin = Begin {
        name: square.name.clone(),
        language: square.language.clone(),
        stall: Some(stall),
        username: line.username.clone(),
        display_name: line.name.clone(),
        email: None,
        password_hash: None,
    };
    let token = settings::begin_token(tx)?.ok_or_else(|| Refusal::invalid("demo", "This square has begun already."))?;
    let host = Member::person(settings::begin(tx, &token, &begin)?, Role::Host);
    describe(tx, &host, line)?;
    settings::set(
        tx,
        &host,
        &SquareChange { description: Some(square.description.clone()), ..SquareChange::default() },
    )?;
    let rules: Vec<_> = square.rules.iter().map(|rule| (rule.text.clone(), rule.hint.clone())).collect();
    settings::set_rules(tx, &host, &rules)?;
    let said: Vec<_> = square.self_check.iter().map(|(axis, level)| (axis.clone(), level.clone())).collect();
    settings::set_self_check(tx, &host, &said)?;
    let stall = settings::square(tx)?.stall.expect("the square began with a stall");
    let currencies = square.currencies.iter().map(|line| Ok((line.slug.clone(), issue(tx, &host, stall, line)?)));
    Ok((host.clone(), stall, currencies.collect::<Result<_>>()?))
}

fn issue(tx: &Tx, host: &Member, stall: AccountId, line: &CurrencyLine) -> Result<CurrencyId> {
    let member = if line.stall { stalls::as_keeper(tx, host, stall)? } else { host.clone() };
    let kind = if line.circulating { CurrencyKind::Circulating } else { CurrencyKind::Expressive };
    let (slug, name, says) = (line.slug.clone(), line.name.clone(), line.says.clone());
    currencies::create(tx, &member, &NewCurrency { slug, name, says, kind, emblem: Emblem::Ours(line.emblem.clone()) })
}

fn come_in(tx: &Tx, line: &PersonLine) -> Result<Member> {
    let person = NewPerson {
        display_name: line.name.clone(),
        locale: line.language.clone(),
        ..NewPerson::named(&line.username)
    };
    let member = Member::person(accounts::create_person(tx, &person)?, Role::Person);
    describe(tx, &member, line)?;
    Ok(member)
}

fn describe(tx: &Tx, member: &Member, line: &PersonLine) -> Result<()> {
    let change = ProfileChange {
        note: Some(line.note.clone()),
        fields: line.field.clone().map(|field| vec![field]),
        discoverable: Some(true),
        ..ProfileChange::default()
    };
    accounts::update_profile(tx, member, &change)?;
    accounts::choose_portrait(tx, member, line.seed)
}

fn stranger(tx: &Tx, number: usize) -> Result<Member> {
    let (username, display_name, language) = crowd::person(number);
    let person = NewPerson { display_name, locale: language.to_owned(), ..NewPerson::named(&username) };
    Ok(Member::person(accounts::create_person(tx, &person)?, Role::Person))
}

fn follow_all(tx: &Tx, member: &Member, whom: &[AccountId]) -> Result<()> {
    whom.iter().try_for_each(|other| relations::follow(tx, member, *other, &FollowOptions::default()))
}

fn kept(stored: &Stored, description: &str) -> NewMedia {
    NewMedia {
        purpose: media::Purpose::Attachment,
        file: stored.file.clone(),
        preview_file: stored.preview_file.clone(),
        mime: stored.mime.to_owned(),
        width: i64::from(stored.width),
        height: i64::from(stored.height),
        preview_width: i64::from(stored.preview_width),
        preview_height: i64::from(stored.preview_height),
        size_bytes: i64::try_from(stored.size_bytes).unwrap_or(i64::MAX),
        blurhash: stored.blurhash.clone(),
        description: description.to_owned(),
        focus: (0.0, 0.0),
    }
}
