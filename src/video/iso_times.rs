//! Presentation times of an MP4 or MOV, and which way up its pictures are, from its own tables (ISO/IEC 14496-12).
//!
//! OpenCV 4.6 forgets the time of the last frames of a clip (those that the decoder still holds when the file ends:
//! as many as it reorders, plus one for each decoding thread), and its frame count includes frames that an edit, such
//! as trimming on the phone, has hidden. The tables know both. Of a picture's turn OpenCV 4.6 takes the sign the wrong way round (a phone's portrait clip comes out on its head), so
//! that is read here too.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The index of ten minutes at 240 frames per second takes about 5 MB; a larger one is not read.
const MAX_INDEX_BYTES: u64 = 64 << 20;

/// The body of the top-level `moov` box, which holds all tables; `None` if it is missing or beyond
/// [`MAX_INDEX_BYTES`].
pub(super) fn read_index(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    let length = file.metadata()?.len();
    let mut start = 0;
    while start + 16 <= length {
        let mut head = [0; 16];
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut head)?;
        let Some((kind, header, size)) = box_header(&head, length - start) else { return Ok(None) };
        let end = start.saturating_add(size);
        if &kind == b"moov" && size <= MAX_INDEX_BYTES && end <= length {
            let mut moov = vec![0; (size - header) as usize];
            file.seek(SeekFrom::Start(start + header))?;
            file.read_exact(&mut moov)?;
            return Ok(Some(moov));
        }
        start = end;
    }
    Ok(None)
}

/// Type, header length and whole length of the box at the start of `bytes`, which has `room` bytes left.
fn box_header(bytes: &[u8], room: u64) -> Option<([u8; 4], u64, u64)> {
    let kind = bytes.get(4..8)?.try_into().ok()?;
    let (header, size) = match be_u32(bytes, 0)? {
        0 => (8, room),
        1 => (16, be_u64(bytes, 8)?),
        small => (8, u64::from(small)),
    };
    (size >= header).then_some((kind, header, size))
}

/// The bodies of the boxes of one type directly inside `parent`.
fn children<'a>(parent: &'a [u8], wanted: &'a [u8; 4]) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = parent;
    std::iter::from_fn(move || {
        let (kind, header, size) = box_header(rest, rest.len() as u64)?;
        let body = rest.get(header as usize..usize::try_from(size).ok()?)?;
        rest = &rest[size as usize..];
        Some((kind, body))
    })
    .filter_map(move |(kind, body)| (&kind == wanted).then_some(body))
}

/// The first box along a path of types.
fn descend<'a>(parent: &'a [u8], path: &'a [&'a [u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(parent, |inside, wanted| children(inside, wanted).next())
}

/// Times of all shown frames in seconds from the first of them; `None` for files without such tables (fragmented) or
/// with several edits.
pub(super) fn shown_times(moov: &[u8]) -> Option<Vec<f64>> {
    let movie_scale = timescale(descend(moov, &[b"mvhd"])?)?;
    let track = children(moov, b"trak").find(|track| is_video(track))?;
    let scale = timescale(descend(track, &[b"mdia", b"mdhd"])?)?;
    let table = descend(track, &[b"mdia", b"minf", b"stbl"])?;
    let mut ticks = sample_ticks(table)?;
    if let Some(edits) = descend(track, &[b"edts", b"elst"]) {
        let shown = shown_range(edits, scale / movie_scale)?;
        ticks.retain(|tick| shown.contains(tick));
    }
    let first = *ticks.first()?;
    Some(ticks.iter().map(|tick| (tick - first) as f64 / scale).collect())
}

/// By how many degrees clockwise the pictures must be turned to stand upright: a phone leaves them as the sensor lies and says so in the
/// track's matrix. `None` without a video track, or for a matrix that is no quarter turn.
pub(super) fn clockwise_turn(moov: &[u8]) -> Option<u16> {
    let track = children(moov, b"trak").find(|track| is_video(track))?;
    let header = descend(track, &[b"tkhd"])?;
    let matrix = if header.first()? == &1 { 52 } else { 40 };
    let sign = |index: usize| be_u32(header, matrix + 4 * index).map(|value| value.cast_signed().signum());
    // Columns and rows as in ISO/IEC 14496-12, 8.3.2: x' = a x + c y, y' = b x + d y, with y downwards.
    match (sign(0)?, sign(1)?, sign(3)?, sign(4)?) {
        (1, 0, 0, 1) => Some(0),
        (0, 1, -1, 0) => Some(90),
        (-1, 0, 0, -1) => Some(180),
        (0, -1, 1, 0) => Some(270),
        _ => None,
    }
}

fn is_video(track: &[u8]) -> bool {
    descend(track, &[b"mdia", b"hdlr"]).and_then(|handler| handler.get(8..12)) == Some(b"vide")
}

/// Ticks per second of a `mvhd` or `mdhd` box.
fn timescale(header: &[u8]) -> Option<f64> {
    let offset = if header.first()? == &1 { 20 } else { 12 };
    be_u32(header, offset).filter(|&scale| scale > 0).map(f64::from)
}

/// Presentation times of all samples in ticks, ascending: decoding time (`stts`) plus offset (`ctts`).
fn sample_ticks(table: &[u8]) -> Option<Vec<i64>> {
    let mut ticks = Vec::new();
    let mut decode = 0;
    for (count, step) in runs(descend(table, &[b"stts"])?)? {
        for _ in 0..count {
            ticks.push(decode);
            decode += i64::from(step);
        }
    }
    if let Some(offsets) = descend(table, &[b"ctts"]) {
        // Version 0 has unsigned offsets on paper; writers put negative ones there all the same.
        let offsets = runs(offsets)?.flat_map(|(n, offset)| std::iter::repeat_n(offset.cast_signed(), n));
        for (tick, offset) in ticks.iter_mut().zip(offsets) {
            *tick += i64::from(offset);
        }
    }
    ticks.sort_unstable();
    Some(ticks)
}

/// Run-length entries of `stts` and `ctts`. The counts are bounded by the box, not by what it claims: a run longer
/// than [`MAX_INDEX_BYTES`] samples is damage.
fn runs(body: &[u8]) -> Option<impl Iterator<Item = (usize, u32)>> {
    let entries = be_u32(body, 4)? as usize;
    let body = body.get(8..8usize.checked_add(entries.checked_mul(8)?)?)?;
    let pairs = body.chunks_exact(8).map(|pair| (be_u32(pair, 0).unwrap_or(0), be_u32(pair, 4).unwrap_or(0)));
    let total: u64 = pairs.clone().map(|(count, _)| u64::from(count)).sum();
    (total <= MAX_INDEX_BYTES).then_some(pairs.map(|(count, value)| (count as usize, value)))
}

/// The part of the media, in its ticks, that the edit list shows; `None` if it has several parts.
fn shown_range(edits: &[u8], media_per_movie: f64) -> Option<std::ops::Range<i64>> {
    let wide = edits.first()? == &1;
    let entry = |at: usize| -> Option<(u64, i64)> {
        if wide {
            Some((be_u64(edits, at)?, be_u64(edits, at + 8)?.cast_signed()))
        } else {
            Some((u64::from(be_u32(edits, at)?), i64::from(be_u32(edits, at + 4)?.cast_signed())))
        }
    };
    let width = if wide { 20 } else { 12 };
    let entries: Option<Vec<_>> =
        (0..be_u32(edits, 4)?.min(16) as usize).map(|i| entry(8 + i * width)).collect();
    let shown: Vec<_> = entries?.into_iter().filter(|&(_, start)| start >= 0).collect();
    let [(duration, start)] = shown[..] else { return None };
    let end = match duration {
        0 => i64::MAX,
        ticks => start.saturating_add((ticks as f64 * media_per_movie).ceil() as i64),
    };
    Some(start..end)
}

fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn be_u64(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&(body.len() as u32 + 8).to_be_bytes(), &kind[..], body].concat()
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    /// A `moov` with a video track of 1000 ticks per second: decoding steps and offsets as runs, and an edit list.
    fn movie(steps: &[u32], offsets: &[u32], edits: &[u32]) -> Vec<u8> {
        let header = |kind| boxed(kind, &words(&[0, 0, 0, 1000, 0]));
        let runs = |kind, runs: &[u32]| boxed(kind, &words(&[&[0, runs.len() as u32 / 2], runs].concat()));
        let table = boxed(b"stbl", &[runs(b"stts", steps), runs(b"ctts", offsets)].concat());
        let handler = boxed(b"hdlr", &[&words(&[0, 0])[..], b"vide"].concat());
        let media = boxed(b"mdia", &[header(b"mdhd"), handler, boxed(b"minf", &table)].concat());
        let list = boxed(b"elst", &words(&[&[0, edits.len() as u32 / 3], edits].concat()));
        [header(b"mvhd"), boxed(b"trak", &[boxed(b"edts", &list), media].concat())].concat()
    }

    const WHOLE: &[u32] = &[0, 0, 0x1_0000];

    #[test]
    fn offsets_put_reordered_frames_in_the_order_of_showing() {
        // Decoded at 0, 40, 80, 110; shown at 0, 120, 80, 110: the second frame decoded is the last one shown.
        let moov = movie(&[2, 40, 2, 30], &[1, 0, 1, 80, 2, 0], WHOLE);
        assert_eq!(shown_times(&moov), Some(vec![0.0, 0.08, 0.11, 0.12]));
    }

    #[test]
    fn offsets_may_be_negative() {
        let moov = movie(&[3, 50], &[1, 20, 1, (-10i32).cast_unsigned(), 1, 0], &[0, 20, 0x1_0000]);
        assert_eq!(shown_times(&moov), Some(vec![0.0, 0.02, 0.08]));
    }

    #[test]
    fn an_edit_hides_what_comes_before_and_after_it() {
        let moov = movie(&[10, 100], &[10, 0], &[300, 400, 0x1_0000]);
        assert_eq!(shown_times(&moov), Some(vec![0.0, 0.1, 0.2]));
    }

    #[test]
    fn several_edits_and_fragmented_files_are_left_to_the_decoder() {
        let cuts = [300, 0, 0x1_0000, 300, 600, 0x1_0000];
        assert_eq!(shown_times(&movie(&[10, 100], &[10, 0], &cuts)), None);
        assert_eq!(shown_times(&movie(&[], &[], WHOLE)), None);
    }

    #[test]
    fn damaged_tables_give_nothing_and_do_not_exhaust_memory() {
        assert_eq!(shown_times(&movie(&[u32::MAX, 1, u32::MAX, 1], &[], WHOLE)), None);
        let whole = movie(&[10, 100], &[10, 0], WHOLE);
        for length in 0..whole.len() {
            let _any = shown_times(&whole[..length]);
        }
    }
}
