//! Documents of several files: they give the crate that one file gives, whatever is wrong is told
//! where it stands, and nothing outside of the folder is asked for.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may end anywhere")]

use generator::diagnostic::{Diagnostics, Folder, Sources, Unread, render};
use generator::options::Options;
use generator::output::Output;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files in memory.
struct Files(BTreeMap<&'static str, &'static str>);

impl Folder for Files {
    fn read(&self, path: &str) -> Result<(String, Vec<u8>), Unread> {
        let parts: Vec<_> = path.split('/').collect();
        assert!(!parts.contains(&"..") && !parts.contains(&""), "{path} was asked for");
        match self.0.get(path) {
            Some(&"behind a link") => Err(Unread::Outside),
            Some(&"locked") => Err(Unread::Failed("permission denied".into())),
            Some(text) => Ok((path.to_owned(), text.as_bytes().to_vec())),
            None => Err(Unread::Absent),
        }
    }
}

/// The files of the fixture.
struct Fixture(PathBuf);

impl Folder for Fixture {
    fn read(&self, path: &str) -> Result<(String, Vec<u8>), Unread> {
        let bytes = std::fs::read(self.0.join(path)).map_err(|_| Unread::Absent)?;
        Ok((path.to_owned(), bytes))
    }
}

fn generate(folder: impl Folder + 'static, document: &str) -> (Option<Output>, String) {
    let mut sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let (name, bytes) = folder.read(document).unwrap();
    let file = sources.add(name, String::from_utf8(bytes).unwrap());
    sources.set_folder(folder);
    let generated = generator::generate(&sources, file, &Options::default(), &diagnostics);
    let said = diagnostics.into_sorted();
    let said = render::text(&said, &sources, render::Style::default());
    (generated.map(|generated| generated.output), said)
}

#[test]
fn several_files_give_the_crate_of_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files");
    let (several, said) = generate(Fixture(folder.clone()), "openapi.yaml");
    let several = several.unwrap_or_else(|| panic!("{said}"));
    let (one, said) = generate(Fixture(folder), "whole.yaml");
    let one = one.unwrap_or_else(|| panic!("{said}"));
    let files = |output: &Output| -> Vec<(String, String)> {
        output.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
    };
    for (left, right) in files(&several).iter().zip(&files(&one)) {
        assert_eq!(left, right);
    }
    assert_eq!(several.iter().count(), one.iter().count());
    let pet = several.get("src/models/pet.rs").unwrap();
    assert!(pet.contains("pub mother: Option<Box<Pet>>"), "{pet}");
    assert!(several.get("src/models/unused.rs").is_none());
}

#[test]
fn several_files_of_swagger_give_the_crate_of_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/files");
    let [several, one] = ["swagger.yaml", "swagger-whole.yaml"].map(|name| {
        let (output, said) = generate(Fixture(folder.clone()), name);
        output.unwrap_or_else(|| panic!("{name}: {said}"))
    });
    for (path, text) in one.iter() {
        assert_eq!(several.get(path), Some(text), "{path}");
    }
    assert_eq!(several.iter().count(), one.iter().count());
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\n";

/// What is said of a document whose schema `A` has these properties.
fn said_of(properties: &'static str, others: &[(&'static str, &'static str)]) -> String {
    let text =
        format!("{HEAD}components:\n  schemas:\n    A:\n      properties:\n        {properties}\n");
    let document = [("api.yaml", &*text.leak())];
    let files = Files(document.into_iter().chain(others.iter().copied()).collect());
    let (output, said) = generate(files, "api.yaml");
    assert_eq!(output.is_none(), said.contains("error["), "{said}");
    said
}

#[test]
fn what_leads_to_nothing_is_told_where_it_stands() {
    insta::assert_snapshot!(said_of(
        "a: {$ref: b.yaml}\n        c: {$ref: 'd.yaml#/Itme'}\n        e: {$ref: 'd.yaml#/x/0'}",
        &[
            ("b.yaml", "type: object\nproperties:\n  c: {$ref: none.yaml}\n"),
            ("d.yaml", "Item: {type: string}\nx: []\n")
        ],
    ));
}

/// A reference is rewritten once, however many others lead to what it is a part of.
#[test]
fn a_part_of_a_file_may_be_come_upon_twice() {
    let others = [
        (
            "parts/b.yaml",
            "B:\n  properties:\n    c: {properties: {d: {$ref: d.yaml}, own: {$ref: '../api.yaml#/components/schemas/A'}}}\n",
        ),
        ("parts/d.yaml", "type: integer\n"),
    ];
    let said = said_of(
        "b: {$ref: 'parts/b.yaml#/B'}\n        c: {$ref: 'parts/b.yaml#/B/properties/c'}",
        &others,
    );
    assert_eq!(said, "");
}

/// What a part of another file refers to in the document is mended as what the document itself refers
/// to.
#[test]
fn what_is_plainly_meant_is_taken_in_other_files_too() {
    let said = said_of(
        "b: {$ref: b.yaml}",
        &[("b.yaml", "properties: {c: {$ref: 'api.yaml#/components/schemas/None'}}\n")],
    );
    assert!(said.starts_with("warning[ref-missing]"), "{said}");
}

#[test]
fn faults_of_other_files_are_told_there() {
    insta::assert_snapshot!(said_of(
        "a: {$ref: b.yaml}",
        &[(
            "b.yaml",
            "type: object\nproperties:\n  c: {type: strnig}\n  d: {$ref: '#/properties/e'}\n"
        )],
    ));
    insta::assert_snapshot!(said_of("a: {$ref: b.yaml}", &[("b.yaml", "type: [\n")]));
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    insta::assert_snapshot!(said_of(
        "a: {$ref: ../b.yaml}\n        c: {$ref: 'https://example.com/d.yaml'}\n        \
         e: {$ref: '%2e%2e/f.yaml'}\n        g: {$ref: /etc/passwd}\n        h: {$ref: s/i.yaml}",
        &[("s/i.yaml", "properties:\n  j: {$ref: ../../k.yaml}\n")],
    ));
    insta::assert_snapshot!(said_of("a: {$ref: b.yaml}", &[("b.yaml", "behind a link")]));
    insta::assert_snapshot!(said_of("a: {$ref: b.yaml}", &[("b.yaml", "locked")]));
}

#[test]
fn references_in_a_circle_end() {
    let said =
        said_of("a: {$ref: b.yaml}", &[("b.yaml", "$ref: c.yaml\n"), ("c.yaml", "$ref: b.yaml\n")]);
    assert!(said.contains("error[ref-circular]"), "{said}");
    let said = said_of(
        "a: {$ref: b.yaml}",
        &[
            ("b.yaml", "properties: {c: {$ref: c.yaml}}\n"),
            ("c.yaml", "properties: {b: {$ref: b.yaml}}\n"),
        ],
    );
    assert!(!said.contains("error["), "{said}");
}

#[test]
fn two_files_of_one_name_are_two_types() {
    let files = Files(BTreeMap::from([
        (
            "api.yaml",
            "openapi: 3.0.3\ninfo: {title: A, version: '1'}\nservers: [{url: 'https://a.example'}]\n\
             paths: {/a: {get: {tags: [a], responses: {'200': {description: A, content: {\
             application/json: {schema: {$ref: x/item.yaml}}}}}}}, /b: {get: {tags: [b], responses: {\
             '200': {description: B, content: {application/json: {schema: {$ref: y/item.yaml}}}}}}}}\n",
        ),
        ("x/item.yaml", "{type: object, properties: {x: {type: string}}}"),
        ("y/item.yaml", "{type: object, properties: {y: {type: string}}}"),
    ]));
    let (output, said) = generate(files, "api.yaml");
    let output = output.unwrap_or_else(|| panic!("{said}"));
    let models: Vec<_> = output
        .iter()
        .map(|(path, _)| path)
        .filter(|path| path.starts_with("src/models/"))
        .collect();
    assert_eq!(models, ["src/models/x_item.rs", "src/models/y_item.rs"]);
}
