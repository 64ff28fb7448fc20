//! What the types of `models` are made with: how they are read and written,
//! without the cost of a derive macro in each.

mod enumeration;
mod field;
mod fields;
mod key;
mod read_text;
mod reader;
mod record;
mod text;
mod union;
mod writer;

pub use self::text::InvalidValue;

pub(crate) use self::{
    enumeration::{IntegerEnum, KeepsNumber, from_number, integer_enum, number_of, string_enum},
    field::{
        Anything, AnythingRenamed, Nullable, NullableRenamed, OptionalRenamed, Required,
        RequiredRenamed, Rest,
    },
    fields::{chain, split},
    read_text::read_text,
    reader::read,
    record::{Names, record},
    text::{Constraints, text},
    union::{Branches, Union, read_union, union},
    writer::write,
};
