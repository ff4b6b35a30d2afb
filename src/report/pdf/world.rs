//! What Typst may see: one template, the files that were put beside it, the fonts inside the program. No disk, no clock, no network.

use std::collections::HashMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime};
use typst::layout::PagedDocument;
use typst::syntax::{FileId, Source, VirtualPath};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_pdf::PdfOptions;

/// The typesetter's desk for one document.
pub(super) struct Desk {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

/// The fonts are read once.
struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(<Library as LibraryExt>::default()));

/// The file of a name beside the template; names are our own and plain.
fn file_id(name: &str) -> FileId {
    FileId::new(None, VirtualPath::new(name))
}

impl Desk {
    pub(super) fn new(template: &str) -> Self {
        let main = Source::new(file_id("main.typ"), template.to_owned());
        Self { main, files: HashMap::new() }
    }

    /// Puts a file beside the template.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.insert(file_id(name), Bytes::new(bytes));
    }

    /// The document as PDF bytes, or what is wrong with it.
    pub(super) fn typeset(&self) -> Result<Vec<u8>, String> {
        let words = |errors: &[SourceDiagnostic]| {
            errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; ")
        };
        let document: PagedDocument = typst::compile(self).output.map_err(|errors| words(&errors))?;
        let options = PdfOptions::default();
        let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| words(&errors));
        // Typst keeps what it laid out for the next time; a server would grow by every report.
        typst::comemo::evict(0);
        pdf
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::NotSource) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| FileError::Other(Some("no such file".into())))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<i64>) -> Option<Datetime> {
        None
    }
}
