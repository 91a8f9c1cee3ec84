//! The drawings of our own emblems, compiled in; their names are `soulava_social::emblems::ALL`.

macro_rules! drawings {
    ($($name:literal)*) => {
        /// The drawing of this name as SVG.
        pub fn svg(name: &str) -> Option<&'static str> {
            match name {
                $($name => Some(include_str!(concat!("../assets/emblems/", $name, ".svg"))),)*
                _ => None,
            }
        }

        /// The picture of this name as PNG of 128 px.
        pub fn png(name: &str) -> Option<&'static [u8]> {
            match name {
                $($name => Some(include_bytes!(concat!("../assets/emblems/", $name, ".png"))),)*
                _ => None,
            }
        }
    };
}

drawings! {
    "appeltaart" "opskrift" "applaus" "ketting" "ring" "broodje" "koffie" "lantaarn" "schelp" "sleutel" "hand" "hart"
    "boot" "ster" "boek" "vis" "bloem" "appel" "draad" "bel" "brug" "vuur" "zaad" "regenjas"
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_emblem_in_the_list_is_compiled_in() {
        for emblem in soulava_social::emblems::ALL {
            assert!(super::svg(emblem.name).is_some_and(|svg| svg.starts_with("<svg")));
            assert!(super::png(emblem.name).is_some_and(|png| png.starts_with(b"\x89PNG")));
        }
    }
}
