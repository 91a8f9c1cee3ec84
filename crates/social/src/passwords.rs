//! Passwords: what is accepted, and how they are kept (Argon2id, the smallest pair OWASP recommends).
//!
//! Hashing takes about 20 ms and 19 MiB: doors do it behind a semaphore of two, outside any transaction.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::{Refusal, Result};

/// Fewest characters.
pub const CHARS_MIN: usize = 12;
/// Most characters; nothing is ever cut off.
pub const CHARS_MAX: usize = 256;

/// Of this many of the first characters the guesser is asked; its time grows with the square.
const GUESSED_CHARS_MAX: usize = 32;

/// What an unknown account's password is compared with, so that the answer takes the same time.
const NOBODYS_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c291bGF2YS1ub2JvZHk$kz3MCOvjPJNOeDTISVYzWRUN3ZDcOMSiFXcSA0xmVJI";

/// Checks a new password. `personal` are words an attacker tries first: the names and the address.
pub fn check(password: &str, personal: &[&str]) -> Result<()> {
    let chars = password.chars().count();
    if chars == 0 {
        return Err(Refusal::invalid_as("password", "ERR_BLANK", "can't be blank"));
    }
    if chars < CHARS_MIN {
        return Err(Refusal::invalid_as(
            "password",
            "ERR_TOO_SHORT",
            format!("is too short (minimum is {CHARS_MIN} characters)"),
        ));
    }
    if chars > CHARS_MAX {
        return Err(Refusal::invalid_as(
            "password",
            "ERR_TOO_LONG",
            format!("is too long (maximum is {CHARS_MAX} characters)"),
        ));
    }
    if password.contains('\0') {
        return Err(Refusal::invalid("password", "contains a character that cannot be typed"));
    }
    if is_easy(password, personal) {
        return Err(Refusal::invalid_as("password", "ERR_WEAK", "is one of the first that somebody would guess"));
    }
    Ok(())
}

/// Whether ten thousand guesses would find it, or it is little more than a name.
fn is_easy(password: &str, personal: &[&str]) -> bool {
    let folded = password.to_lowercase();
    let few = |word: &str| word.chars().count() >= 3 && folded.replace(word, "").chars().count() < 4;
    if personal.iter().chain(&["soulava"]).any(|word| few(&word.to_lowercase())) {
        return true;
    }
    let head: String = password.chars().take(GUESSED_CHARS_MAX).collect();
    zxcvbn::zxcvbn(&head, personal).guesses_log10() < 4.0
}

/// Hashes a password that was checked. Only the system's randomness can fail.
pub fn hash(password: &str) -> Result<String> {
    let hash = argon2().hash_password(password.as_bytes()).map_err(|error| broken(&error))?;
    Ok(hash.to_string())
}

/// Whether `password` made `hash`. Without a hash the answer is no, after the same work.
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let known = hash.is_some();
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODYS_HASH)) else { return false };
    if password.chars().count() > CHARS_MAX {
        return false;
    }
    argon2().verify_password(password.as_bytes(), &parsed).is_ok() && known
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(19_456, 2, 1, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn broken(error: &argon2::password_hash::Error) -> crate::Error {
    crate::Error::Broken(soulava_store::Error::Broken(format!("hashing a password: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_as_argon2id_and_checks_out() {
        let hash = hash("a quiet harbour in May").expect("hashing works");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify("a quiet harbour in May", Some(&hash)));
        assert!(!verify("a quiet harbour in June", Some(&hash)));
    }

    #[test]
    fn nobody_has_no_password_and_the_work_is_still_done() {
        assert!(PasswordHash::new(NOBODYS_HASH).is_ok());
        assert!(!verify("a quiet harbour in May", None));
    }

    #[test]
    fn short_long_common_and_personal_passwords_are_refused() {
        for bad in ["", "short", "elevenchars", "aaaaaaaaaaaa", "soulava12", "fenna.vries1", &"x".repeat(257)] {
            assert!(check(bad, &["fenna.vries"]).is_err(), "{bad:?} passed");
        }
        assert!(check("a quiet harbour in May", &["fenna"]).is_ok());
        assert!(check(&"ø quiet å harbour".repeat(10), &[]).is_ok());
    }
}
