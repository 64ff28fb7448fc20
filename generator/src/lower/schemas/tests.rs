//! Schemas taken apart and put together, without types.

use super::Schemas;
use super::keywords::JsonTypes;
use super::merged::Merged;
use super::pieces::{Conjunction, Null, Part, Term};
use crate::diagnostic::{Code, Diagnostics};
use crate::lower::teller::Teller;
use crate::lower::tests::{codes, document};
use std::rc::Rc;

/// The schema `A` of these components taken apart, and put together; and what is told of it.
fn taken_apart(schemas: &str, look: impl FnOnce(&Conjunction<'_>, &Rc<Merged<'_>>)) -> Vec<Code> {
    let (document, diagnostics) = (document("{}", schemas), Diagnostics::new());
    let mut layer = Schemas::new(&document, Teller::new(&diagnostics));
    let schema = layer.component_schema("A").unwrap();
    let conjunction = layer.conjoin(&[Term::Schema(schema)]);
    let merged = layer.merged_parts(&conjunction.parts, conjunction.null);
    look(&conjunction, &merged);
    codes(diagnostics)
}

#[test]
fn a_conjunction_stops_at_components() {
    let schemas = "
    A: {allOf: [{$ref: '#/components/schemas/B'}, {required: [x]}], description: words}
    B: {type: object, properties: {x: {type: string}}}
";
    let told = taken_apart(schemas, |conjunction, merged| {
        let [Part::Component("B", _), Part::Member(_), Part::Member(_)] = &conjunction.parts[..]
        else {
            panic!("{:?}", conjunction.parts);
        };
        assert_eq!(merged.members.len(), 3);
        assert!(merged.is(JsonTypes::OBJECT));
        assert!(merged.properties.contains_key("x") && merged.required.contains_key("x"));
    });
    assert_eq!(told, []);
}

#[test]
fn a_component_is_there_once_however_often_it_is_met() {
    let schemas = "
    A: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}
    B: {type: string}
";
    taken_apart(schemas, |conjunction, merged| {
        let component = |part: &&Part<'_>| matches!(part, Part::Component(..));
        assert_eq!(conjunction.parts.iter().filter(component).count(), 1);
        assert!(merged.is(JsonTypes::STRING));
    });
}

#[test]
fn bounds_are_tightened_and_values_are_those_that_all_have() {
    let schemas = "
    A: {allOf: [{type: integer, minimum: 1, maximum: 9, enum: [1, 2, 3]}, {minimum: 2, enum: [2, 3, 4]}]}
";
    let told = taken_apart(schemas, |_, merged| {
        assert_eq!(merged.constraints.minimum, Some(2.0));
        assert_eq!(merged.constraints.maximum, Some(9.0));
        let values: Vec<_> = merged.values.iter().flatten().filter_map(|it| it.as_i64()).collect();
        assert_eq!(values, [2, 3]);
    });
    assert_eq!(told, []);
}

#[test]
fn types_without_a_type_are_those_of_the_keywords() {
    for (schema, types) in [
        ("{properties: {a: {}}}", Some(JsonTypes::OBJECT)),
        ("{items: {}}", Some(JsonTypes::ARRAY)),
        ("{pattern: '^a'}", Some(JsonTypes::STRING)),
        ("{multipleOf: 2}", Some(JsonTypes::NUMBER)),
        ("{enum: [1, 2.5]}", Some(JsonTypes::NUMBER)),
        ("{description: words}", None),
    ] {
        taken_apart(&format!("    A: {schema}\n"), |_, merged| {
            assert_eq!(merged.types, types, "{schema}");
        });
    }
}

#[test]
fn null_is_what_all_allow() {
    for (schema, null) in [
        ("{type: string, nullable: true}", Null::Yes),
        ("{type: string}", Null::No),
        ("{description: words}", Null::Unsaid),
        ("{allOf: [{type: string, nullable: true}, {minLength: 1}]}", Null::Yes),
        ("{allOf: [{type: string, nullable: true}, {type: string}]}", Null::No),
        ("{enum: [a, null]}", Null::Yes),
    ] {
        taken_apart(&format!("    A: {schema}\n"), |conjunction, _| {
            assert_eq!(conjunction.null, null, "{schema}");
        });
    }
}

#[test]
fn what_excludes_each_other_is_told() {
    for (schema, code) in [
        ("{allOf: [{type: string}, {type: integer}]}", Code::AllofConflict),
        ("{allOf: [{enum: [a]}, {enum: [b]}]}", Code::AllofConflict),
        ("{allOf: [{type: integer, minimum: 5}, {maximum: 2}]}", Code::BoundsImpossible),
    ] {
        let told = taken_apart(&format!("    A: {schema}\n"), |_, _| {});
        assert_eq!(told, [code], "{schema}");
    }
}

#[test]
fn a_part_of_itself_ends() {
    let schemas = "    A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}\n";
    let told = taken_apart(schemas, |_, merged| assert!(merged.is(JsonTypes::OBJECT)));
    assert!(told.contains(&Code::SchemaRecursive), "{told:?}");
}
