//! Settings of OpenCV and FFmpeg for the whole process.

use opencv::core::{LogLevel, set_log_level, set_num_threads};
use std::sync::Once;

/// FFmpeg's `AV_LOG_QUIET`: print nothing.
const FFMPEG_QUIET: &str = "-8";

/// Environment variables that OpenCV's FFmpeg backend reads each time it opens a file, with our values. OpenCV 4.6
/// has no other way to set them.
const SETTINGS: [(&str, &str); 1] = [("OPENCV_FFMPEG_LOGLEVEL", FFMPEG_QUIET)];

/// Silences FFmpeg's own messages and picks a fast H.264 preset. Call it first thing in `main`.
///
/// FFmpeg is reached through environment variables, and those may only be changed while the process has a single
/// thread. With more threads nothing is changed and the answer is `false`: everything still works, but FFmpeg prints
/// its own complaints about damaged files to stderr and encodes at its slower default. A variable that the user has
/// set is left alone.
pub fn quiet_backend() -> bool {
    prepare_opencv();
    if !is_single_threaded() {
        return false;
    }
    for (name, value) in SETTINGS {
        if std::env::var_os(name).is_none() {
            // SAFETY: no other thread exists that could read the environment at the same time.
            #[allow(unsafe_code)]
            unsafe {
                std::env::set_var(name, value);
            }
        }
    }
    true
}

/// Silences OpenCV's own log and keeps its loops on the calling thread: the pipeline runs one frame per thread, and
/// on small pictures OpenCV's pool costs more than it gains. Done once, by whatever needs OpenCV first.
pub(super) fn prepare_opencv() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Neither can fail in a way that matters: the worst is a message more on stderr.
        let _previous = set_log_level(LogLevel::LOG_LEVEL_SILENT);
        let _done = set_num_threads(1);
    });
}

/// Whether this process has one thread. Unknown (no `/proc`) counts as no.
fn is_single_threaded() -> bool {
    std::fs::read_dir("/proc/self/task").is_ok_and(|tasks| tasks.count() == 1)
}
