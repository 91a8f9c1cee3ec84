//! Whether a reason sounds like a deal, so that the composer can ask gently. It never refuses anything.

/// What in a reason sounds like a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deal {
    /// An amount of money.
    Price,
    /// Something taken off a price; that belongs to the paid lane.
    Discount,
    /// An order.
    Order,
    /// "In return for".
    InReturn,
}
crate::words::words!(Deal { Price = "price", Discount = "discount", Order = "order", InReturn = "in_return" });

const DISCOUNT: &[&str] = &[
    "discount",
    "voucher",
    "coupon",
    "promo code",
    "% off",
    "korting",
    "kortingscode",
    "cadeaubon",
    "tegoedbon",
    "waardebon",
    "actiecode",
    "rabat",
    "rabatkode",
    "gavekort",
    "tilbudskode",
    "kupon",
    "% rabat",
    "% korting",
];
const ORDER: &[&str] = &[
    "my order",
    "your order",
    "order number",
    "order no",
    "invoice",
    "purchase",
    "bestelling",
    "bestelnummer",
    "factuur",
    "aankoop",
    "ordrenummer",
    "bestilling",
    "faktura",
    "dit køb",
    "mit køb",
    "ordre nr",
];
const IN_RETURN: &[&str] = &[
    "in return for",
    "in exchange for",
    "if you give me",
    "if you review",
    "in ruil voor",
    "als tegenprestatie",
    "voor een review",
    "als je mij",
    "til gengæld for",
    "i bytte for",
    "mod at du",
    "hvis du giver mig",
    "for en anmeldelse",
];
const COINS: &[&str] = &[
    "€", "$", "£", "kr.", "kr", "eur", "euro", "euros", "dkk", "usd", "dollar", "dollars", "kroner", "pound", "pounds",
    ",-",
];

/// What sounds like a deal in `reason` (English, Dutch, Danish); none for a plain thank-you.
pub fn sounds_like_a_deal(reason: &str) -> Option<Deal> {
    let text = reason.to_lowercase();
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| holds(&text, phrase));
    if has(IN_RETURN) {
        Some(Deal::InReturn)
    } else if has(DISCOUNT) {
        Some(Deal::Discount)
    } else if has(ORDER) {
        Some(Deal::Order)
    } else {
        priced(&text).then_some(Deal::Price)
    }
}

/// Whether the phrase stands in the text as whole words.
fn holds(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + phrase.len()..].chars().next();
        let opens = !phrase.starts_with(char::is_alphanumeric) || !before.is_some_and(char::is_alphanumeric);
        opens && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a number stands beside a coin: `€ 5`, `5 kr`, `12,50 euro`.
fn priced(text: &str) -> bool {
    COINS.iter().any(|coin| {
        text.match_indices(coin).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + coin.len()..]);
            let word = coin.starts_with(char::is_alphabetic);
            let whole = !word || (!before.ends_with(char::is_alphabetic) && !after.starts_with(char::is_alphabetic));
            let number_before = before.trim_end_matches([' ', '\u{a0}']).ends_with(|c: char| c.is_ascii_digit());
            let number_after = after.trim_start_matches([' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit());
            whole && (number_before || (*coin != ",-" && number_after))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deals_are_heard_in_three_languages() {
        for (reason, deal) in [
            ("in return for a good review", Deal::InReturn),
            ("In ruil voor een mooie review", Deal::InReturn),
            ("Til gengæld for en anmeldelse", Deal::InReturn),
            ("10% off with this code", Deal::Discount),
            ("korting op je volgende taart", Deal::Discount),
            ("tak for rabatten, 10 % rabat", Deal::Discount),
            ("about order number 12", Deal::Order),
            ("voor je bestelling van gisteren", Deal::Order),
            ("din faktura", Deal::Order),
            ("you paid € 12,50 for me", Deal::Price),
            ("de 20 euro van toen", Deal::Price),
            ("50 kr. for kagen", Deal::Price),
            ("fik den for 20,-", Deal::Price),
        ] {
            assert_eq!(sounds_like_a_deal(reason), Some(deal), "{reason}");
        }
    }

    #[test]
    fn thanks_are_left_alone() {
        for reason in [
            "for the soup at the yard, and that you did not ask",
            "omdat je 3 uur kwam helpen met verhuizen",
            "for at passe katten i 2 uger",
            "you kept order in the queue",
            "for the 12 krakelingen",
            "voor de ordentelijke hulp bij de markt",
        ] {
            assert_eq!(sounds_like_a_deal(reason), None, "{reason}");
        }
    }
}
