//! What the square writes to the two of an introduction, in English, Dutch and Danish.

/// "Anna thinks you and Grethe should meet …", with where to answer.
pub(super) fn offered(locale: &str, introducer: &str, other: &str, why: &str, link: &str) -> String {
    // Names and reasons are people's words: they name nobody and give nothing here.
    let (introducer, other) = (plain(introducer), plain(other));
    match locale {
        "nl" => format!(
            "{introducer} denkt dat jij en {other} elkaar zouden moeten leren kennen: “{why}”\n\n\
             Ja, of nu even niet? Zeg het hier: {link}\nNiemand ziet wat je zegt, behalve als jullie allebei ja zeggen."
        ),
        "da" => format!(
            "{introducer} synes, at du og {other} skulle møde hinanden: “{why}”\n\n\
             Ja, eller ikke nu? Sig det her: {link}\nIngen ser, hvad du svarer, medmindre I begge siger ja."
        ),
        _ => format!(
            "{introducer} thinks you and {other} should meet: “{why}”\n\n\
             Yes, or not now? Say it here: {link}\nNobody sees what you say, unless you both say yes."
        ),
    }
}

/// A name without what would make a mention or an emblem of it.
pub(crate) fn plain(name: &str) -> String {
    name.replace(['@', ':', '#'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}
