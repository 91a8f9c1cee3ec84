//! Our own emblems, from which a currency may choose one. The drawings are in `crates/web/assets/emblems`.

/// A drawing a currency may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emblem {
    /// Its file's name, lower-case ASCII.
    pub name: &'static str,
    /// What it shows, in English.
    pub en: &'static str,
    /// In Dutch.
    pub nl: &'static str,
    /// In Danish.
    pub da: &'static str,
}

impl Emblem {
    /// What it shows, in the language whose BCP 47 tag begins so; English for others.
    pub fn title(&self, language: &str) -> &'static str {
        match language.get(..2) {
            Some("nl") => self.nl,
            Some("da") => self.da,
            _ => self.en,
        }
    }
}

/// All of them, in the order in which they are shown.
pub const ALL: [Emblem; 24] = [
    Emblem { name: "appeltaart", en: "Apple pie", nl: "Appeltaart", da: "Æbletærte" },
    Emblem { name: "opskrift", en: "Recipe", nl: "Recept", da: "Opskrift" },
    Emblem { name: "applaus", en: "Applause", nl: "Applaus", da: "Bifald" },
    Emblem { name: "ketting", en: "Necklace", nl: "Ketting", da: "Halskæde" },
    Emblem { name: "ring", en: "Armring", nl: "Armband", da: "Armring" },
    Emblem { name: "broodje", en: "Loaf", nl: "Broodje", da: "Brød" },
    Emblem { name: "koffie", en: "Coffee", nl: "Koffie", da: "Kaffe" },
    Emblem { name: "lantaarn", en: "Lantern", nl: "Lantaarn", da: "Lygte" },
    Emblem { name: "schelp", en: "Shell", nl: "Schelp", da: "Skal" },
    Emblem { name: "sleutel", en: "Key", nl: "Sleutel", da: "Nøgle" },
    Emblem { name: "hand", en: "Hand", nl: "Hand", da: "Hånd" },
    Emblem { name: "hart", en: "Heart", nl: "Hart", da: "Hjerte" },
    Emblem { name: "boot", en: "Boat", nl: "Boot", da: "Båd" },
    Emblem { name: "ster", en: "Star", nl: "Ster", da: "Stjerne" },
    Emblem { name: "boek", en: "Book", nl: "Boek", da: "Bog" },
    Emblem { name: "vis", en: "Fish", nl: "Vis", da: "Fisk" },
    Emblem { name: "bloem", en: "Flower", nl: "Bloem", da: "Blomst" },
    Emblem { name: "appel", en: "Apple", nl: "Appel", da: "Æble" },
    Emblem { name: "draad", en: "Thread", nl: "Draad", da: "Tråd" },
    Emblem { name: "bel", en: "Bell", nl: "Bel", da: "Klokke" },
    Emblem { name: "brug", en: "Bridge", nl: "Brug", da: "Bro" },
    Emblem { name: "vuur", en: "Fire", nl: "Vuur", da: "Bål" },
    Emblem { name: "zaad", en: "Seedling", nl: "Kiemplant", da: "Spire" },
    Emblem { name: "regenjas", en: "Raincoat", nl: "Regenjas", da: "Regnfrakke" },
];

/// The emblem of this name.
pub fn find(name: &str) -> Option<&'static Emblem> {
    ALL.iter().find(|emblem| emblem.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_emblem_has_its_drawing_and_its_picture() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../web/assets/emblems");
        for emblem in ALL {
            for kind in ["svg", "png"] {
                let path = format!("{folder}/{}.{kind}", emblem.name);
                let size = std::fs::metadata(&path).map(|file| file.len()).unwrap_or_default();
                assert!((200..16_000).contains(&size), "{path}: {size} bytes");
            }
        }
    }

    #[test]
    fn titles_come_in_the_readers_language() {
        let loaf = find("broodje").expect("there is a loaf");
        assert_eq!((loaf.title("nl-NL"), loaf.title("da"), loaf.title("fr")), ("Broodje", "Brød", "Loaf"));
    }
}
