//! What the types of `models` are made with: how they are read and written,
//! without the cost of a derive macro in each.

mod constraints;
mod entry;
mod enumeration;
mod field;
mod fields;
mod fit;
mod handover;
mod json;
mod key;
mod kind;
mod names;
mod number;
mod output;
mod part;
mod place;
mod read_text;
mod reader;
mod record;
mod table;
mod text;
mod time;
mod time_of_day;
mod union;
mod writer;

pub use self::{constraints::InvalidValue, time_of_day::TimeOfDay};

pub(crate) use self::{
    constraints::Constraints,
    enumeration::{
        IntegerEnum, KeepsNumber, from_number, integer_enum, number_of, numbers, string_enum,
    },
    field::{
        Anything, AnythingRenamed, False, MaybeFalse, MaybeTrue, Nullable, NullableRenamed,
        OptionalRenamed, Required, RequiredRenamed, Rest, True,
    },
    fields::{chain, split},
    kind::Kind,
    names::Names,
    part::{ModelPart, Written, part},
    read_text::read_text,
    reader::read,
    record::{record, record_kind},
    table::{Record, WithFields},
    text::text,
    union::{Branches, Union, read_union, union, union_kind},
    writer::write,
};
