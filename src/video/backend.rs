//! Settings of OpenCV and FFmpeg for the whole process.

use opencv::core::{LogLevel, set_log_level, set_num_threads};
use std::sync::Once;

/// The only way that OpenCV 4.6 offers to FFmpeg's log level: it reads this variable each time it opens a file.
const LOG_LEVEL: &str = "OPENCV_FFMPEG_LOGLEVEL";

/// FFmpeg's `AV_LOG_QUIET`: print nothing.
const QUIET: &str = "-8";

/// Silences FFmpeg's own messages. Call it first thing in `main`.
///
/// This takes an environment variable, which may only be changed while the process has a single thread. With more
/// threads nothing is changed and the answer is `false`: everything still works, but FFmpeg prints its own complaints
/// about damaged files to stderr. A level that the user has set is left alone.
pub fn quiet_backend() -> bool {
    prepare_opencv();
    if !is_single_threaded() {
        return false;
    }
    if std::env::var_os(LOG_LEVEL).is_none() {
        // SAFETY: no other thread exists that could read the environment at the same time.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(LOG_LEVEL, QUIET);
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
