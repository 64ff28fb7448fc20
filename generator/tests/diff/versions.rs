//! Programs written for one version of a crate, compiled with another: as one library of all
//! versions, and one file a program.
//!
//! All versions share one runtime, which is the same in every crate; what a document adds to its
//! types (`Client::pets`, `ClientBuilder::token`) goes to a type around the runtime's own.

use crate::cases::{self, Version};
use crate::programs;
use generator::diagnostic::Diagnostics;
use generator::diff::{Diff, Verdict};
use generator::outline::{self, Item, ItemKind};
use generator::output::Output;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml_edit::DocumentMut;

/// How often errors may hide others.
const TURNS: usize = 8;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn generate(version: &Version) -> Output {
    let diagnostics = Diagnostics::new();
    let (sources, file) = cases::sources(version.text.clone());
    generator::generate(&sources, file, &version.options, &diagnostics).unwrap().output
}

/// A file of a version as a module of the library.
fn moved(text: &str, version: &str) -> String {
    let text = text
        .replace("crate::models", &format!("crate::{version}::models"))
        .replace("crate::values", &format!("crate::{version}::values"))
        .replace("crate::config", &format!("crate::{version}::config"))
        .replace("crate::api", &format!("crate::{version}::api"));
    text.replace("use crate::runtime::Client;", &format!("use crate::{version}::Client;"))
}

/// The facts of a version, with a builder of its own.
fn config(text: &str, version: &str) -> String {
    let text =
        moved(text, version).replacen("ClientBuilder, ", "", 1).replacen("ClientBuilder,", "", 1);
    let own = "pub struct ClientBuilder(crate::runtime::ClientBuilder);\n\
        impl ClientBuilder {\n\
            fn credential(self, scheme: &'static Scheme, secret: secrecy::SecretString) -> Self { Self(self.0.credential(scheme, secret)) }\n\
            fn basic_credential(self, scheme: &'static Scheme, user: secrecy::SecretString, password: secrecy::SecretString) -> Self { Self(self.0.basic_credential(scheme, user, password)) }\n\
            fn server_variable(self, variable: &'static crate::runtime::ServerVariable, value: String) -> Self { Self(self.0.server_variable(variable, value)) }\n\
        }\n";
    format!("{text}\n{own}")
}

fn root(output: &Output) -> String {
    let values = output.get("src/values.rs").map_or("", |_| "pub mod values;\n");
    let others = "pub mod api;\nmod config;\npub mod models;\npub use self::config::ClientBuilder;\n\
     pub use crate::runtime::{ApiError, Body, ByteStream, CallOptions, Error, Form, Items, Page, Pages, Part, PlainCall, RawResponse, Request, Response, ResponseFuture};\n\
     pub use bytes::Bytes;\npub use secrecy::SecretString;\n\
     pub struct Client(crate::runtime::Client);\n\
     impl std::ops::Deref for Client { type Target = crate::runtime::Client; fn deref(&self) -> &Self::Target { &self.0 } }\n";
    format!("{values}{others}")
}

fn manifest(output: &Output) -> DocumentMut {
    output.get("Cargo.toml").unwrap().parse().unwrap()
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A program, the version it is compiled with, and whether it should compile.
struct Program {
    name: String,
    what: String,
    compiles: bool,
}

/// The library of all versions, and the programs.
struct Scratch {
    folder: tempfile::TempDir,
    /// The manifest, with the features of all versions.
    manifest: DocumentMut,
    /// What declares the versions.
    modules: String,
    programs: Vec<Program>,
}

impl Scratch {
    /// A crate of the base, which gives the runtime to all versions.
    fn new(base: &Output) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in base.iter().filter(|(path, _)| path.starts_with("src/")) {
            write(&folder.path().join(path), text);
        }
        // A version may need what the base does without.
        let runtime = workspace().join("templates/src/runtime");
        for entry in fs::read_dir(runtime).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                let path = folder.path().join("src/runtime").join(entry.file_name());
                fs::copy(entry.path(), path).unwrap();
            }
        }
        let mut manifest = manifest(base);
        manifest["package"]["name"] = toml_edit::value("versions");
        manifest["package"].as_table_mut().unwrap().remove("readme");
        manifest.remove("lints");
        manifest.insert("workspace", toml_edit::table());
        let lock = folder.path().join("Cargo.lock");
        fs::copy(workspace().join("Cargo.lock"), lock).unwrap();
        Self { folder, manifest, modules: String::new(), programs: Vec::new() }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Adds a version.
    fn version(&mut self, number: usize, output: &Output) {
        let version = format!("v{number:03}");
        self.modules.push_str(&format!("pub mod {version};\n"));
        let manifest = manifest(output);
        let features = manifest.get("features").and_then(|item| item.as_table());
        for (feature, item) in features.into_iter().flatten().filter(|(name, _)| *name != "default")
        {
            self.manifest["features"][feature] = item.clone();
        }
        for (path, text) in output.iter() {
            let Some(inner) = path.strip_prefix("src/") else {
                continue;
            };
            let text = match inner {
                "config.rs" => config(text, &version),
                _ if ["models", "api", "values"].iter().any(|it| inner.starts_with(it)) => {
                    moved(text, &version)
                }
                _ => continue,
            };
            write(&self.file(&format!("src/{version}/{inner}")), &text);
        }
        write(&self.file(&format!("src/{version}.rs")), &root(output));
    }

    /// Adds a program that is compiled with a version.
    fn program(&mut self, what: String, uses: &str, version: usize, compiles: bool) {
        let name = format!("p{:03}", self.programs.len());
        let text = format!("#![allow(warnings)]\nuse versions::v{version:03}::*;\n{uses}");
        write(&self.file(&format!("src/bin/programs/{name}.rs")), &text);
        self.programs.push(Program { name, what, compiles });
    }

    /// The programs that are not what they should be.
    fn wrong(&self, base: &Output) -> Vec<String> {
        let mut manifest = self.manifest.clone();
        if let Some(features) = manifest.get_mut("features").and_then(|item| item.as_table_mut()) {
            let all = features.iter().map(|(name, _)| name.to_owned());
            let all: toml_edit::Array = all.filter(|name| name != "default").collect();
            features.insert("default", toml_edit::value(all));
        }
        write(&self.file("Cargo.toml"), &manifest.to_string());
        let lib = base.get("src/lib.rs").unwrap();
        let lib = lib.replace("#![deny(missing_docs)]", "#![allow(warnings)]");
        write(&self.file("src/lib.rs"), &format!("{lib}\n{}", self.modules));
        let failed = failing(self.folder.path(), &self.programs);
        let fault = |program: &Program| {
            let error = failed.iter().find(|(name, _)| *name == program.name);
            let what = &program.what;
            match (program.compiles, error) {
                (true, Some((_, error))) => Some(format!("{what}: does not compile: {error}")),
                (false, None) => Some(format!("{what}: compiles")),
                _ => None,
            }
        };
        self.programs.iter().filter_map(fault).collect()
    }
}

#[test]
fn programs_compile_exactly_when_the_verdict_says_so() {
    let base = generate(cases::base());
    let base_plan = cases::base().plan();
    let base_items = outline::items(&base_plan);
    let mut scratch = Scratch::new(&base);
    scratch.version(0, &base);
    scratch.program("the base".into(), &programs::using(&base_items, |_| true), 0, true);
    let cases = cases::all();
    let outputs: Vec<Output> = cases.par_iter().map(|case| generate(&case.changed)).collect();
    let mut seen = BTreeSet::new();
    for (index, (case, output)) in cases.iter().zip(&outputs).enumerate() {
        let name = &case.case.name;
        let version = index + 1;
        scratch.version(version, output);
        let plan = case.changed.plan();
        let items = outline::items(&plan);
        let differs = |item: &Item<'_>| declaration(&base, item) != declaration(output, item);
        let old = program(&base_items, &case.forth, differs);
        let new = program(&items, &case.back, differs);
        let (forth, back) = (case.forth.rust(), case.back.rust());
        seen.extend([forth, back]);
        // What compiles with the base is a program; of what does not, that is to be seen.
        if back == Verdict::Breaking {
            scratch.program(format!("{name} (itself)"), &new, version, true);
        }
        scratch.program(format!("{name} (forth)"), &old, version, forth != Verdict::Breaking);
        scratch.program(format!("{name} (back)"), &new, 0, back != Verdict::Breaking);
    }
    assert_eq!(seen.len(), 3, "each verdict is there: {seen:?}");
    let wrong = scratch.wrong(&base);
    let all = scratch.programs.len();
    assert!(wrong.is_empty(), "{} of {all} programs:\n{}", wrong.len(), wrong.join("\n"));
}

/// A program that was written for the old crate. If the diff says that something breaks, it uses that
/// and nothing else, so that nothing else can be why it does not compile. If nothing breaks, it uses
/// all that can differ: every type, since types can lose what the compiler gives them (`Send`), and
/// every other item of the files that are not the same.
fn program(items: &[Item<'_>], diff: &Diff, differs: impl Fn(&Item<'_>) -> bool) -> String {
    let changes = diff.changes.iter().flat_map(|change| &change.rust);
    let breaking: BTreeSet<_> = changes
        .filter(|change| change.verdict == Verdict::Breaking)
        .map(|change| (change.path.as_str(), change.item, change.old.as_deref()))
        .collect();
    let text = programs::using(items, |item| {
        if breaking.is_empty() {
            matches!(item.kind, ItemKind::Struct | ItemKind::Enum) || differs(item)
        } else {
            breaking.contains(&(item.path.as_str(), item.kind, Some(item.signature.as_str())))
        }
    });
    assert!(text.contains("pub fn") || text.contains("trait"), "the program uses nothing");
    text
}

/// The text of the file that declares the type of an item.
fn declaration<'a>(output: &'a Output, item: &Item<'_>) -> Option<&'a str> {
    let mut words = item.path.split("::");
    let ty = words.find(|word| word.starts_with(char::is_uppercase))?;
    let folder = item.path.split("::").next()?;
    let folder = if folder == ty { "config".to_owned() } else { folder.to_owned() };
    let declares = |text: &str| {
        let words = ["struct", "enum", "type", "impl"];
        words.iter().any(|word| text.contains(&format!("{word} {ty} ")))
    };
    let mut files = output.iter().filter(|(path, _)| path.starts_with(&format!("src/{folder}")));
    files.find(|(_, text)| declares(text)).map(|(_, text)| text)
}

/// The programs that do not compile, each with its first error. Those that fail may hide the errors
/// of others, so what is left is compiled again until nothing fails.
fn failing(folder: &Path, programs: &[Program]) -> Vec<(String, String)> {
    let mut failed: Vec<(String, String)> = Vec::new();
    for _ in 0..TURNS {
        let left = programs.iter().filter(|it| !failed.iter().any(|(name, _)| *name == it.name));
        let modules: String = left.map(|it| format!("mod {};\n", it.name)).collect();
        write(
            &folder.join("src/bin/programs/main.rs"),
            &format!("#![allow(warnings)]\n{modules}fn main() {{}}\n"),
        );
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--message-format", "json", "--target-dir"])
            .arg(workspace().join("target/consumer"))
            .current_dir(folder)
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        if output.status.success() {
            return failed;
        }
        let mut found = 0;
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else {
                continue;
            };
            let message = &message["message"];
            if message["level"] != "error" {
                continue;
            }
            let spans = message["spans"].as_array().into_iter().flatten();
            for span in spans.filter(|span| span["is_primary"] == true) {
                let file = span["file_name"].as_str().unwrap_or_default();
                let program =
                    Path::new(file).file_stem().and_then(|it| it.to_str()).unwrap_or_default();
                let is_program = file.contains("bin/programs/") && program != "main";
                assert!(is_program, "not a program: {message}");
                if !failed.iter().any(|(name, _)| name == program) {
                    let text = span["text"][0]["text"].as_str().unwrap_or_default();
                    failed.push((program.to_owned(), format!("{}: {text}", message["message"])));
                    found += 1;
                }
            }
        }
        assert!(found > 0, "{}", String::from_utf8_lossy(&output.stderr));
    }
    panic!("errors hide errors after {TURNS} turns");
}
