//! The formats that decide on the type of values.

use crate::api::Type;

/// The type of strings of a format.
pub(crate) fn of_strings(format: Option<&str>) -> Type {
    match format {
        Some("date-time") => Type::DateTime,
        Some("date") => Type::Date,
        Some("time") => Type::Time,
        Some("byte") => Type::Base64,
        Some("binary") => Type::Binary,
        _ => Type::String,
    }
}

/// Whether a format decides on the type of values.
pub(super) fn has_type(format: &str) -> bool {
    !matches!(of_strings(Some(format)), Type::String)
        || matches!(format, "int32" | "int64" | "uint64" | "float" | "double")
}

/// Whether a format is one of strings, where no type is given.
pub(super) fn is_of_strings(format: &str) -> bool {
    !matches!(of_strings(Some(format)), Type::String)
        || matches!(
            format,
            "uuid" | "uri" | "url" | "email" | "hostname" | "ipv4" | "ipv6" | "password"
        )
}
