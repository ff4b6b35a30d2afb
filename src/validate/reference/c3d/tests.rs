//! Files made here, byte by byte, after the format's published description.

use super::*;

#[derive(Clone, Copy)]
struct Made {
    dec: bool,
    integers: bool,
    processor: u8,
}

const INTEL_FLOATS: Made = Made { dec: false, integers: false, processor: 84 };

impl Made {
    fn float(self, value: f32) -> [u8; 4] {
        let [a, b, c, d] = (if self.dec { value * 4.0 } else { value }).to_le_bytes();
        if self.dec { [c, d, a, b] } else { [a, b, c, d] }
    }

    /// A coordinate: an integer in units of 0.5, or a float.
    fn coordinate(self, value: f32) -> Vec<u8> {
        if self.integers { ((value * 2.0) as i16).to_le_bytes().to_vec() } else { self.float(value).to_vec() }
    }

    fn record(name: &str, id: i8, content: &[u8], last: bool) -> Vec<u8> {
        let mut bytes = vec![name.len() as u8, id.cast_unsigned()];
        bytes.extend(name.as_bytes());
        let offset = if last { 0 } else { 2 + content.len() as u16 };
        bytes.extend(offset.to_le_bytes());
        bytes.extend(content);
        bytes
    }

    fn parameter(kind: i8, dimensions: &[u8], data: &[u8]) -> Vec<u8> {
        let mut bytes = vec![kind.cast_unsigned(), dimensions.len() as u8];
        bytes.extend(dimensions);
        bytes.extend(data);
        bytes.push(0); // no description
        bytes
    }

    fn parameters(self, unit: &[u8; 4]) -> Vec<u8> {
        let integer = |value: i16| Self::parameter(2, &[], &value.to_le_bytes());
        let scale = if self.integers { 0.5 } else { -0.5 };
        let mut bytes = vec![1, KEY, 1, self.processor];
        bytes.extend(Self::record("POINT", -1, &[0], false));
        bytes.extend(Self::record("USED", 1, &integer(2), false));
        bytes.extend(Self::record("SCALE", 1, &Self::parameter(4, &[], &self.float(scale)), false));
        bytes.extend(Self::record("RATE", 1, &Self::parameter(4, &[], &self.float(100.0)), false));
        bytes.extend(Self::record("DATA_START", 1, &integer(3), false));
        bytes.extend(Self::record("UNITS", 1, &Self::parameter(-1, &[4], unit), false));
        bytes.extend(Self::record("LABELS", 1, &Self::parameter(-1, &[6, 2], b"R.ASISL.ASIS"), true));
        bytes.resize(BLOCK, 0);
        bytes
    }

    /// Two points in two frames, the first of which is frame 11, with three analogue values between the frames.
    fn file(self, unit: &[u8; 4]) -> Vec<u8> {
        let mut bytes = vec![2, KEY];
        for word in [2u16, 3, 11, 12, 0] {
            bytes.extend(word.to_le_bytes());
        }
        bytes.resize(BLOCK, 0);
        bytes.extend(self.parameters(unit));
        let frames =
            [[100.0, 200.0, 300.0, 0.0, 1.0, 2.0, 3.0, -1.0], [101.5, 200.0, 300.0, 0.0, 4.0, 5.0, 6.0, 0.0]];
        for frame in frames {
            for value in frame.into_iter().chain([7.0; 3]) {
                bytes.extend(self.coordinate(value));
            }
        }
        bytes
    }
}

#[test]
fn integers_and_floats_of_both_processors_say_the_same() {
    for dec in [false, true] {
        for integers in [false, true] {
            let made = Made { dec, integers, processor: if dec { 85 } else { 84 } };
            let markers = from_bytes(&made.file(b"mm  "), Axes::Y_UP).expect("a C3D file");
            assert_eq!(markers.time.seconds(), [0.10, 0.11]);
            let at = |name: &str, row| markers.paths[name].at(row);
            let close = |found: Option<Place>, expected: Place| {
                let found = found.expect("seen");
                assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}");
            };
            close(at("RASIS", 0), [0.1, 0.2, 0.3]);
            close(at("RASIS", 1), [0.1015, 0.2, 0.3]);
            assert_eq!(at("LASIS", 0), None, "the fourth number says that it was lost");
            close(at("LASIS", 1), [0.004, 0.005, 0.006]);
        }
    }
}

#[test]
fn what_is_not_read_is_refused_with_its_reason() {
    let refused = |bytes: &[u8]| from_bytes(bytes, Axes::Z_UP).expect_err("refused");
    assert_eq!(refused(b"no"), C3dError::NotC3d);
    let mips = Made { processor: 86, ..INTEL_FLOATS };
    assert_eq!(refused(&mips.file(b"mm  ")), C3dError::Processor { code: 86 });
    assert_eq!(refused(&INTEL_FLOATS.file(b"inch")), C3dError::Unit { unit: "inch".into() });
    let mut renamed = INTEL_FLOATS.file(b"mm  ");
    let place = renamed.windows(4).position(|bytes| bytes == b"RATE").expect("there");
    renamed[place] = b'D';
    assert_eq!(refused(&renamed), C3dError::Missing { group: "POINT", name: "RATE" });
}

#[test]
fn no_shortened_file_panics_or_passes() {
    let whole = INTEL_FLOATS.file(b"mm  ");
    for length in 0..whole.len() {
        assert!(from_bytes(&whole[..length], Axes::Z_UP).is_err(), "{length} of {} bytes", whole.len());
    }
}
