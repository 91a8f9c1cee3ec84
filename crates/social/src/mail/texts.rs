//! The words of the letters, in English, Dutch and Danish.

use super::Letter;

/// A letter's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// One line.
    pub subject: String,
    /// Plain text, lines ended by `\n`.
    pub text: String,
}

/// Writes a letter in the reader's language; English when we do not speak it.
///
/// `name` is the reader, `link` the one thing to press, `who` the person it is about, if any.
pub fn write(letter: &Letter, locale: &str, name: &str, square: &str, link: &str, who: &str) -> Text {
    let words = match locale {
        "nl" => dutch(letter),
        "da" => danish(letter),
        _ => english(letter),
    };
    let fill = |text: &str| fill(text, &[("{name}", name), ("{square}", square), ("{link}", link), ("{who}", who)]);
    let hello = match locale {
        "nl" => "Dag {name},",
        "da" => "Hej {name},",
        _ => "Hello {name},",
    };
    let subject = crate::accounts::one_line(&fill(words.0));
    Text { subject, text: format!("{}\n\n{}\n\n{}\n", fill(hello), fill(words.1), square) }
}

/// Puts the values in, in one pass, so that a value that looks like a slot stays as it is.
fn fill(text: &str, slots: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match slots.iter().find(|(slot, _)| rest.starts_with(slot)) {
            Some((slot, value)) => {
                out.push_str(value);
                rest = &rest[slot.len()..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn english(letter: &Letter) -> (&'static str, &'static str) {
    match letter {
        Letter::Confirm { .. } => (
            "Is this your address?",
            "Somebody, we hope you, wants to come in to {square} with this address. \
             Open this link to say that it is yours; it works once, for a day:\n\n{link}\n\n\
             If it was not you, do nothing and nothing happens.",
        ),
        Letter::Reset { .. } => (
            "A new password",
            "You asked for a new password at {square}. Choose one here; the link works once, for half an hour:\n\n{link}\n\n\
             If it was not you, do nothing: your password stays as it is.",
        ),
        Letter::AlreadyHere { .. } => (
            "You are already here",
            "Somebody wanted to sign up at {square} with this address, and it already has an account. \
             If it was you, just sign in:\n\n{link}\n\nIf it was not you, do nothing.",
        ),
        Letter::PasswordChanged { .. } => (
            "Your password was changed",
            "The password of your account at {square} was just changed, and all other browsers and apps were signed out. \
             If that was not you, ask for a new one now:\n\n{link}",
        ),
        Letter::Approved { .. } => {
            ("Come in", "You rang the bell at {square}, and somebody said yes. The door is open:\n\n{link}")
        }
        Letter::BellRung { .. } => {
            ("{who} rang the bell", "{who} would like to come in to {square}. Answer here:\n\n{link}")
        }
    }
}

fn dutch(letter: &Letter) -> (&'static str, &'static str) {
    match letter {
        Letter::Confirm { .. } => (
            "Is dit je adres?",
            "Iemand, hopelijk jij, wil met dit adres binnenkomen bij {square}. \
             Open deze link om te zeggen dat het van jou is; hij werkt één keer, een dag lang:\n\n{link}\n\n\
             Was jij het niet, doe dan niets en er gebeurt niets.",
        ),
        Letter::Reset { .. } => (
            "Een nieuw wachtwoord",
            "Je vroeg om een nieuw wachtwoord bij {square}. Kies er hier een; de link werkt één keer, een half uur lang:\n\n{link}\n\n\
             Was jij het niet, doe dan niets: je wachtwoord blijft zoals het is.",
        ),
        Letter::AlreadyHere { .. } => (
            "Je bent er al",
            "Iemand wilde zich met dit adres aanmelden bij {square}, en er is al een account mee. \
             Was jij het, log dan gewoon in:\n\n{link}\n\nWas jij het niet, doe dan niets.",
        ),
        Letter::PasswordChanged { .. } => (
            "Je wachtwoord is veranderd",
            "Het wachtwoord van je account bij {square} is net veranderd, en alle andere browsers en apps zijn uitgelogd. \
             Was jij dat niet, vraag dan nu een nieuw aan:\n\n{link}",
        ),
        Letter::Approved { .. } => {
            ("Kom binnen", "Je belde aan bij {square}, en iemand zei ja. De deur staat open:\n\n{link}")
        }
        Letter::BellRung { .. } => {
            ("{who} belde aan", "{who} wil graag binnenkomen bij {square}. Antwoord hier:\n\n{link}")
        }
    }
}

fn danish(letter: &Letter) -> (&'static str, &'static str) {
    match letter {
        Letter::Confirm { .. } => (
            "Er det din adresse?",
            "Nogen, forhåbentlig dig, vil gerne ind på {square} med denne adresse. \
             Åbn linket for at sige, at den er din; det virker én gang, et døgn:\n\n{link}\n\n\
             Var det ikke dig, så gør ingenting, og der sker ingenting.",
        ),
        Letter::Reset { .. } => (
            "En ny adgangskode",
            "Du bad om en ny adgangskode til {square}. Vælg en her; linket virker én gang, en halv time:\n\n{link}\n\n\
             Var det ikke dig, så gør ingenting: din adgangskode bliver, som den er.",
        ),
        Letter::AlreadyHere { .. } => (
            "Du er her allerede",
            "Nogen ville melde sig til på {square} med denne adresse, og den har allerede en konto. \
             Var det dig, så log bare ind:\n\n{link}\n\nVar det ikke dig, så gør ingenting.",
        ),
        Letter::PasswordChanged { .. } => (
            "Din adgangskode er ændret",
            "Adgangskoden til din konto på {square} er lige blevet ændret, og alle andre browsere og apps er logget ud. \
             Var det ikke dig, så bed om en ny nu:\n\n{link}",
        ),
        Letter::Approved { .. } => {
            ("Kom indenfor", "Du ringede på hos {square}, og nogen sagde ja. Døren er åben:\n\n{link}")
        }
        Letter::BellRung { .. } => ("{who} ringede på", "{who} vil gerne ind på {square}. Svar her:\n\n{link}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::AccountId;

    #[test]
    fn every_letter_speaks_three_languages_and_carries_its_link() {
        let account = AccountId(1);
        let letters = [
            Letter::Confirm { account },
            Letter::Reset { account },
            Letter::AlreadyHere { account },
            Letter::PasswordChanged { account },
            Letter::Approved { account },
            Letter::BellRung { account, who: AccountId(2) },
        ];
        for letter in &letters {
            let all: Vec<Text> = ["en", "nl", "da"]
                .map(|locale| write(letter, locale, "Fenna", "Havnen", "https://x.example/l", "Søren"))
                .into();
            for text in &all {
                assert!(
                    text.text.contains("https://x.example/l")
                        && text.text.contains("Fenna")
                        && text.text.contains("Havnen")
                );
                assert!(!text.subject.contains('{') && !text.text.contains('{'), "{text:?}");
            }
            assert!(all[0] != all[1] && all[1] != all[2]);
            assert_eq!(write(letter, "fr", "Fenna", "Havnen", "https://x.example/l", "Søren"), all[0]);
        }
    }

    #[test]
    fn a_name_cannot_write_the_letter() {
        let letter = Letter::BellRung { account: AccountId(1), who: AccountId(2) };
        let text = write(&letter, "en", "Fenna", "Havnen", "https://x.example/l", "{link}\r\nBcc: x");
        assert_eq!(text.subject, "{link} Bcc: x rang the bell");
    }
}
