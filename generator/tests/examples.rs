//! Which examples of a document are what their own schemas allow, and of which types they are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use generator::diagnostic::{Diagnostics, Sources, render};
use generator::examples::{Example, Fate};
use generator::options::{self, Options};
use generator::report::Report;

/// What becomes of a document whose examples are counted.
fn report(document: &str, settings: &str) -> Report {
    let sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let mut options = Options::default();
    if !settings.is_empty() {
        let file = sources.add("codegen.toml", settings);
        options = options::parse(&sources, file, &diagnostics).remove(0).options;
    }
    options.count_examples = true;
    let file = sources.add("api.yaml", document);
    let made = generator::generate(&sources, file, &options, &diagnostics);
    let said = render::text(&diagnostics.into_sorted(), &sources, render::Style::default());
    made.unwrap_or_else(|| panic!("{said}")).report
}

/// What becomes of the examples of a document, one a line.
fn fates(document: &str, settings: &str) -> String {
    let examples = report(document, settings).examples.unwrap().all;
    let line = |example: &Example| {
        let fate = match &example.fate {
            Fate::Held(held) if held.unnamed.is_empty() => "held".to_owned(),
            Fate::Held(held) => format!("held without {}", held.unnamed.join(", ")),
            Fate::Invalid(reason) => format!("invalid: {reason}"),
            Fate::Unknown(reason) => format!("unknown: {reason}"),
            Fate::Untyped(reason) => format!("{reason:?}"),
        };
        format!("{}  {fate}\n", example.place)
    };
    examples.iter().map(line).collect()
}

/// A document of a version with these schemas, all of which are answered.
fn answering(version: &str, schemas: &[&str]) -> String {
    let mut text = format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths:\n");
    for index in 0..schemas.len() {
        text += &format!(
            "  /s{index}: {{get: {{operationId: get{index}, responses: {{'200': {{description: D, \
             content: {{application/json: {{schema: {{$ref: '#/components/schemas/S{index}'}}}}}}}}}}}}}}\n"
        );
    }
    text += "components:\n  schemas:\n";
    for (index, schema) in schemas.iter().enumerate() {
        text += &format!("    S{index}: {schema}\n");
    }
    text
}

/// What becomes of the examples of schemas, without the places.
fn of_schemas(version: &str, schemas: &[&str]) -> Vec<String> {
    let fates = fates(&answering(version, schemas), "");
    fates.lines().map(|line| line.split_once("  ").unwrap().1.to_owned()).collect()
}

#[test]
fn the_words_of_3_0_are_understood() {
    let found = of_schemas(
        "3.0.3",
        &[
            "{type: string, nullable: true, maxLength: 3, example: null}",
            "{type: string, maxLength: 3, example: null}",
            "{type: string, enum: [a], nullable: true, example: null}",
            "{type: number, minimum: 1, exclusiveMinimum: true, example: 1}",
            "{type: number, minimum: 1, exclusiveMinimum: false, example: 1}",
            "{type: integer, format: int32, example: 2147483648}",
            "{type: string, format: date-time, example: yesterday}",
            "{type: string, format: email, example: of a type that is any string}",
            "{allOf: [{$ref: '#/components/schemas/S1'}], nullable: true, example: wide}",
        ],
    );
    assert_eq!(
        found,
        [
            "held",
            "invalid: null is not of type \"string\"",
            "held",
            "invalid: 1 is less than or equal to the minimum of 1",
            "held",
            "invalid: 2147483648 is greater than the maximum of 2147483647",
            "invalid: \"yesterday\" is not a \"date-time\"",
            "held",
            "invalid: \"wide\" is not valid under any of the schemas listed in the 'anyOf' keyword",
        ]
    );
}

#[test]
fn the_words_of_3_1_are_understood() {
    let found = of_schemas(
        "3.1.0",
        &[
            "{type: [string, 'null'], examples: [null, a, 1]}",
            "{type: number, exclusiveMinimum: 1, example: 1}",
            "{const: a, example: b}",
            "{$ref: '#/components/schemas/S2', example: a}",
            "{type: array, prefixItems: [{type: string}], items: {type: integer}, example: [a, b]}",
            "{$ref: '#/components/schemas/S5/$defs/deep', $defs: {deep: {type: boolean}}, example: 1}",
        ],
    );
    assert_eq!(
        found,
        [
            "held",
            "held",
            "invalid: 1 is not of types \"null\", \"string\"",
            "invalid: 1 is less than or equal to the minimum of 1",
            "invalid: \"a\" was expected",
            "held",
            "invalid: /1: \"b\" is not of type \"integer\"",
            "invalid: 1 is not of type \"boolean\"",
        ]
    );
}

#[test]
fn what_only_one_side_sets_is_not_asked_of_the_other() {
    let document = "\
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: post
      requestBody:
        content:
          application/json:
            schema: {$ref: '#/components/schemas/A'}
            examples: {sent: {value: {secret: s}}, answered: {value: {id: 1}}}
      responses:
        '200':
          description: D
          content:
            application/json:
              schema: {$ref: '#/components/schemas/A'}
              examples: {sent: {value: {secret: s}}, answered: {value: {id: 1}}}
components:
  schemas:
    A:
      type: object
      required: [id, secret]
      properties:
        id: {type: integer, readOnly: true}
        secret: {type: string, writeOnly: true}
";
    assert_eq!(
        fates(document, ""),
        "\
#/paths/~1a/post/requestBody/content/application~1json/examples/sent  held
#/paths/~1a/post/requestBody/content/application~1json/examples/answered  invalid: \"secret\" is a required property
#/paths/~1a/post/responses/200/content/application~1json/examples/sent  invalid: \"id\" is a required property
#/paths/~1a/post/responses/200/content/application~1json/examples/answered  held
"
    );
}

#[test]
fn places_and_owners_decide_on_the_type() {
    let document = "\
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: get
      parameters: [{name: q, in: query, schema: {type: integer}, example: 1, examples: {x: {value: 2}}}]
      responses:
        '200':
          description: D
          headers: {X-A: {schema: {type: integer}, example: 1}}
          content:
            application/json:
              schema:
                type: object
                properties:
                  success: {type: boolean, example: true}
                  result: {$ref: '#/components/schemas/A'}
              example: {success: true, result: {name: n, more: {a/b: 1}, open: {x: 1}}}
        default:
          description: D
          content: {text/plain: {schema: {type: string}, example: no}}
components:
  examples: {shared: {value: 1}}
  schemas:
    A:
      allOf:
        - {type: object, properties: {name: {type: string, example: n}}}
        - type: object
          properties: {open: {type: object, additionalProperties: true}, name: {maxLength: 1, example: nn}}
    Unused: {type: string, example: u}
";
    let envelope = "[[crate]]\nenvelope = { result = \"result\", success = \"success\" }\n";
    assert_eq!(
        fates(document, envelope),
        "\
#/paths/~1a/get/parameters/0/example  held
#/paths/~1a/get/parameters/0/examples/x  held
#/paths/~1a/get/responses/200/headers/X-A/example  Header
#/paths/~1a/get/responses/200/content/application~1json/schema/properties/success/example  Unused
#/paths/~1a/get/responses/200/content/application~1json/example  held without /more
#/paths/~1a/get/responses/default/content/text~1plain/example  NotJson
#/components/schemas/A/allOf/0/properties/name/example  held
#/components/schemas/A/allOf/1/properties/name/example  invalid: \"nn\" is longer than 1 character
#/components/schemas/Unused/example  Unused
"
    );
}

#[test]
fn old_names_stand_for_new_ones() {
    let found = of_schemas(
        "3.0.3",
        &[
            "{type: object, required: [new], properties: {new: {type: integer}, old: {type: integer, \
           deprecated: true, x-alias-of: new}}, example: {old: 1}}",
            "{type: object, required: [new], \
           properties: {new: {type: integer}, old: {type: integer}}, example: {old: 1}}",
        ],
    );
    assert_eq!(found, ["held", "invalid: \"new\" is a required property"]);
}

#[test]
fn examples_are_looked_at_only_where_that_is_asked_for() {
    let document = answering("3.0.3", &["{type: string, example: a}"]);
    assert_eq!(report(&document, "").examples.unwrap().held().count(), 1);
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let file = sources.add("api.yaml", document.as_str());
    let made = generator::generate(&sources, file, &Options::default(), &diagnostics);
    assert!(made.unwrap().report.examples.is_none());
}
