//! What the types of `models` are made with: how they are read and written,
//! without the cost of a derive macro in each.

mod blank;
mod enumeration;
mod key;
mod read_text;
mod reader;
mod record;
mod text;
mod union;
mod writer;

pub use self::text::InvalidValue;

pub(crate) use self::{
    blank::Blank,
    enumeration::{IntegerEnum, KeepsNumber, from_number, integer_enum, number_of, string_enum},
    read_text::read_text,
    reader::{Reader, deserialize},
    record::{Record, record},
    text::{Constraints, text},
    union::{Branches, Union, read_union, union},
    writer::{Output, Writer, serialize},
};
