//! What the parameters of an operation are called.

use super::ident::{self, Case};
use super::members::{self, Member};
use super::model::ParameterNames;
use super::reserved;
use super::scope::{Rank, Scope};
use super::words::Words;
use crate::api::{Operation, Parameter, ParameterPlace};
use crate::diagnostic::Diagnostics;
use std::borrow::Cow;

/// The names of the parameters of an operation, in their order: arguments and setters share one scope,
/// since the builder has a field for each.
pub(super) fn parameters(operation: &Operation, diagnostics: &Diagnostics) -> Vec<ParameterNames> {
    let mut members: Vec<Member<'_>> = operation.parameters.iter().map(member).collect();
    members.extend(
        operation.parameters.iter().flat_map(|parameter| &parameter.aliases).map(members::old_name),
    );
    let scope = Scope::new("parameter", Case::Snake, "param_", &reserved::parameters())
        .assign(&members, diagnostics);
    let mut given = scope.into_iter().map(|given| ident::escape(&given.text));
    let own: Vec<String> = given.by_ref().take(operation.parameters.len()).collect();
    let parameters = operation.parameters.iter().zip(own);
    parameters
        .map(|(parameter, ident)| {
            members::note_empty(
                "parameter",
                &parameter.name,
                &ident,
                parameter.location,
                diagnostics,
            );
            ParameterNames {
                ident,
                aliases: given.by_ref().take(parameter.aliases.len()).collect(),
            }
        })
        .collect()
}

fn member(parameter: &Parameter) -> Member<'_> {
    let plain = Words::new(&parameter.name);
    let (place, precedence) = match parameter.place {
        ParameterPlace::Path => ("path", 0),
        ParameterPlace::Query => ("query", 2),
        ParameterPlace::Header => ("header", 3),
        ParameterPlace::Cookie => ("cookie", 4),
    };
    Member {
        wire: Cow::Borrowed(&parameter.name),
        others: vec![plain.after(place)],
        plain,
        suffix: "",
        rank: Rank::of(parameter.deprecation.as_ref()),
        precedence: if parameter.required { precedence.min(1) } else { precedence },
        location: parameter.location,
    }
}
