//! Names that are compared, not shown.

use unicode_normalization::UnicodeNormalization;

/// The form in which names and tags are compared: Unicode NFKC, lower case.
///
/// Folding twice changes nothing.
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    // Lower case can undo the normal form and the other way round (`İ`, `K`), so both are done until they agree.
    let mut folded = step(name);
    for _ in 0..3 {
        let again = step(&folded);
        if again == folded {
            break;
        }
        folded = again;
    }
    folded
}

fn step(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_look_alike_fold_alike() {
        assert_eq!(fold("Søren"), "søren");
        assert_eq!(fold("ＦＥＮＮＡ"), "fenna");
        assert_eq!(fold("e\u{301}té"), "été");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in ".{0,40}") {
            let once = fold(&name);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
