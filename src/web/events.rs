//! News of jobs as server-sent events.

use super::desk::Desk;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt};
use std::convert::Infallible;
use std::sync::Arc;
use tokio_stream::wrappers::BroadcastStream;

/// Every change of a job from now on.
pub(super) async fn events(
    State(desk): State<Arc<Desk>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // What was missed by a slow reader is left out: the next news of the job says it all.
    let news = BroadcastStream::new(desk.board.watch()).filter_map(|job| async move {
        let event = Event::default().event("job").json_data(job.ok()?);
        event.ok().map(Ok)
    });
    Sse::new(news).keep_alive(KeepAlive::default())
}
