//! Programs written for one version of a crate, compiled with another: as one library of all
//! versions, and one file a program.
//!
//! All versions share one runtime, which is the same in every crate; what a document adds to its
//! types (`Client::pets`, `ClientBuilder::token`) goes to a type around the runtime's own.

use crate::cases::{self, Version};
use crate::programs;
use generator::diagnostic::Diagnostics;
use generator::diff::Verdict;
use generator::outline;
use generator::output::Output;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How often errors may hide others.
const TURNS: usize = 8;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn generate(version: &Version) -> Output {
    let diagnostics = Diagnostics::new();
    let text = version.sources.text(version.sources.ids().next().unwrap()).to_owned();
    let mut sources = generator::diagnostic::Sources::new();
    let file = sources.add("pets.yaml", text);
    generator::generate(&sources, file, &version.options, &diagnostics).unwrap().output
}

/// A file of a version as a module of the library.
fn moved(text: &str, version: &str) -> String {
    let text = text
        .replace("crate::models", &format!("crate::{version}::models"))
        .replace("crate::config", &format!("crate::{version}::config"))
        .replace("crate::api", &format!("crate::{version}::api"));
    text.replace("use crate::runtime::Client;", &format!("use crate::{version}::Client;"))
}

/// The facts of a version, with a builder of its own.
fn config(text: &str, version: &str) -> String {
    let text = moved(text, version).replacen("ClientBuilder, ", "", 1).replacen("ClientBuilder,", "", 1);
    let own = "pub struct ClientBuilder(crate::runtime::ClientBuilder);\n\
        impl ClientBuilder {\n\
            fn credential(self, scheme: &'static Scheme, secret: secrecy::SecretString) -> Self { Self(self.0.credential(scheme, secret)) }\n\
            fn basic_credential(self, scheme: &'static Scheme, user: secrecy::SecretString, password: secrecy::SecretString) -> Self { Self(self.0.basic_credential(scheme, user, password)) }\n\
        }\n";
    format!("{text}\n{own}")
}

fn root() -> String {
    "pub mod api;\nmod config;\npub mod models;\npub use self::config::ClientBuilder;\n\
     pub use crate::runtime::{ApiError, ByteStream, CallOptions, Error, Items, Page, Pages, RawResponse, Request, Response, ResponseFuture};\n\
     pub use bytes::Bytes;\npub use secrecy::SecretString;\n\
     pub struct Client(crate::runtime::Client);\n\
     impl std::ops::Deref for Client { type Target = crate::runtime::Client; fn deref(&self) -> &Self::Target { &self.0 } }\n"
        .to_owned()
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

#[test]
fn programs_compile_exactly_when_the_verdict_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let base = cases::base();
    let base_output = generate(&base);
    for (path, text) in base_output.iter().filter(|(path, _)| path.starts_with("src/")) {
        write(&folder.path().join(path), text);
    }
    let mut modules = String::new();
    let mut programs = Vec::new();
    let mut add = |number: usize, output: &Output| {
        let version = format!("v{number:03}");
        modules.push_str(&format!("pub mod {version};\n"));
        for (path, text) in output.iter() {
            let Some(inner) = path.strip_prefix("src/") else { continue };
            if inner.starts_with("models") || inner.starts_with("api") {
                write(&folder.path().join(format!("src/{version}/{inner}")), &moved(text, &version));
            } else if inner == "config.rs" {
                write(&folder.path().join(format!("src/{version}/{inner}")), &config(text, &version));
            }
        }
        write(&folder.path().join(format!("src/{version}.rs")), &root());
    };
    add(0, &base_output);
    let using_base = programs::using(&outline::items(&base_output).unwrap());
    let mut number = 0;
    let mut program = |from: &str, uses: &str, with: usize, what: String, compiles: bool| {
        let name = format!("p{number:03}");
        number += 1;
        let text = format!("#![allow(warnings)]\nuse versions::v{with:03}::*;\n{uses}");
        write(&folder.path().join(format!("src/bin/programs/{name}.rs")), &text);
        programs.push(Program { name, what: format!("{what} ({from})"), compiles });
    };
    program("itself", &using_base, 0, "the base".into(), true);
    let mut seen = BTreeSet::new();
    for (index, case) in cases::groups().iter().flat_map(|(_, cases)| cases).enumerate() {
        let changed = case.version();
        let output = generate(&changed);
        add(index + 1, &output);
        let using = programs::using(&outline::items(&output).unwrap());
        let forth = cases::compare(&base, &changed, case.today).rust();
        let back = cases::compare(&changed, &base, case.today).rust();
        seen.extend([forth, back]);
        let name = &case.name;
        program("itself", &using, index + 1, name.clone(), true);
        program("forth", &using_base, index + 1, name.clone(), forth != Verdict::Breaking);
        program("back", &using, 0, name.clone(), back != Verdict::Breaking);
    }
    assert_eq!(seen.len(), 3, "each verdict is there: {seen:?}");
    let manifest = base_output.get("Cargo.toml").unwrap();
    let manifest = manifest.replacen("name = \"pets\"", "name = \"versions\"", 1);
    let manifest = manifest.lines().filter(|line| !line.starts_with("readme")).collect::<Vec<_>>().join("\n");
    let (head, _) = manifest.split_once("\n[lints").unwrap_or((&manifest, ""));
    write(&folder.path().join("Cargo.toml"), &format!("{head}\n\n[workspace]\n"));
    fs::copy(workspace().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();
    let lib = format!(
        "#![allow(warnings)]\nmod api;\nmod config;\nmod models;\npub mod runtime;\n\
         pub use runtime::*;\n{modules}"
    );
    write(&folder.path().join("src/lib.rs"), &lib);
    let failed = failing(folder.path(), &programs);
    let wrong: Vec<_> = programs
        .iter()
        .filter_map(|program| {
            let error = failed.iter().find(|(name, _)| *name == program.name);
            match (program.compiles, error) {
                (true, Some((_, error))) => Some(format!("{}: does not compile: {error}", program.what)),
                (false, None) => Some(format!("{}: compiles", program.what)),
                _ => None,
            }
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} programs:\n{}", wrong.len(), programs.len(), wrong.join("\n"));
}

/// The programs that do not compile, each with its first error. Those that fail may hide the errors
/// of others, so what is left is compiled again until nothing fails.
fn failing(folder: &Path, programs: &[Program]) -> Vec<(String, String)> {
    let mut failed: Vec<(String, String)> = Vec::new();
    for _ in 0..TURNS {
        let left = programs.iter().filter(|it| !failed.iter().any(|(name, _)| *name == it.name));
        let modules: String = left.map(|it| format!("mod {};\n", it.name)).collect();
        write(&folder.join("src/bin/programs/main.rs"), &format!("#![allow(warnings)]\n{modules}fn main() {{}}\n"));
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
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            let message = &message["message"];
            if message["level"] != "error" {
                continue;
            }
            for span in message["spans"].as_array().into_iter().flatten() {
                let file = span["file_name"].as_str().unwrap_or_default();
                let program = Path::new(file).file_stem().and_then(|it| it.to_str()).unwrap_or_default();
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
