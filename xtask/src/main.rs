//! `cargo xtask`: see `cargo xtask --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(xtask::run(std::env::args_os()).code())
}
