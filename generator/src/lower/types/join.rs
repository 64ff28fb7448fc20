//! What several branches of a union come to that one type holds.

use super::plan::Joined;
use crate::api::Type;
use crate::lower::schemas::keywords::JsonTypes;
use crate::lower::schemas::merged::Merged;
use std::rc::Rc;

/// Two branches as one; `None` if they are of different types.
pub(super) fn join_two<'d>(one: &Joined<'d>, other: &Joined<'d>) -> Option<Joined<'d>> {
    match (one, other) {
        (Joined::Values(one), Joined::Values(other)) if types(one) == types(other) => {
            Some(Joined::Values([one.as_slice(), other].concat()))
        }
        // An enumeration takes what it does not know.
        (Joined::Values(values), Joined::Scalar(ty, _))
        | (Joined::Scalar(ty, _), Joined::Values(values)) => {
            let fits = match ty {
                Type::String => types(values) == Some(JsonTypes::STRING),
                Type::Int32 | Type::Int64 => types(values) == Some(JsonTypes::INTEGER),
                _ => false,
            };
            fits.then(|| Joined::Values(values.clone()))
        }
        (Joined::Scalar(one, rules), Joined::Scalar(other, more)) => {
            let ty = wider(one, other)?;
            // What not all ask for is not asked for.
            let rules = if rules == more { rules.clone() } else { Box::default() };
            Some(Joined::Scalar(ty, rules))
        }
        _ => None,
    }
}

/// The type that holds the values of two. A float holds no integer as it is: `42` would become
/// `42.0`, and beyond 2^53 another number.
fn wider(one: &Type, other: &Type) -> Option<Type> {
    match (one, other) {
        (Type::Int32 | Type::Int64, Type::Int32 | Type::Int64) if one != other => Some(Type::Int64),
        (Type::Float | Type::Double, Type::Float | Type::Double) if one != other => {
            Some(Type::Double)
        }
        _ => (one == other).then(|| one.clone()),
    }
}

/// The type of the values of lists.
fn types(lists: &[Rc<Merged<'_>>]) -> Option<JsonTypes> {
    lists.first()?.types
}
