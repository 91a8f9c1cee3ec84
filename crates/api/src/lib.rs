//! The Mastodon client API, and ours.
