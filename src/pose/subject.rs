//! Which of the people in the picture is the runner.
//!
//! Detections of the sampled frames are linked into people; the runner is the most prominent of them: large, seen
//! often, and moving. A bystander stands still; a reflection is smaller or seen in part.

use super::detector::Detection;
use super::error::PoseError;
use crate::body::Point;
use crate::units::{Angle, FrameIndex, Seconds};

/// Two detections are one person if the hips moved less than this share of the body's radius between two samples:
/// a runner who crosses the picture at 4 m/s moves about 0.8 radii in the 0.2 s between samples.
const MAX_STEP_RADII: f64 = 1.0;
/// ... and if the body's radius changed by less than this factor.
const MAX_GROWTH: f64 = 1.6;
/// A person who was not seen for longer than this starts anew.
const MEMORY: Seconds = Seconds(1.0);
/// Share of the liveliest person's motion that a person is granted without moving, so that size still decides
/// between people who all stand still (the gait stage then refuses the clip).
const STILLNESS_FLOOR: f64 = 0.1;

/// Bodies that lean further from the picture's vertical are no runners: they lean by up to 20 degrees, cameras roll by up to 10, and the
/// detector errs by about 10. What it takes for a body is now and then upside down: on one clip of the grid the first three of its
/// detections were, at -170 to -177 degrees, and the landmarks of the first 0.8 s with them.
const MOST_LEAN: Angle = Angle::from_degrees(60.0);

/// One detection in its frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sighting {
    /// The frame.
    pub frame: FrameIndex,
    /// When it is shown.
    pub time: Seconds,
    /// Who was seen where.
    pub detection: Detection,
    /// Mean change of the grey value (0 to 1) in the person's lower half since the sample before; `None` in the first
    /// sample.
    pub motion: Option<f64>,
}

/// Everything that was seen of one person, in order of time; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    sightings: Vec<Sighting>,
}

impl Sighting {
    /// Whether this may be somebody who runs or stands.
    pub fn is_upright(&self) -> bool {
        self.detection.region().rotation.wrapped().abs() <= MOST_LEAN
    }

    /// The same, turned about the hips if the head is below them in the picture.
    #[must_use]
    pub fn with_its_head_up(&self) -> Self {
        let detection = self.detection;
        if detection.crown.y <= detection.hips.y {
            return *self;
        }
        let crown = Point::new(
            2.0 * detection.hips.x - detection.crown.x,
            2.0 * detection.hips.y - detection.crown.y,
        );
        Self { detection: Detection { crown, ..detection }, ..*self }
    }
}

impl Person {
    /// All sightings in order of time.
    pub fn sightings(&self) -> &[Sighting] {
        &self.sightings
    }

    fn continues(&self, next: &Sighting) -> Option<f64> {
        let last = self.sightings.last()?;
        let growth = next.detection.radius() / last.detection.radius();
        let step = last.detection.hips.distance(next.detection.hips) / last.detection.radius();
        let same = (next.time - last.time) <= MEMORY
            && next.frame != last.frame
            && step < MAX_STEP_RADII
            && (1.0 / MAX_GROWTH..MAX_GROWTH).contains(&growth);
        same.then_some(step)
    }

    fn total_radius(&self) -> f64 {
        self.sightings.iter().map(|s| s.detection.radius()).sum()
    }

    fn motion(&self) -> f64 {
        let known: Vec<f64> = self.sightings.iter().filter_map(|s| s.motion).collect();
        if known.is_empty() { 0.0 } else { known.iter().sum::<f64>() / known.len() as f64 }
    }
}

/// Links upright sightings (in order of time) into people, the most prominent first.
pub fn people(sightings: &[Sighting]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for sighting in sightings.iter().filter(|sighting| sighting.is_upright()) {
        let nearest = people
            .iter_mut()
            .filter_map(|person| person.continues(sighting).map(|step| (step, person)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match nearest {
            Some((_, person)) => person.sightings.push(*sighting),
            None => people.push(Person { sightings: vec![*sighting] }),
        }
    }
    let liveliest = people.iter().map(Person::motion).fold(0.0, f64::max);
    let prominence = |person: &Person| {
        let liveliness = if liveliest > 0.0 { person.motion() / liveliest } else { 1.0 };
        person.total_radius() * liveliness.max(STILLNESS_FLOOR)
    };
    people.sort_by(|a, b| prominence(b).total_cmp(&prominence(a)));
    people
}

/// The runner: the most prominent person, or the one whom the user picked (1 is the most prominent).
///
/// # Errors
/// [`PoseError::NobodyFound`] or [`PoseError::NoSuchSubject`].
pub fn choose(people: Vec<Person>, asked: Option<usize>, looked_at: usize) -> Result<Person, PoseError> {
    let found = people.len();
    if found == 0 {
        return Err(PoseError::NobodyFound { looked_at });
    }
    let asked = asked.unwrap_or(1);
    let wanted = asked.checked_sub(1).and_then(|place| people.into_iter().nth(place));
    wanted.ok_or(PoseError::NoSuchSubject { asked, found })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Confidence;

    fn seen(sample: usize, x: f64, radius: f64, motion: f64) -> Sighting {
        let hips = Point::new(x, 300.0);
        let detection = Detection {
            score: Confidence::new(0.9),
            hips,
            crown: Point::new(x, 300.0 - radius),
            face: [x - 10.0, 100.0, x + 10.0, 120.0],
        };
        let time = Seconds(sample as f64 * 0.2);
        Sighting { frame: FrameIndex(sample * 6), time, detection, motion: Some(motion) }
    }

    fn clip(actors: &[(f64, f64, f64)]) -> Vec<Sighting> {
        (0..10).flat_map(|sample| actors.iter().map(move |&(x, r, m)| seen(sample, x, r, m))).collect()
    }

    #[test]
    fn the_runner_wins_over_a_larger_bystander_who_stands_still() {
        let people = people(&clip(&[(600.0, 230.0, 1.0), (300.0, 180.0, 25.0)]));
        assert_eq!(people.len(), 2);
        assert!((people[0].sightings()[0].detection.hips.x - 300.0).abs() < 1e-9);
    }

    #[test]
    fn the_runner_wins_over_a_smaller_reflection_that_moves_alike() {
        let people = people(&clip(&[(600.0, 110.0, 24.0), (300.0, 180.0, 22.0)]));
        assert!((people[0].sightings()[0].detection.radius() - 180.0).abs() < 1e-9);
    }

    #[test]
    fn among_people_who_stand_still_the_larger_one_is_first() {
        let people = people(&clip(&[(600.0, 110.0, 0.0), (300.0, 180.0, 0.0)]));
        assert!((people[0].sightings()[0].detection.radius() - 180.0).abs() < 1e-9);
    }

    #[test]
    fn bodies_upside_down_or_lying_are_not_seen() {
        let mut all = clip(&[(300.0, 180.0, 22.0)]);
        let crown_at = |sighting: &mut Sighting, degrees: f64| {
            let (sin, cos) = degrees.to_radians().sin_cos();
            sighting.detection.crown = Point::new(300.0 + 180.0 * sin, 300.0 - 180.0 * cos);
        };
        for (place, degrees) in [(0, 175.0), (1, -170.0), (2, 90.0), (3, -30.0), (4, 30.0)] {
            crown_at(&mut all[place], degrees);
        }
        let found = people(&all);
        assert_eq!((found.len(), found[0].sightings().len()), (1, 7));
        all.iter_mut().for_each(|sighting| crown_at(sighting, 90.0));
        assert!(people(&all).is_empty());
    }

    #[test]
    fn a_body_upside_down_is_turned_about_its_hips_and_an_upright_one_stays() {
        let upright = clip(&[(300.0, 180.0, 22.0)])[0];
        assert_eq!(upright.with_its_head_up(), upright);
        let mut turned = upright;
        turned.detection.crown = Point::new(290.0, 480.0);
        let righted = turned.with_its_head_up();
        assert_eq!(righted.detection.crown, Point::new(310.0, 120.0));
        assert!(righted.is_upright() && !turned.is_upright());
    }

    #[test]
    fn the_user_can_pick_another_person() {
        let all = people(&clip(&[(600.0, 110.0, 24.0), (300.0, 180.0, 22.0)]));
        let second = choose(all.clone(), Some(2), 10).expect("two people");
        assert!((second.sightings()[0].detection.radius() - 110.0).abs() < 1e-9);
        assert!(matches!(
            choose(all.clone(), Some(3), 10),
            Err(PoseError::NoSuchSubject { asked: 3, found: 2 })
        ));
        assert!(matches!(choose(all, Some(0), 10), Err(PoseError::NoSuchSubject { .. })));
        assert!(matches!(choose(Vec::new(), None, 10), Err(PoseError::NobodyFound { looked_at: 10 })));
    }
}
