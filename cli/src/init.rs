//! `init`: finds the document, writes the settings with comments, makes the crate, and says what to do
//! next.

mod find;
mod settings;

use crate::Exit;
use crate::cli::{CodegenArgs, InitArgs};
use crate::codegen;
use crate::program;
use crate::report::{Fault, Reporter};
use crate::workspace::{self, SETTINGS};
use generator::diagnostic::{Code, Diagnostic, Diagnostics, Sources};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes settings into the current folder, and makes the crate.
pub fn run(arguments: &InitArgs, reporter: &mut Reporter) -> Exit {
    let (config, start) = match write(arguments) {
        Ok(written) => written,
        Err(fault) => {
            reporter.fault(&fault);
            return Exit::Fault;
        }
    };
    let name = program::name();
    let Start { document, output, package } = &start;
    reporter.summary(&format!(
        "wrote {}: `{document}` becomes the crate `{package}` in `{output}`",
        config.display()
    ));
    let all = CodegenArgs { config: Some(config.clone()), ..CodegenArgs::default() };
    let exit = codegen::run(&all, reporter);
    if exit == Exit::Done {
        reporter.summary(&format!(
            "\nNext:\n  \
             cargo add {package} --path {output}   in the package that is to call the API\n  \
             {name} codegen           after each change of the document\n  \
             {name} codegen --check   in continuous integration\n\n\
             Commit `{}` and `{output}`, with `{output}/{}`.",
            config.display(),
            crate::write::RECORD,
        ));
    } else if !reporter.is_json() {
        reporter.error_text(&format!(
            "`{}` is written. Mend the document, or leave out what cannot be read, and run `{name} codegen`\n",
            config.display()
        ));
    }
    exit
}

/// What the settings say.
struct Start {
    /// The document, relative to the settings.
    document: String,
    /// The folder of the crate, relative to the settings.
    output: String,
    /// The name of the crate.
    package: String,
}

/// Writes the settings: where they are, and what they say.
fn write(arguments: &InitArgs) -> Result<(PathBuf, Start), Fault> {
    let [config, _] = SETTINGS;
    for there in SETTINGS {
        if Path::new(there).symlink_metadata().is_ok() {
            return Err(Diagnostic::without_location(
                Code::OutputHandWritten,
                format!("there are settings already: `{there}`"),
            )
            .help(format!("run `{} codegen`, or add a `[[crate]]` to them", program::name()))
            .into());
        }
    }
    let document = match &arguments.document {
        Some(document) => workspace::tidy_path(document),
        None => find::document(Path::new("."))?,
    };
    let title = title(&document)?;
    let package = match &arguments.name {
        Some(name) => name.clone(),
        None => settings::package_name(title.as_deref(), &document),
    };
    let output = match &arguments.out {
        Some(output) => workspace::tidy_path(output),
        None if Path::new("crates").is_dir() => Path::new("crates").join(&package),
        None => PathBuf::from(&package),
    };
    let shown = |path: &Path| path.display().to_string().replace('\\', "/");
    let start = Start { document: shown(&document), output: shown(&output), package };
    let config = PathBuf::from(config);
    let text = settings::text(&start);
    File::create_new(&config).and_then(|mut file| file.write_all(text.as_bytes())).map_err(
        |error| {
            Diagnostic::without_location(
                Code::OutputNotWritten,
                format!("cannot write `{}`: {error}", config.display()),
            )
        },
    )?;
    Ok((config, start))
}

/// The title that a document has, if it can be read so far; its faults are told when it is generated from.
fn title(document: &Path) -> Result<Option<String>, Fault> {
    let shown = document.display().to_string();
    fs::metadata(document).map_err(|error| crate::report::unreadable(&shown, &error))?;
    let (sources, diagnostics) = (Sources::new(), Diagnostics::new());
    let file = workspace::read(document, &sources, &diagnostics);
    let tree = file.and_then(|file| generator::source::parse(&sources, file, &diagnostics));
    let title = tree.as_ref().and_then(|tree| tree.get("info")?.get("title")?.as_str());
    Ok(title.map(str::to_owned))
}
