//! Pictures into a video file, with the frame times of a phone.
