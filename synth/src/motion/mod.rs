//! How a runner moves: postures over time, and the gait events that follow from them.
