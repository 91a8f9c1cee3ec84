//! Post text to safe HTML, mentions, hashtags and links.
