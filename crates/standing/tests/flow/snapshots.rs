//! Bytes and back.

use proptest::prelude::*;
use soulava_standing::flow::{Flow, MemberId};

use crate::log::{assert_same_bits, figures, logs};

proptest! {
    #[test]
    fn an_engine_from_a_snapshot_goes_on_bit_by_bit(log in logs(10, 15, 80), at in 0..80_usize, held: bool) {
        let mut flow = log.square();
        let at = at.min(log.acts.len() - 1);
        let (before, after) = log.acts.split_at(at);
        if held {
            flow.hold();
        }
        for (day, act) in before {
            flow.advance(*day);
            act.apply(&mut flow, *day);
        }
        let bytes = flow.snapshot();
        let mut other = Flow::restore(&bytes).expect("our own snapshot");
        prop_assert_eq!(&other.snapshot(), &bytes);
        assert_same_bits(&figures(&other), &figures(&flow));
        for (day, act) in after {
            for flow in [&mut flow, &mut other] {
                flow.advance(*day);
                act.apply(flow, *day);
            }
            assert_same_bits(&figures(&other), &figures(&flow));
        }
        prop_assert_eq!(other.error_bound().to_bits(), flow.error_bound().to_bits());
        for flow in [&mut flow, &mut other] {
            flow.remove(MemberId(0));
            flow.solve();
        }
        assert_same_bits(&figures(&other), &figures(&flow));
        prop_assert_eq!(other.snapshot(), flow.snapshot());
    }

    #[test]
    fn a_damaged_snapshot_is_noticed(log in logs(6, 8, 30), at: prop::sample::Index, bit in 0..8_u32) {
        let mut bytes = log.pushed().snapshot();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Flow::restore(&bytes).is_err());
        bytes.truncate(at);
        prop_assert!(Flow::restore(&bytes).is_err());
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes: Vec<u8>) {
        prop_assert!(Flow::restore(&bytes).is_err());
    }
}
