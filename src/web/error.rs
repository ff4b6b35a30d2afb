//! What a request is told where it cannot be answered.

use crate::corrections::CorrectionError;
use crate::pipeline::PipelineError;
use crate::report::{ExportError, NotComparable, ReportError};
use crate::store::{JobError, StoreError};
use crate::video::VideoError;
use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A refusal: a status, a stable word for programs, and words for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// As HTTP has it.
    pub status: StatusCode,
    /// For programs.
    pub code: &'static str,
    /// What went wrong, and what to do.
    pub message: String,
}

impl ApiError {
    /// A refusal.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// A fault of the program or the machine.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    /// Nothing is there.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            tracing::error!(code = self.code, "{}", self.message);
        }
        let body = json!({ "error": { "code": self.code, "message": self.message } });
        (self.status, Json(body)).into_response()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let (status, code) = match &error {
            StoreError::NotFound { .. } => (StatusCode::NOT_FOUND, "not_found"),
            StoreError::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
            StoreError::Busy => (StatusCode::CONFLICT, "busy"),
            StoreError::NoCorrection(_) => (StatusCode::CONFLICT, "no_correction"),
            StoreError::File { source, .. } if source.kind() == std::io::ErrorKind::StorageFull => {
                (StatusCode::INSUFFICIENT_STORAGE, "disk_full")
            }
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        };
        Self::new(status, code, error.to_string())
    }
}

/// The word of a pipeline's error.
const fn code(error: &PipelineError) -> &'static str {
    match error {
        PipelineError::Input(_) | PipelineError::Clip { .. } | PipelineError::EmptyWindow { .. } => {
            "unreadable"
        }
        PipelineError::Models(_) => "models",
        PipelineError::Correction(_) => "correction",
        PipelineError::Cancelled => "cancelled",
        PipelineError::Report(_) | PipelineError::Errors(_) | PipelineError::FrameErrors(_) => "internal",
        _ => "not_measurable",
    }
}

impl From<PipelineError> for ApiError {
    fn from(error: PipelineError) -> Self {
        let code = code(&error);
        let status = match code {
            "internal" | "models" => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, code, error.to_string())
    }
}

impl From<ApiError> for JobError {
    fn from(error: ApiError) -> Self {
        Self { code: error.code.to_owned(), message: error.message }
    }
}

impl From<VideoError> for ApiError {
    fn from(error: VideoError) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_video", error.to_string())
    }
}

impl From<CorrectionError> for ApiError {
    fn from(error: CorrectionError) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "correction", error.to_string())
    }
}

impl From<NotComparable> for ApiError {
    fn from(error: NotComparable) -> Self {
        Self::new(StatusCode::CONFLICT, "not_comparable", error.to_string())
    }
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not_measurable", error.to_string())
    }
}

impl From<ReportError> for ApiError {
    fn from(error: ReportError) -> Self {
        Self::internal(error.to_string())
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        Self::new(rejection.status(), "invalid", rejection.body_text())
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::new(rejection.status(), "invalid", rejection.body_text())
    }
}
