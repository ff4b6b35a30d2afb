//! A posed human body: MakeHuman shape, skeleton, landmarks, skinning.
