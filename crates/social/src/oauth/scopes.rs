//! What a token may do: Mastodon's scopes, as a tree (<https://docs.joinmastodon.org/api/oauth-scopes/>).

/// Every scope we know, parents before children.
pub const ALL: &[&str] = &[
    "profile",
    "read",
    "write",
    "follow",
    "push",
    "admin:read",
    "admin:write",
    "read:accounts",
    "read:blocks",
    "read:bookmarks",
    "read:collections",
    "read:favourites",
    "read:filters",
    "read:follows",
    "read:lists",
    "read:mutes",
    "read:notifications",
    "read:search",
    "read:statuses",
    "write:accounts",
    "write:blocks",
    "write:bookmarks",
    "write:collections",
    "write:conversations",
    "write:favourites",
    "write:filters",
    "write:follows",
    "write:lists",
    "write:media",
    "write:mutes",
    "write:notifications",
    "write:reports",
    "write:statuses",
    "admin:read:accounts",
    "admin:read:canonical_email_blocks",
    "admin:read:domain_allows",
    "admin:read:domain_blocks",
    "admin:read:email_domain_blocks",
    "admin:read:ip_blocks",
    "admin:read:reports",
    "admin:write:accounts",
    "admin:write:canonical_email_blocks",
    "admin:write:domain_allows",
    "admin:write:domain_blocks",
    "admin:write:email_domain_blocks",
    "admin:write:ip_blocks",
    "admin:write:reports",
];

/// What the old scope `follow` still grants.
const FOLLOW: &[&str] = &["read:blocks", "write:blocks", "read:follows", "write:follows", "read:mutes", "write:mutes"];

/// A set of scopes, in the order they were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Scopes(Vec<&'static str>);

impl Scopes {
    /// Reads scopes parted by spaces (or `+`, as some apps write them). None when one is unknown.
    pub fn parse(text: &str) -> Option<Self> {
        let mut scopes = Vec::new();
        for word in text.split([' ', '+']).filter(|word| !word.is_empty()) {
            let known = ALL.iter().find(|known| **known == word)?;
            if !scopes.contains(known) {
                scopes.push(*known);
            }
        }
        Some(Self(scopes))
    }

    /// What is stored was parsed once; a scope that a later release dropped grants nothing.
    pub(crate) fn stored(text: &str) -> Self {
        Self(text.split(' ').filter_map(|word| ALL.iter().find(|known| **known == word).copied()).collect())
    }

    /// Whether `needed` is granted, by itself or by a wider scope.
    pub fn allows(&self, needed: &str) -> bool {
        self.0.iter().any(|held| {
            *held == needed
                || needed.strip_prefix(held).is_some_and(|rest| rest.starts_with(':'))
                || (*held == "follow" && FOLLOW.contains(&needed))
                || (needed == "profile" && matches!(*held, "read" | "read:accounts"))
        })
    }

    /// Whether every scope of `self` is granted by `wider`.
    pub fn within(&self, wider: &Self) -> bool {
        self.0.iter().all(|scope| wider.allows(scope))
    }

    /// Whether nothing is granted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }
}

impl std::fmt::Display for Scopes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(text: &str) -> Scopes {
        Scopes::parse(text).expect("known scopes")
    }

    #[test]
    fn a_wide_scope_grants_its_children_and_not_the_reverse() {
        assert!(scopes("read").allows("read:statuses"));
        assert!(!scopes("read:statuses").allows("read"));
        assert!(!scopes("read").allows("write:statuses"));
        assert!(scopes("admin:read").allows("admin:read:reports"));
        assert!(!scopes("read").allows("admin:read:reports"));
        assert!(scopes("follow").allows("write:blocks") && !scopes("follow").allows("write:statuses"));
        assert!(
            scopes("read").allows("profile")
                && scopes("profile").allows("profile")
                && !scopes("profile").allows("read:accounts")
        );
    }

    #[test]
    fn scopes_never_grow() {
        assert!(scopes("read:statuses").within(&scopes("read write")));
        assert!(!scopes("read").within(&scopes("read:statuses")));
        assert!(!scopes("write").within(&scopes("read")));
    }

    #[test]
    fn unknown_scopes_are_refused_and_doubles_are_one() {
        assert!(Scopes::parse("read everything").is_none());
        assert_eq!(scopes("read  write+read").to_string(), "read write");
    }
}
