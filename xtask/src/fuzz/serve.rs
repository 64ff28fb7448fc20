//! The process that tries cases: they come on the standard input, and what came of them goes to the
//! standard output.

use fuzz::Case;
use std::io::{self, Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Begins the line that says what came of a case. Other lines are none of the search's business.
pub(super) const MARK: &str = "came of the case: ";

/// Says whether a case ended in a crate; the error is what does not hold.
pub type Check = fn(&Case) -> Result<bool, String>;

/// What the latest panic said, on whatever thread it was.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// How much time of the processor a case may take.
pub const LONGEST: Duration = Duration::from_secs(2);

/// Tries the cases that come on the standard input, until there are no more. Each may take so much
/// time of the processor: on a busy machine the time on the clock says nothing.
///
/// # Errors
///
/// If the input ends within a case, or nobody reads the output.
pub fn serve(check: Check, longest: Duration) -> io::Result<()> {
    panic::set_hook(Box::new(|info| {
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(info.to_string());
    }));
    let mut input = io::stdin().lock();
    let mut output = io::stdout();
    while let Some(case) = receive(&mut input)? {
        let start = processor_time();
        let tried = panic::catch_unwind(AssertUnwindSafe(|| check(&case)));
        let took = processor_time().saturating_sub(start);
        let verdict = match tried {
            Ok(Ok(_)) if took > longest => {
                format!("fails: it takes more than {} s", longest.as_secs_f32())
            }
            Ok(Ok(true)) => "crate".to_owned(),
            Ok(Ok(false)) => "diagnostics".to_owned(),
            Ok(Err(why)) => format!("fails: {}", one_line(&why)),
            Err(_) => {
                let said = PANIC.lock().unwrap_or_else(PoisonError::into_inner).take();
                format!("fails: it panics: {}", one_line(&said.unwrap_or_default()))
            }
        };
        // What ran before may have begun a line.
        writeln!(output, "\n{MARK}{verdict}")?;
        output.flush()?;
    }
    Ok(())
}

/// The time that this process took of the processors.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

/// The time on the clock, where the system tells no other in this way.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sends a case to the process that tries it.
pub(super) fn send(output: &mut impl Write, case: &Case) -> io::Result<()> {
    let is_json = case.name.ends_with(".json");
    output.write_all(&[u8::from(is_json)])?;
    let length = u64::try_from(case.bytes.len()).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&case.bytes)?;
    output.flush()
}

fn receive(input: &mut impl Read) -> io::Result<Option<Case>> {
    let mut is_json = [0];
    if input.read(&mut is_json)? == 0 {
        return Ok(None);
    }
    let mut length = [0; 8];
    input.read_exact(&mut length)?;
    let length = usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)?;
    let mut bytes = vec![0; length];
    input.read_exact(&mut bytes)?;
    let name = if is_json == [1] { "document.json" } else { "document.yaml" };
    Ok(Some(Case { name, bytes }))
}
