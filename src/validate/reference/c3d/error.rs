//! Why a C3D file cannot be used.

/// What is wrong with a C3D file, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum C3dError {
    /// The key byte is missing.
    #[error("it does not begin as C3D files do")]
    NotC3d,
    /// A processor whose numbers are not read.
    #[error(
        "it was written for processor type {code}; only Intel (84) and DEC (85) are read: save it again as Intel"
    )]
    Processor {
        /// The file's code of the processor.
        code: u8,
    },
    /// The file ends too early.
    #[error("it ends before its data do: copy or export it again")]
    Truncated,
    /// A parameter is missing.
    #[error("it lacks the parameter {group}:{name}")]
    Missing {
        /// Group of the parameter.
        group: &'static str,
        /// Name of the parameter.
        name: &'static str,
    },
    /// A parameter has a type or value that cannot be used.
    #[error("{what}: export it again")]
    Damaged {
        /// What is wrong.
        what: &'static str,
    },
    /// A unit of length that is not known.
    #[error("its unit `{unit}` is neither mm, cm nor m")]
    Unit {
        /// As the file names it.
        unit: String,
    },
}
