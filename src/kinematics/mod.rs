//! Landmark trajectories into joint and segment angles over time.
//!
//! Every angle is planar, in the body frame (x forward, y up), signed as `docs/CONVENTIONS.md` says:
//! a segment that points forward on its way down is positive, so thigh and shank share one sense and the
//! knee is their difference. No angle needs a scale, a place in the picture or the running direction.
//!
//! Joint centres carry no pelvic tilt (see `docs/METHODS.md`), so hip flexion against the **pelvis** needs a source of its own:
//! [`AngleSeries::with_pelvis`]. Without one there is only the thigh against the trunk, [`LimbAngles::hip_to_trunk`].

mod angles;
mod segments;
mod standing;
mod uncertainty;

pub use angles::{AngleKind, AngleSeries, LimbAngles, Zero, angles_from_trajectories};
pub use standing::StandingPosture;
pub use uncertainty::{FrameError, FrameErrors, FrameErrorsBroken, Leg, OfPoints};
