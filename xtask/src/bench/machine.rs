//! The machine that is measured on, for the head of a report.

use std::fs;
use std::process::Command;

/// A line on processors, memory, system and compiler.
pub(super) fn describe() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let model =
        field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.into());
    let mut parts = vec![format!("{cores} × {model}")];
    parts.extend(memory());
    parts.push(std::env::consts::OS.into());
    parts.extend(compiler());
    parts.extend(load());
    parts.join("; ")
}

/// The value of a line `name : value`; Linux has such files.
fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    Some(line.trim_start_matches([' ', '\t', ':']).trim().to_owned())
}

fn memory() -> Option<String> {
    let total = field("/proc/meminfo", "MemTotal")?;
    let kibibytes = total.strip_suffix(" kB")?.parse::<u64>().ok()?;
    Some(format!("{} GiB of memory", (kibibytes + 512 * 1024) / (1024 * 1024)))
}

fn compiler() -> Option<String> {
    let output = Command::new("rustc").arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.split(" (").next()?.trim().to_owned())
}

/// What else the machine does, before the first run.
fn load() -> Option<String> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    Some(format!("load of the last minute {}", text.split(' ').next()?))
}
