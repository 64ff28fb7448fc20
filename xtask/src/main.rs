//! `cargo xtask`: see `cargo xtask --help`.

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(xtask::run(std::env::args_os()).code())
}
