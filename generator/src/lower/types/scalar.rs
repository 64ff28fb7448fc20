//! The types of values that have no parts.

use crate::api::{Constraints, Type};
use crate::lower::schemas::keywords::JsonTypes;
use crate::lower::schemas::merged::Merged;
use crate::lower::schemas::of_strings;

/// The doubles from which on an integer of 64 bits, with a sign and without, ends.
const END_OF_I64: f64 = 9_223_372_036_854_775_808.0;
const END_OF_U64: f64 = 18_446_744_073_709_551_616.0;

/// The type of a scalar, and what its values have to hold to beyond that; `None` if the values are
/// of several types, or of one that has parts.
pub(super) fn scalar(merged: &Merged<'_>) -> Option<(Type, Constraints)> {
    let mut constraints = merged.constraints.clone();
    let types = merged.types?;
    let ty = if types == JsonTypes::BOOLEAN {
        Type::Boolean
    } else if types == JsonTypes::STRING {
        let ty = of_strings(merged.format);
        let said = !matches!(ty, Type::String);
        constraints.format = merged.format.filter(|_| !said).map(Into::into);
        ty
    } else if types == JsonTypes::INTEGER {
        integer(merged.format, &mut constraints)
    } else if types == JsonTypes::NUMBER || types == JsonTypes::FRACTION {
        number(merged.format, &mut constraints)
    } else {
        return None;
    };
    Some((ty, constraints))
}

fn integer(format: Option<&str>, constraints: &mut Constraints) -> Type {
    // A whole number is a multiple of one.
    constraints.multiple_of = constraints.multiple_of.filter(|step| (step - 1.0).abs() > 0.0);
    let (ty, said) = match format {
        Some("int32") => (Type::Int32, true),
        Some("uint64") => (Type::UInt64, true),
        Some("int8" | "int16" | "uint8" | "uint16") => (Type::Int32, false),
        Some("int64") => (Type::Int64, true),
        Some(_) => (in_range(constraints), false),
        None => (in_range(constraints), true),
    };
    constraints.format = format.filter(|_| !said).map(Into::into);
    // Bounds that the type has anyway. Beyond 64 bits they have lost their last digits on the way
    // into the document.
    let (least, end) = match ty {
        Type::Int32 if said => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Type::UInt64 => (0.0, END_OF_U64),
        Type::Int128 => (-END_OF_I64 * 1.5, END_OF_I64 * 1.5),
        _ => (-END_OF_I64, END_OF_I64),
    };
    if constraints.minimum.is_some_and(|minimum| minimum <= least) {
        (constraints.minimum, constraints.exclusive_minimum) = (None, false);
    }
    if constraints.maximum.is_some_and(|maximum| maximum >= end) {
        (constraints.maximum, constraints.exclusive_maximum) = (None, false);
    }
    ty
}

/// The type that holds the integers of a range. A bound that is close to the end of 64 bits is that
/// end, rounded to a double on the way into the document.
fn in_range(constraints: &Constraints) -> Type {
    let is_above = |end: f64| constraints.maximum.is_some_and(|maximum| maximum >= end * 1.5);
    let is_below = constraints.minimum.is_some_and(|minimum| minimum <= END_OF_I64 * -1.5);
    let is_natural = constraints.minimum.is_some_and(|minimum| minimum >= 0.0);
    match is_above(END_OF_I64) {
        true if is_natural && !is_above(END_OF_U64) => Type::UInt64,
        true => Type::Int128,
        false if is_below => Type::Int128,
        false => Type::Int64,
    }
}

fn number(format: Option<&str>, constraints: &mut Constraints) -> Type {
    let whole =
        constraints.multiple_of.is_some_and(|step| step >= 1.0 && step.fract().abs() <= 0.0);
    match format {
        Some("int32" | "int64" | "uint64" | "integer") => integer(format, constraints),
        _ if whole => integer(None, constraints),
        Some("float") => Type::Float,
        Some("double") | None => Type::Double,
        Some(other) => {
            constraints.format = Some(other.into());
            Type::Double
        }
    }
}
