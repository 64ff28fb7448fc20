//! The program of a crate that makes the calls, and what it says of each.

use super::{cargo, tail};
use cratewright::report::Fault;
use generator::diagnostic::{Code, Diagnostic};
use serde::Deserialize;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

/// The environment variable in which the program gets the address of the mock server.
const ADDRESS: &str = "CONTRACT_MOCK";

/// What the lines begin with in which the program says what became of a call.
const PREFIX: &str = "contract: ";

/// What became of a call.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Check {
    /// The operation.
    pub operation: String,
    /// Which call of the operation it is.
    pub case: String,
    /// Why the mock server does not accept the request.
    pub request: Option<String>,
    /// Why the client cannot decode the answer.
    pub answer: Option<String>,
}

impl Check {
    /// The diagnostic, if something is wrong.
    #[must_use]
    pub fn fault(&self) -> Option<Diagnostic> {
        let Self { operation, case, .. } = self;
        let (message, help) = if let Some(why) = &self.request {
            (
                format!("`{operation}` ({case}): the request is not accepted: {why}"),
                "either the crate writes it wrong, or the document says less than is meant",
            )
        } else {
            let why = self.answer.as_ref()?;
            (
                format!("`{operation}` ({case}): the answer is not decoded as it should be: {why}"),
                "either the crate reads it wrong, or the document allows more than is meant",
            )
        };
        Some(Diagnostic::without_location(Code::ContractBroken, message).help(help))
    }
}

/// What a line of the program's output says of a call.
#[must_use]
pub fn check(line: &str) -> Option<Check> {
    serde_json::from_str(line.strip_prefix(PREFIX)?).ok()
}

/// Makes the calls of a crate.
pub(super) fn make(root: &Path, name: &str, address: &str) -> Result<Vec<Check>, Fault> {
    let mut command = cargo(root);
    command
        .args(["test", "--quiet", "--package", name, "--test", "contract"])
        .args(["--", "--ignored", "--nocapture"])
        .env(ADDRESS, address)
        .env("RUST_BACKTRACE", "0")
        .env("NO_PROXY", "*")
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| broken(name, &error.to_string()))?;
    let (mut checks, mut rest) = (Vec::new(), String::new());
    let out = child.stdout.take().map(BufReader::new);
    for line in out.into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        match check(&line) {
            Some(check) => checks.push(check),
            None => {
                rest.push_str(&line);
                rest.push('\n');
            }
        }
    }
    let status = child.wait().map_err(|error| broken(name, &error.to_string()))?;
    // A failure that no check tells of: the program did not come to its end.
    if !status.success() && checks.iter().all(|check| check.fault().is_none()) {
        return Err(broken(name, &tail(&rest)));
    }
    if checks.is_empty() {
        return Err(broken(name, "no call was made"));
    }
    Ok(checks)
}

fn broken(name: &str, why: &str) -> Fault {
    let message = format!("the calls of `{name}` were not all made: {why}");
    Diagnostic::without_location(Code::ContractBroken, message)
        .help("what the program said is above")
        .into()
}
