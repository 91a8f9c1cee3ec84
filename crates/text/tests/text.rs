//! Stories and properties of post text.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use soulava_text::{Composed, compose, emojify, fold, is_clean, parse, plain, sanitise};

fn made(text: &str) -> Composed {
    compose(
        text,
        |mention| {
            let known = ["anna", "fenna", "bageriet"].contains(&&*mention.username);
            known.then(|| format!("https://wad.example/@{}", mention.username))
        },
        |tag| format!("https://wad.example/tags/{tag}"),
    )
}

const REL: &str = r#"rel="nofollow noopener noreferrer ugc""#;

#[test]
fn a_person_who_is_known_becomes_a_link_and_a_stranger_stays_text() {
    let post = made("Thanks @Anna and @nobody!");
    assert_eq!(
        post.html,
        format!(
            r#"<p>Thanks <span class="h-card"><a href="https://wad.example/@anna" class="u-url mention" {REL}>@<span>Anna</span></a></span> and @nobody!</p>"#
        )
    );
    let names: Vec<&str> = post.mentions.iter().map(|mention| &*mention.username).collect();
    assert_eq!(names, ["anna", "nobody"]);
}

#[test]
fn names_are_found_where_people_write_them() {
    let names = |text: &str| -> Vec<String> {
        parse(text)
            .mentions()
            .into_iter()
            .map(|m| m.domain.map_or(m.username.clone(), |d| format!("{}@{d}", m.username)))
            .collect()
    };
    assert_eq!(names("@anna: hi (@fenna), @Anna again."), ["anna", "fenna"]);
    assert_eq!(names("@jorrit@Eiland.Example. Dag"), ["jorrit@eiland.example"]);
    assert_eq!(names("mail me: anna@wad.example"), Vec::<String>::new());
    assert_eq!(names("https://wad.example/@anna"), Vec::<String>::new());
    assert_eq!(names("@josé @@ @. @-a"), Vec::<String>::new());
    assert_eq!(names("@dot.name. @under_score"), ["dot.name", "under_score"]);
}

#[test]
fn tags_have_letters_of_any_script() {
    let shown: Vec<String> =
        made("#Wadlopen #smørrebrød #2026 #日本 a#b #Été #été").tags.into_iter().map(|tag| tag.shown).collect();
    assert_eq!(shown, ["Wadlopen", "smørrebrød", "日本", "Été"]);
    assert_eq!(
        made("#Brød").html,
        format!(
            r##"<p><a href="https://wad.example/tags/brød" class="mention hashtag" {REL}>#<span>Brød</span></a></p>"##
        )
    );
}

#[test]
fn shortcodes_stay_as_written_and_are_told() {
    let post = made(":appeltaart: for you :ring::ring: at 10:30:45 x:y:z");
    assert_eq!(post.emojis, ["appeltaart"]);
    assert!(post.html.contains(":appeltaart: for you"));
}

#[test]
fn paragraphs_and_lines_are_kept() {
    assert_eq!(made("one\ntwo\n\n \n\nthree\r\nfour").html, "<p>one<br>two</p><p>three<br>four</p>");
    assert_eq!(made(" \n ").html, "");
}

#[test]
fn a_long_link_is_shortened_but_its_host_is_not() {
    let html = made("https://a-very-long-host-name-indeed.wad.example/path/of/it").html;
    assert!(html.contains(r#"<span class="invisible">https://</span><span class="ellipsis">a-very-long-host-name-indeed.wad.example</span><span class="invisible">/path/of/it</span>"#), "{html}");
    let html = made("https://www.wad.example/x").html;
    assert!(html.contains("<span>www.wad.example/x</span>"), "{html}");
}

#[test]
fn an_address_that_deceives_is_no_link() {
    for text in [
        "https://wad.example@evil.example/",
        "https://wad.example\\@evil.example",
        "https://wad.example\u{202e}moc.live",
    ] {
        assert!(!made(text).links.iter().any(|link| link.contains("evil") || link.contains("live")), "{text}");
    }
    assert!(made("javascript://wad.example/%0aalert(1) data:text/html,x ftp://x.example/").links.is_empty());
}

#[test]
fn markup_in_a_text_is_text() {
    assert_eq!(
        made("<script>alert(1)</script> & \"x\"").html,
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"x\"</p>"
    );
}

#[test]
fn foreign_html_keeps_what_a_post_may_contain() {
    let cases = [
        (r#"<p onclick="x()">hi <b>there</b><img src=x onerror=alert(1)></p>"#, "<p>hi <b>there</b></p>".to_owned()),
        ("<h1>Title</h1><script>evil()</script>", "<strong>Title</strong>".to_owned()),
        (r#"<a href="javascript:alert(1)">x</a>"#, format!("<a {REL}>x</a>")),
        (
            r#"<a href="https://b.example" target="_blank" class="mention big">x</a>"#,
            format!(r#"<a href="https://b.example" class="mention" {REL}>x</a>"#),
        ),
        (
            r#"<svg><a xlink:href="javascript:x">y</a></svg><p style="color:red" id="a" lang="da">z</p>"#,
            r#"<p lang="da">z</p>"#.to_owned(),
        ),
        (r#"<a href="//evil.example/x">x</a>"#, format!("<a {REL}>x</a>")),
    ];
    for (dirty, clean) in cases {
        assert_eq!(sanitise(dirty), clean);
    }
}

#[test]
fn no_part_of_a_host_can_be_hidden() {
    let hidden = |html: &str| sanitise(html).matches("invisible").count();
    assert_eq!(
        hidden(
            r#"<a href="https://evil.example/bank.example"><span class="invisible">https://evil.example/</span>bank.example</a>"#
        ),
        0
    );
    assert_eq!(
        hidden(
            r#"<a href="https://bank.example.evil.example/x">bank.example<span class="invisible">.evil.example/x</span></a>"#
        ),
        0
    );
    assert_eq!(
        hidden(r#"<a href="https://evil.example/x"><span class="invisible"><b>https://</b></span>bank.example</a>"#),
        0
    );
    assert_eq!(hidden(r#"<p><span class="invisible">secret</span></p>"#), 0);
    let fine = r#"<a href="https://wad.example/x/y/z"><span class="invisible">https://</span><span class="ellipsis">wad.example/x</span><span class="invisible">/y/z</span></a>"#;
    assert_eq!(hidden(fine), 2);
}

#[test]
fn plain_text_comes_back_from_html() {
    assert_eq!(
        plain(&made("one\ntwo & <three>\n\nfour https://wad.example/a/b/c/d/e/f/g/h/i/j/k").html),
        "one\ntwo & <three>\n\nfour https://wad.example/a/b/c/d/e/f/g/h/i/j/k"
    );
    assert_eq!(plain("<ul><li>a</li><li>b</li></ul><p>c</p>"), "a\nb\n\nc");
}

#[test]
fn pictures_replace_shortcodes_in_text_only() {
    let html = r#"<p><a href="https://wad.example/:ring:">:ring:</a> 1:2 :no: :ring:</p>"#;
    let shown = emojify(html, |code| (code == "ring").then(|| "<img alt=\":ring:\">".to_owned()));
    assert_eq!(
        shown,
        r#"<p><a href="https://wad.example/:ring:"><img alt=":ring:"></a> 1:2 :no: <img alt=":ring:"></p>"#
    );
}

#[test]
fn the_worst_texts_take_linear_time() {
    let worst = [
        "@".repeat(60_000),
        "#".repeat(60_000),
        ":".repeat(60_000),
        "@a".repeat(30_000),
        ":a".repeat(30_000),
        "#a".repeat(30_000),
        "http://".repeat(9_000),
        "://".repeat(20_000),
        "a://".repeat(15_000),
        "\n ".repeat(30_000),
        "#\u{301}".repeat(20_000),
        "@a@".repeat(20_000),
        ":aaaaaaaa".repeat(7_000),
        "https://a(".repeat(6_000),
    ];
    for text in worst {
        let start = Instant::now();
        let post = made(&text);
        soulava_text::length(&text);
        assert!(start.elapsed() < Duration::from_secs(2), "{:?} for {}", start.elapsed(), &text[..8]);
        drop(post);
    }
    let html = [
        "<b class=x><p>".repeat(6_000),
        "<a href=x><p>".repeat(4_000),
        "<i a=1><b b=2><p>".repeat(3_000),
        "<blockquote>".repeat(20_000),
        "<table><td><b>".repeat(4_000),
        "<span class=\"invisible\">".repeat(5_000),
        "<p>".repeat(60_000),
        "&".repeat(100_000),
        "word ".repeat(50_000),
        "&amp;".repeat(7_000),
        "<ruby><rt>".repeat(3_900),
    ];
    for html in html {
        let start = Instant::now();
        let clean = sanitise(&html);
        assert!(start.elapsed() < Duration::from_secs(4), "{:?} for {}", start.elapsed(), &html[..12]);
        assert!(is_clean(&clean), "{}", &html[..12]);
    }
}

/// Letters, signs and fragments that mean something to a parser.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("@anna"),
        Just("@fenna@other.example"),
        Just("#brød"),
        Just(":ring:"),
        Just("https://wad.example/a?b=c&d#e"),
        Just("http://"),
        Just("<script>"),
        Just("</p>"),
        Just("<a href=\"javascript:x\">"),
        Just("<span class=\"invisible\">"),
        Just("</a>"),
        Just("<h2>"),
        Just("</span>"),
        Just("<b>"),
        Just("</b>"),
        Just("<p>"),
        Just("<pre>"),
        Just("\n"),
        Just("\n\n"),
        Just("&amp;"),
        Just("&#x3c;"),
        Just("\u{A0}"),
        Just("<li>"),
        Just("<ruby>"),
        Just("<rt>"),
        Just("<table>"),
        Just("<svg>"),
        Just("<math>"),
        Just("<!--"),
        Just("\""),
        Just("' onload="),
        Just("<a href=\"https://x.example\" onclick=\"y\">"),
        Just("<ol reversed start=3>"),
        Just("\u{202e}"),
        Just("<blockquote dir=rtl>"),
        Just("<"),
        Just(">"),
        Just("<style>"),
        Just("<title>"),
    ];
    prop::collection::vec(prop_oneof![4 => piece.prop_map(str::to_owned), 1 => "\\PC{0,6}"], 0..24)
        .prop_map(|pieces| pieces.concat())
}

fn is_harmless(html: &str) -> bool {
    let mut inside = html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default().to_lowercase());
    let open = html.matches("<p>").count() + html.matches("<p ").count();
    inside.all(|tag| {
        !tag.contains(" on") && !tag.contains("javascript:") && !tag.starts_with("script") && !tag.contains("style=")
    }) && open == html.matches("</p>").count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_we_write_is_clean_and_harmless(text in nasty()) {
        let post = made(&text);
        prop_assert!(is_harmless(&post.html), "{}", post.html);
        prop_assert_eq!(sanitise(&post.html), post.html);
    }

    #[test]
    fn cleaning_twice_changes_nothing(html in nasty()) {
        let clean = sanitise(&html);
        prop_assert!(is_harmless(&clean), "{}", clean);
        prop_assert_eq!(sanitise(&clean), clean);
    }

    #[test]
    fn anything_at_all_is_taken(text in "\\PC{0,200}") {
        made(&text);
        plain(&text);
        soulava_text::length(&text);
        soulava_text::reason(&text);
        fold(&text);
    }
}
