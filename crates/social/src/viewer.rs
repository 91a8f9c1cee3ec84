//! Who asks. A verb that needs a login takes a [`Member`]; one that does not takes a [`Viewer`].

use crate::AccountId;

/// What somebody may do in this square. Earned standing is another thing and gives no power.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Everybody with an account.
    Person,
    /// Keeps the peace.
    Moderator,
    /// Runs the square.
    Host,
}

impl Role {
    /// As stored and as on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Moderator => "moderator",
            Self::Host => "host",
        }
    }

    /// The reverse of [`Role::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "person" => Some(Self::Person),
            "moderator" => Some(Self::Moderator),
            "host" => Some(Self::Host),
            _ => None,
        }
    }
}

/// Somebody signed in whose account is active: the proof that a login was checked at the door.
///
/// `person` is always a human being. `account` is who acts: the person, or a stall the person keeps,
/// and then every act carries the person as its keeper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The human being.
    pub person: AccountId,
    /// In whose name: the same, or a stall.
    pub account: AccountId,
    /// What the person may do here.
    pub role: Role,
}

impl Member {
    /// A person acting as themselves.
    pub fn person(id: AccountId, role: Role) -> Self {
        Self { person: id, account: id, role }
    }

    /// The keeper to print beside the act, when a stall speaks.
    pub fn keeper(&self) -> Option<AccountId> {
        (self.person != self.account).then_some(self.person)
    }

    /// Whether a moderator or host asks.
    pub fn is_staff(&self) -> bool {
        self.role >= Role::Moderator
    }
}

/// Anybody who looks: a member, or a passer-by.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Viewer(pub Option<Member>);

impl Viewer {
    /// Somebody passing by.
    pub const PASSER_BY: Self = Self(None);

    /// The account in whose eyes things are shown.
    pub fn account(&self) -> Option<AccountId> {
        self.0.as_ref().map(|member| member.account)
    }

    /// The same for SQL: 0 is nobody.
    pub fn number(&self) -> i64 {
        self.account().map_or(0, |id| id.0)
    }
}

impl From<&Member> for Viewer {
    fn from(member: &Member) -> Self {
        Self(Some(member.clone()))
    }
}
