//! Types of schemas, without operations.

use super::Types;
use super::plan::{Define, Plan};
use crate::api::{Shape, Type, TypeDef};
use crate::diagnostic::Diagnostics;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::pieces::Term;
use crate::lower::teller::Teller;
use crate::lower::tests::{codes, document};

/// What the schema `A` of these components comes to, before anything is defined.
fn planned(schemas: &str, look: impl FnOnce(Plan<'_>)) {
    let (document, diagnostics) = (document("{}", schemas), Diagnostics::new());
    let mut layer = Types::new(Schemas::new(&document, Teller::new(&diagnostics)), None);
    let schema = layer.schemas.component_schema("A").unwrap();
    let conjunction = layer.schemas.conjoin(&[Term::Schema(schema)]);
    look(layer.plan(&conjunction, schema.at.whole).plan);
    assert_eq!(codes(diagnostics), []);
}

/// All types of these components.
fn types(schemas: &str) -> Vec<TypeDef> {
    let (document, diagnostics) = (document("{}", schemas), Diagnostics::new());
    let mut layer = Types::new(Schemas::new(&document, Teller::new(&diagnostics)), None);
    layer.remaining_components();
    layer.run_jobs();
    let count = layer.count();
    layer.take_types(count)
}

#[test]
fn a_union_is_planned_with_its_branches() {
    let schemas = "
    A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}, {enum: [null], nullable: true}]}
    B: {type: object, properties: {x: {type: string}}}
";
    planned(schemas, |plan| {
        let Plan::Define(Define::Union(plan)) = plan else { panic!("no union") };
        assert!(plan.exclusive);
        let components: Vec<_> = plan.branches.iter().map(|branch| branch.component).collect();
        // The branch of `null` is none: that is said of the use.
        assert_eq!(components, [Some("B"), None]);
    });
}

#[test]
fn a_union_of_plain_types_is_the_wider_type() {
    planned("    A: {anyOf: [{type: integer}, {type: number}]}\n", |plan| {
        let Plan::Use(schema) = plan else { panic!("a definition") };
        assert_eq!(schema.ty, Type::Double);
    });
}

#[test]
fn what_holds_beside_a_union_holds_in_each_branch() {
    let schemas = "
    A: {type: object, properties: {id: {type: string}}, oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}
";
    planned(schemas, |plan| {
        let Plan::Define(Define::Union(plan)) = plan else { panic!("no union") };
        let with_id = |name| {
            let mut branches = plan.branches.iter();
            branches.any(|it| it.merged.properties.keys().eq(&[name, "id"]))
        };
        assert!(with_id("a") && with_id("b"));
    });
}

#[test]
fn a_schema_that_holds_itself_is_defined_once() {
    let types =
        types("    A: {type: object, properties: {next: {$ref: '#/components/schemas/A'}}}\n");
    let [TypeDef { shape: Shape::Struct(object), .. }] = &types[..] else { panic!("{types:?}") };
    assert_eq!(object.properties[0].schema.types().len(), 1);
}

#[test]
fn schemas_that_say_the_same_in_one_place_are_one_type() {
    let schemas = "
    A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, c: {allOf: [{$ref: '#/components/schemas/B'}]}}}
    B: {type: object, properties: {x: {type: string}}}
";
    assert_eq!(types(schemas).len(), 2);
}
