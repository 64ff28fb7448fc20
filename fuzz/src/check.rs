//! What has to hold for every document.

use crate::Case;
use generator::diagnostic::{Code, Diagnostics, Location, Sources, render};
use generator::options::Options;
use generator::output::Output;
use generator::source;
use std::collections::HashSet;
use std::panic::resume_unwind;
use std::path::{Component, Path};
use std::thread;

/// The stack of the thread that reads code.
const STACK: usize = 16 * 1024 * 1024;

/// Generates from a case, and says what does not hold: a document ends in diagnostics with places
/// inside of it, or in files that are Rust. Gives the files, if there are any.
///
/// # Errors
///
/// What does not hold, in a sentence.
pub fn check(case: &Case) -> Result<Option<Output>, String> {
    let sources = Sources::new();
    let diagnostics = Diagnostics::new();
    let file = source::add_bytes(&sources, case.name, case.bytes.clone(), &diagnostics);
    let options = Options::default();
    let generated =
        file.and_then(|file| generator::generate(&sources, file, &options, &diagnostics));
    let output = generated.map(|generated| generated.output);
    if output.is_some() == diagnostics.has_errors() {
        return Err("there is no output and no error, or there are both".into());
    }
    if let Some(output) = &output {
        with_room(|| check_output(output))?;
    }
    let found = diagnostics.into_sorted();
    for one in &found {
        if one.code() == Code::GeneratorFault {
            return Err(one.message().to_owned());
        }
        let others = one.secondaries().iter().map(|(location, _)| *location);
        for location in one.location().into_iter().chain(others) {
            check_place(location, &sources).map_err(|fault| format!("{}: {fault}", one.code()))?;
        }
        if one.message().contains("untagged enum") {
            return Err(format!("serde's words: {}", one.message()));
        }
    }
    let text = render::text(&found, &sources, render::Style::default());
    let json = render::json(&found, &sources);
    if let Some(character) =
        text.chars().chain(json.chars()).find(|c| *c != '\n' && render::is_misleading(*c))
    {
        return Err(format!("what is said has U+{:04X}", u32::from(character)));
    }
    Ok(output)
}

/// Does some work on a thread whose stack is that of the generator's: what reads code calls itself
/// at each level of a type.
fn with_room(work: impl FnOnce() -> Result<(), String> + Send) -> Result<(), String> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let ended = thread.map_err(|error| format!("no thread can be started: {error}"))?.join();
        ended.unwrap_or_else(|panic| resume_unwind(panic))
    })
}

fn check_place(place: Location, sources: &Sources) -> Result<(), String> {
    let range = place.start as usize..place.end as usize;
    match sources.text(place.file).get(range) {
        Some(_) => Ok(()),
        None => Err(format!("{place:?} is no place of the text")),
    }
}

fn check_output(output: &Output) -> Result<(), String> {
    let mut folded = HashSet::new();
    for (path, text) in output.iter() {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        let portable = path.chars().all(|c| c.is_ascii_alphanumeric() || "_-./".contains(c));
        if !inside || !portable || path.len() > 200 {
            return Err(format!("`{path}` is no path for a file everywhere"));
        }
        if !folded.insert(path.to_lowercase()) {
            return Err(format!("`{path}` differs from another path in case only"));
        }
        // The runtime is the same for all documents.
        if path.starts_with("src/runtime") {
            continue;
        }
        if let Some(character) = text.chars().find(|c| *c != '\n' && render::is_misleading(*c)) {
            return Err(format!("`{path}` has U+{:04X}", u32::from(character)));
        }
        if path.ends_with(".rs") {
            syn::parse_file(text).map_err(|error| format!("`{path}` is not Rust: {error}"))?;
        }
    }
    Ok(())
}
