//! Line icons drawn for the square: 24 by 24, one stroke, the colour of the text. A page holds only those it uses.

/// The ring: alternating red and white beads, the necklaces and arm-shells of the Kula.
pub const RING: &str = concat!(
    r#"<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="11.5" class="f-none s-shell" stroke-width="1.4" opacity=".5"/>"#,
    r#"<g class="f-shell"><circle cx="16" cy="4.5" r="3.2"/><circle cx="26.94" cy="12.45" r="3.2"/><circle cx="22.76" cy="25.3" r="3.2"/><circle cx="9.24" cy="25.3" r="3.2"/><circle cx="5.06" cy="12.45" r="3.2"/></g>"#,
    r#"<g class="f-pearl s-shell" stroke-width="1.6"><circle cx="22.76" cy="6.7" r="2.6"/><circle cx="26.94" cy="19.55" r="2.6"/><circle cx="16" cy="27.5" r="2.6"/><circle cx="5.06" cy="19.55" r="2.6"/><circle cx="9.24" cy="6.7" r="2.6"/></g></svg>"#
);

macro_rules! icons {
    ($($name:literal => $shape:literal),* $(,)?) => {
        /// The icon called `name`; an unknown name draws nothing.
        pub fn icon(name: &str) -> &'static str {
            match name {
                $($name => concat!(
                    r#"<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">"#,
                    $shape, "</svg>"
                ),)*
                _ => "",
            }
        }
    };
}

icons! {
    "square" => r#"<path d="M4 20V10l2-5h12l2 5v10M4 10h16M8 10c0 2-4 2-4 0m8 0c0 2-4 2-4 0m8 0c0 2-4 2-4 0m8 0c0 2-4 2-4 0M9 20v-5h6v5"/>"#,
    "stall" => r#"<path d="M3 9l2-5h14l2 5M3 9c0 2.5 4 2.5 4.5 0 .5 2.5 4 2.5 4.5 0 .5 2.5 4 2.5 4.5 0 .5 2.5 4.5 2.5 4.5 0M5 12v8h14v-8M8 16h8"/>"#,
    "give" => r#"<path d="M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7c-6 0-5-5-2-4 1 .4 2 2 2 4zm0 0c6 0 5-5 2-4-1 .4-2 2-2 4z"/>"#,
    "invite" => r#"<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.5-4.500 3-6.500 6.500-6.500s6 2 6.500 6.500M19 8v6M16 11h6"/>"#,
    "write" => r#"<path d="M4 20l1-5L16 4l4 4L9 19zM14 6l4 4"/>"#,
    "reply" => r#"<path d="M10 8V4l-7 7 7 7v-4c5 0 8 1 11 5-1-7-5-11-11-11z"/>"#,
    "boost" => r#"<path d="M4 12V9c0-1.500 1-2.500 2.500-2.500H18M15 3l3.500 3.500L15 10M20 12v3c0 1.500-1 2.500-2.500 2.500H6M9 14l-3.500 3.500L9 21"/>"#,
    "glad" => r#"<path d="M12 20C5 15.500 3 12 3 8.800 3 6 5 4.200 7.400 4.200c2 0 3.600 1.200 4.600 3 1-1.800 2.600-3 4.600-3C19 4.200 21 6 21 8.800c0 3.200-2 6.700-9 11.200z"/>"#,
    "keep" => r#"<path d="M6 3.500h12V21l-6-4.500L6 21z"/>"#,
    "people" => r#"<path d="M3 8c5 0 5 8 9 8s4-8 9-8M3 16c5 0 5-8 9-8s4 8 9 8"/>"#,
    "made" => r#"<path d="M4 13l5 5L20 6"/>"#,
    "more" => r#"<circle cx="5" cy="12" r="1"/><circle cx="12" cy="12" r="1"/><circle cx="19" cy="12" r="1"/>"#,
    "picture" => r#"<path d="M4 5h16v14H4zM4 16l5-5 4 4 2.500-2.500L20 17"/><circle cx="15.500" cy="9" r="1.300"/>"#,
    "search" => r#"<circle cx="10.500" cy="10.500" r="6.500"/><path d="M15.500 15.500L21 21"/>"#,
    "door" => r#"<path d="M6 21V3.500h12V21M3 21h18M14.500 12v1"/>"#,
    "bell" => r#"<path d="M5 17h14c-1.500-1.500-2-3-2-6.500C17 7 15 4.500 12 4.500S7 7 7 10.500c0 3.500-.5 5-2 6.500zM10 20c.8.800 3.200.8 4 0M12 4.500V3"/>"#,
    "copy" => r#"<path d="M9 8.500h11V20H9zM5 15.500H4V4h11v1"/>"#,
    "mail" => r#"<path d="M3.500 6h17v12.500h-17zM3.500 7l8.500 6.500L20.500 7"/>"#,
    "settings" => r#"<path d="M4 7h10M18 7h2M4 17h2M10 17h10"/><circle cx="16" cy="7" r="2"/><circle cx="8" cy="17" r="2"/>"#,
    "heirloom" => r#"<path d="M5 10h12l-1.500 9h-9zM8 10c0-6 6-6 6 0M17 12c3-1 4 1 3.500 4"/>"#,
}
