//! What the square writes to two who drew each other, in English, Dutch and Danish.

/// Things to begin with; each pair gets three of them in turn.
const OPENERS: [[&str; 3]; 9] = [
    [
        "What did you make or mend last?",
        "Wat heb je het laatst gemaakt of hersteld?",
        "Hvad har du sidst lavet eller repareret?",
    ],
    [
        "Which corner of town would you show a guest?",
        "Welk hoekje van de stad laat je een gast zien?",
        "Hvilket hjørne af byen ville du vise en gæst?",
    ],
    ["What could you use a hand with?", "Waarbij kun je een hand gebruiken?", "Hvad kunne du bruge en hånd til?"],
    ["What do people ask you for?", "Waarvoor komen mensen bij jou?", "Hvad spørger folk dig om?"],
    [
        "Who here helped you, and with what?",
        "Wie hier heeft jou geholpen, en waarmee?",
        "Hvem her har hjulpet dig, og med hvad?",
    ],
    ["What do you eat when nobody is watching?", "Wat eet je als niemand kijkt?", "Hvad spiser du, når ingen ser det?"],
    [
        "What would you like to learn from somebody here?",
        "Wat wil je van iemand hier leren?",
        "Hvad vil du gerne lære af en her?",
    ],
    ["What did you find hard this month?", "Wat vond je moeilijk deze maand?", "Hvad var svært i denne måned?"],
    [
        "Coffee, a walk, or ten minutes on the phone: which suits you?",
        "Koffie, een wandeling of tien minuten bellen: wat past jou?",
        "Kaffe, en gåtur eller ti minutter i telefonen: hvad passer dig?",
    ],
];

/// The first words in the thread of two.
pub(super) fn drawn(locale: &str, a: &str, b: &str, link: &str, turn: u64) -> String {
    let language = match locale {
        "nl" => 1,
        "da" => 2,
        _ => 0,
    };
    let start = usize::try_from(turn % 3).expect("less than three") * 3;
    let openers: Vec<String> = OPENERS[start..start + 3]
        .iter()
        .enumerate()
        .map(|(at, opener)| format!("{}. {}", at + 1, opener[language]))
        .collect();
    let (a, b) = (plain(a), plain(b));
    let (hello, after) = match language {
        1 => (
            format!(
                "{a} en {b}, jullie hebben elkaar geloot. Jullie kennen elkaar nog niet. Drie dingen om mee te beginnen:"
            ),
            format!("Spreek hier samen iets af. Ontmoet? Zeg het hier: {link}"),
        ),
        2 => (
            format!("{a} og {b}, I har trukket hinanden. I kender ikke hinanden endnu. Tre ting at begynde med:"),
            format!("Aftal noget med hinanden her. Har I mødtes? Sig det her: {link}"),
        ),
        _ => (
            format!("{a} and {b}, you drew each other. You do not know each other yet. Three things to begin with:"),
            format!("Agree on something here, the two of you. Met? Say so here: {link}"),
        ),
    };
    format!("{hello}\n\n{}\n\n{after}", openers.join("\n"))
}

/// Nobody was left to be drawn with.
pub(super) fn left_over(locale: &str) -> &'static str {
    match locale {
        "nl" => "Deze ronde bleef er niemand voor je over. De volgende keer ben jij als eerste aan de beurt.",
        "da" => "I denne runde var der ingen tilbage til dig. Næste gang er du den første.",
        _ => "This round nobody was left for you. Next time you are the first.",
    }
}

fn plain(name: &str) -> String {
    crate::introductions::plain(name)
}
