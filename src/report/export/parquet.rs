//! Tables of many clips as one Parquet file, for pandas, R, DuckDB and the like.
//!
//! One row group for each clip. Before the columns of the table stand `clip` (the name that was given), `pelvis` (where the pelvis
//! was measured from) and `zero` (what the angles count from), so that what must not be mixed can be told apart. Numbers are
//! not rounded; what was not measured is null.

use super::ExportError;
use crate::report::document::Document;
use crate::report::json::check;
use crate::report::tables::{Cells, Column, Table, TableKind};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::sync::Arc;

/// A table of one or more clips, each by the name that `clip` says, as the bytes of a Parquet file.
///
/// # Errors
/// A document that must not be shown, none at all, or a fault of the writer.
pub fn parquet(clips: &[(String, &Document)], kind: TableKind) -> Result<Vec<u8>, ExportError> {
    let tables = clips.iter().map(|(name, document)| table(name, document, kind));
    let tables = tables.collect::<Result<Vec<Table>, _>>()?;
    let first = tables.first().ok_or(ExportError::NoClips)?;
    written(first, &tables).map_err(|problem| ExportError::Parquet { problem: problem.to_string() })
}

fn table(name: &str, document: &Document, kind: TableKind) -> Result<Table, ExportError> {
    check(document)
        .map_err(|problem| ExportError::Unfit { clip: name.to_owned(), problem: problem.to_string() })?;
    let mut table = kind.of(document);
    let rows = table.rows();
    let shared = std::iter::once(("clip", Some(name))).chain(kind.shared(document));
    let first = shared.map(|(name, word)| Column { name: name.into(), cells: Cells::same(word, rows) });
    table.columns.splice(0..0, first);
    Ok(table)
}

fn written(first: &Table, tables: &[Table]) -> Result<Vec<u8>, ParquetError> {
    let fields = first.columns.iter().map(|column| field(column).map(Arc::new));
    let fields = fields.collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder("runtilt").with_fields(fields).build()?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("runtilt {}", env!("CARGO_PKG_VERSION")));
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties.build()))?;
    for table in tables {
        let mut group = writer.next_row_group()?;
        for column in &table.columns {
            write(&mut group, &column.cells)?;
        }
        group.close()?;
    }
    writer.close()?;
    Ok(bytes)
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.cells {
        Cells::Names(_) | Cells::Words(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Cells::Wholes(_) => (Physical::INT64, None),
        Cells::Flags(_) => (Physical::BOOLEAN, None),
        Cells::Times(_) | Cells::Numbers(_) => (Physical::DOUBLE, None),
    };
    Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

type Group<'a, 'b> = SerializedRowGroupWriter<'a, &'b mut Vec<u8>>;

fn write(group: &mut Group<'_, '_>, cells: &Cells) -> Result<(), ParquetError> {
    match cells {
        Cells::Names(cells) | Cells::Words(cells) => {
            values::<ByteArrayType, _>(group, cells, |text| ByteArray::from(text.as_str()))
        }
        Cells::Wholes(cells) => values::<Int64Type, _>(group, cells, |whole| *whole),
        Cells::Flags(cells) => {
            let cells: Vec<Option<bool>> = cells.iter().copied().map(Some).collect();
            values::<BoolType, _>(group, &cells, |flag| *flag)
        }
        Cells::Times(cells) | Cells::Numbers(cells) => {
            values::<DoubleType, _>(group, cells, |number| *number)
        }
    }
}

/// The values that there are, and for each row whether there is one.
fn values<T: DataType, C>(
    group: &mut Group<'_, '_>,
    cells: &[Option<C>],
    value: impl Fn(&C) -> T::T,
) -> Result<(), ParquetError> {
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("more columns than the schema has".into()));
    };
    let present: Vec<T::T> = cells.iter().flatten().map(value).collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    column.typed::<T>().write_batch(&present, Some(&levels), None)?;
    column.close()
}
