//! Operations, and what stands beside them.

use super::Operations;
use crate::api::{Method, Operation, ParameterPlace, StatusRange, Type, Wrapper};
use crate::diagnostic::{Code, Diagnostics};
use crate::lower::schemas::Schemas;
use crate::lower::teller::Teller;
use crate::lower::tests::{codes, document};
use crate::lower::types::Types;
use crate::options::{Placed, Selector};

/// The operations of these paths, and what is told of them.
fn operations(
    paths: &str,
    envelope: Option<&Wrapper>,
    only: &[Placed<Selector>],
) -> (Vec<Operation>, Vec<Code>) {
    let (document, diagnostics) = (document(paths, "    A: {type: string}\n"), Diagnostics::new());
    let types = Types::new(Schemas::new(&document, Teller::new(&diagnostics)), None);
    let mut layer = Operations::new(types, envelope, only);
    let operations = layer.operations();
    layer.tell_unselected();
    (operations, codes(diagnostics))
}

const NOTES: &str = "
  /notes/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
    get:
      tags: [notes]
      parameters: [{name: q, in: query, schema: {type: string}}]
      responses:
        '404': {description: gone}
        '200':
          description: one
          content:
            application/json:
              schema: {type: object, properties: {ok: {type: boolean}, result: {type: integer}}}
    delete: {tags: [admin], responses: {'204': {description: done}}}
";

#[test]
fn an_operation_has_the_parameters_of_its_path_and_its_responses_by_status() {
    let (operations, told) = operations(NOTES, None, &[]);
    assert_eq!(told, []);
    let methods: Vec<_> = operations.iter().map(|it| it.method).collect();
    assert_eq!(methods, [Method::Get, Method::Delete]);
    let parameters = operations[0].parameters.iter();
    let parameters: Vec<_> = parameters.map(|it| (it.place, it.name.as_str())).collect();
    assert_eq!(parameters, [(ParameterPlace::Path, "id"), (ParameterPlace::Query, "q")]);
    let statuses = operations[0].responses.iter().map(|it| it.status);
    assert!(statuses.eq([StatusRange::Code(200), StatusRange::Code(404)]));
    let content = &operations[0].responses[0].content[0];
    assert!(matches!(content.value().unwrap().ty, Type::Named(_)));
}

#[test]
fn an_envelope_gives_what_it_wraps() {
    let envelope = Wrapper {
        result: "result".into(),
        success: Some("ok".into()),
        errors: None,
        page_info: None,
    };
    let (operations, _) = operations(NOTES, Some(&envelope), &[]);
    let content = &operations[0].responses[0].content[0];
    assert!(content.schema.is_none());
    assert_eq!(content.value().unwrap().ty, Type::Int64);
}

#[test]
fn what_is_not_selected_is_left_out_and_what_selects_nothing_is_told() {
    let only =
        ["notes", "note"].map(|tag| Placed { value: Selector::Tag(tag.into()), location: None });
    let (operations, told) = operations(NOTES, None, &only);
    assert_eq!(operations.len(), 1);
    assert_eq!(told, [Code::SelectionEmpty]);
}

#[test]
fn a_path_and_its_parameters_are_held_against_each_other() {
    let paths = "
  /notes/{id}:
    get:
      parameters: [{name: key, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: done}}
";
    let (_, told) = operations(paths, None, &[]);
    assert_eq!(told, [Code::PathParameterUndeclared]);
}
