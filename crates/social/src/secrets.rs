//! Secrets that prove something: 256 bits from the store's randomness, kept only as SHA-256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::Tx;

/// The longest secret anybody may show us, in bytes. Longer ones are nobody's.
pub const SHOWN_BYTES_MAX: usize = 256;

/// A new secret: 43 characters that fit an URL, a header and a cookie.
pub fn make(tx: &Tx) -> String {
    encode(&tx.random::<32>())
}

/// How a secret is kept. A 256-bit random value needs no salt and no slow hash.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Bytes as text that fits an URL.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Compares without telling by time how far two values agree.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    bool::from(a.ct_eq(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_kept_as_its_sha256() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let hex: String = hash("abc").iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, expected);
        assert!(same(b"abc", b"abc") && !same(b"abc", b"abd") && !same(b"abc", b"ab"));
        assert_eq!(encode(&[255; 32]).len(), 43);
    }
}
