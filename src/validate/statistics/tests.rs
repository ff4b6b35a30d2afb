//! Against numpy and scipy (`scripts/golden/agreement.py`), and by hand.

use super::*;
use serde_json::Value;

fn golden() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/validate/agreement.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("committed")).expect("JSON")
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|v| v.as_f64().expect("a number")).collect()
}

fn pairs(golden: &Value) -> Vec<Pair> {
    let both = numbers(&golden["measured"]).into_iter().zip(numbers(&golden["reference"]));
    both.map(|(measured, reference)| Pair { measured, reference }).collect()
}

/// The same sums in another order: rounding in the last places.
const ROUNDING: f64 = 1e-10;

#[test]
fn numpy_and_scipy_agree() {
    let golden = golden();
    let pairs = pairs(&golden);
    let errors: Vec<f64> = pairs.iter().map(|pair| pair.error()).collect();
    let spread = Spread::of(&errors).expect("values");
    let sd = spread.sd.expect("more than one");
    let limits = Limits::of(spread.mean, sd);
    for (name, value) in [
        ("bias", spread.mean),
        ("sd", sd),
        ("rmse", spread.rms),
        ("rmse_without_offset", spread.rms_without_mean()),
        ("limit_low", limits.low),
        ("limit_high", limits.high),
        ("r", correlation(&pairs).expect("both vary")),
        ("slope", slope(&pairs).expect("it varies")),
        ("measured_range", range(pairs.iter().map(|p| p.measured)).expect("values")),
    ] {
        let expected = golden["figures"][name].as_f64().expect("a number");
        assert!((value - expected).abs() < ROUNDING, "{name}: {value}, numpy {expected}");
    }
}

#[test]
fn groups_pool_to_what_their_values_together_give() {
    let golden = golden();
    let groups: Vec<Spread> = golden["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| Spread::of(&numbers(group)).expect("values"))
        .collect();
    let pooled = Spread::pooled(&groups).expect("values");
    let expected = |name: &str| golden["pooled"][name].as_f64().expect("a number");
    assert_eq!(pooled.n, 22);
    assert!((pooled.mean - expected("mean")).abs() < ROUNDING);
    assert!((pooled.sd.expect("many") - expected("sd")).abs() < ROUNDING);
    assert!((pooled.rms - expected("rms")).abs() < ROUNDING);
}

fn drawn(pairs: &[(f64, f64)]) -> Vec<Pair> {
    pairs.iter().map(|&(measured, reference)| Pair { measured, reference }).collect()
}

#[test]
fn by_hand() {
    // Errors 1, 3: mean 2, SD sqrt(2), mean square 5, about the mean 1.
    let spread = Spread::of(&[1.0, 3.0]).expect("two");
    assert_eq!((spread.n, spread.mean), (2, 2.0));
    assert!((spread.sd.expect("two") - 2f64.sqrt()).abs() < ROUNDING);
    assert!((spread.rms - 5f64.sqrt()).abs() < ROUNDING);
    assert!((spread.rms_without_mean() - 1.0).abs() < ROUNDING);
    // Half of every change is measured.
    let half = drawn(&[(5.0, 0.0), (6.0, 2.0), (7.0, 4.0)]);
    assert_eq!((slope(&half), correlation(&half)), (Some(0.5), Some(1.0)));
}

#[test]
fn what_does_not_exist_is_none() {
    assert_eq!(Spread::of(&[]), None);
    assert_eq!(Spread::pooled(&[]), None);
    assert_eq!(Spread::of(&[4.0]).map(|s| s.sd), Some(None));
    assert_eq!(correlation(&drawn(&[(1.0, 1.0), (2.0, 2.0)])), None, "two pairs always lie on a line");
    assert_eq!(correlation(&drawn(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)])), None);
    assert_eq!(slope(&drawn(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)])), None);
    assert_eq!(range([]), None);
}
