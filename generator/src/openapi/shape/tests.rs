use super::*;
use crate::diagnostic::Sources;

/// What is said of a document: the code, the text at the place, the help.
fn said(text: &str) -> Vec<(Code, String, String)> {
    let sources = Sources::new();
    let file = sources.add("document.yaml", text);
    let diagnostics = Diagnostics::new();
    let tree = crate::source::parse(&sources, file, &diagnostics).unwrap();
    check(&tree.into(), None, &diagnostics);
    let found = diagnostics.into_sorted().into_iter().map(|found| {
        let place = found.location().map_or("", |place| sources.slice(place));
        (found.code(), place.to_owned(), found.helps().join(" "))
    });
    found.collect()
}

fn codes(text: &str) -> Vec<(Code, String)> {
    said(text).into_iter().map(|(code, place, _)| (code, place)).collect()
}

fn document(version: &str, rest: &str) -> String {
    format!("openapi: {version}\ninfo: {{title: a, version: b}}\n{rest}\n")
}

#[test]
fn versions() {
    for version in ["3.0.0", "3.0.4", "3.1.0", "3.1.1", "\"3.1\"", "3.1.0-rc0", "3.2.0", "\"3.2\""]
    {
        let found: Vec<_> = codes(&document(version, "paths: {}"));
        assert_eq!(found, [], "{version}");
    }
    for version in ["3.3.0", "2.0.0", "3", "\"\"", "\"3.00\"", "\"3.0x\""] {
        let found = codes(&document(version, "paths: {}"));
        assert!(
            matches!(found.as_slice(), [(Code::UnsupportedVersion, _)]),
            "{version}: {found:?}"
        );
    }
    for version in ["\"2.0\"", "2.0", "2"] {
        let found =
            codes(&format!("swagger: {version}\ninfo: {{title: a, version: b}}\npaths: {{}}"));
        assert!(found.iter().all(|(code, _)| *code == Code::ValueConverted), "{found:?}");
    }
    assert_eq!(codes("swagger: '1.2'"), [(Code::UnsupportedVersion, "'1.2'".to_owned())]);
    assert_eq!(codes("info: {}"), [(Code::MissingMember, "info".to_owned())]);
    assert_eq!(codes("[]"), [(Code::WrongType, "[]".to_owned())]);
}

#[test]
fn what_is_missing_is_told_at_the_key_of_its_holder() {
    let found = codes("openapi: 3.0.3\ninfo: {}\n");
    let missing = |place: &str| (Code::MissingMember, place.to_owned());
    assert_eq!(found, [missing("openapi"), missing("info"), missing("info")]);
    // In 3.1 a document may have no paths.
    assert_eq!(codes(&document("3.1.0", "")), []);
    let parameters = "paths: {/a: {parameters: [{schema: {}, in: query}]}}";
    assert_eq!(codes(&document("3.1.0", parameters)), [missing("schema")]);
}

#[test]
fn extensions_and_keys_of_maps_are_free() {
    let rest = "x-a: [1]\npaths: {x-b: 1, /a: {x-c: 1, get: {responses: {x-d: 1, '200': {description: e}}}}}\n\
                components: {schemas: {A: {properties: {type: {}, x-e: {}, unknown: {}}, x-f: 1}}}";
    assert_eq!(codes(&document("3.0.3", rest)), []);
}

#[test]
fn unknown_keywords_of_3_1_are_annotations() {
    let rest = "paths: {}\ncomponents: {schemas: {A: {optional: true, max_items: 1}}}";
    let of = |version| {
        said(&document(version, rest))
            .into_iter()
            .map(|(_, place, help)| (place, help))
            .collect::<Vec<_>>()
    };
    let misspelt = ("max_items".to_owned(), "did you mean `maxItems`?".to_owned());
    assert_eq!(of("3.1.0"), std::slice::from_ref(&misspelt));
    let unknown = ("optional".to_owned(), "members of your own begin with `x-`".to_owned());
    assert_eq!(of("3.0.0"), [unknown, misspelt]);
}

#[test]
fn one_warning_for_all_places_of_another_version() {
    let rest = "paths: {}\ncomponents: {schemas: {A: {nullable: true}, B: {nullable: true}}}";
    assert_eq!(codes(&document("3.1.0", rest)), [(Code::OtherVersion, "nullable".to_owned())]);
    assert_eq!(codes(&document("3.0.0", rest)), []);
}

#[test]
fn what_references_reach_is_checked_as_what_they_take_it_for() {
    let rest = "paths: {}\nx-own: {a: {type: thing, properties: {b: {$ref: '#/x-own/b'}}}, b: {type: 5}, c: {type: 5}}\n\
                components: {schemas: {A: {$ref: '#/x-own/a'}}}";
    let found = codes(&document("3.0.0", rest));
    assert_eq!(found, [(Code::TypeUnknown, "thing".to_owned()), (Code::WrongType, "5".to_owned())]);
}

#[test]
fn statuses() {
    for key in ["200", "599", "999", "4XX", "4xx", "default"] {
        assert!(special::is_status(key), "{key}");
    }
    for key in ["", "2", "20", "2000", "099", "6XX", "4X0", "+20", "２００", "Default"] {
        assert!(!special::is_status(key), "{key}");
    }
}
