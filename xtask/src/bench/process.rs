//! Several runs of one command.

use super::stats;
use crate::measure::Cost;

/// Several runs of one command.
#[derive(Clone, Debug, Default)]
pub struct Runs(pub Vec<Cost>);

impl Runs {
    /// Wall times in seconds.
    #[must_use]
    pub fn walls(&self) -> Vec<f64> {
        self.0.iter().map(|run| run.wall.as_secs_f64()).collect()
    }

    /// Processor times in seconds.
    #[must_use]
    pub fn processors(&self) -> Vec<f64> {
        self.0.iter().map(|run| run.processor.as_secs_f64()).collect()
    }

    /// The cells of a table: medians of wall time and of processor time, and peak memory.
    #[must_use]
    pub fn cells(&self) -> [String; 3] {
        let peak = self.0.iter().map(|run| run.memory).max().unwrap_or(0);
        [
            seconds(stats::median(self.walls())),
            seconds(stats::median(self.processors())),
            megabytes(peak),
        ]
    }
}

fn seconds(seconds: Option<f64>) -> String {
    match seconds {
        None => String::new(),
        Some(seconds) if seconds < 0.1 => format!("{:.1} ms", seconds * 1000.0),
        Some(seconds) if seconds < 10.0 => format!("{seconds:.2} s"),
        Some(seconds) => format!("{seconds:.1} s"),
    }
}

/// A number of bytes in words.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    match bytes / 1_000_000 {
        0..10 => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        whole => format!("{whole} MB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn cells_have_medians_and_the_peak() {
        let run = |wall, processor, memory| Cost {
            wall: Duration::from_millis(wall),
            processor: Duration::from_millis(processor),
            memory,
        };
        let runs = Runs(vec![run(20, 90, 1), run(10, 1500, 9_900_000), run(12, 150, 5)]);
        assert_eq!(runs.cells(), ["12.0 ms", "0.15 s", "9.9 MB"]);
        assert_eq!(Runs::default().cells(), ["", "", "0.0 MB"]);
        assert_eq!(megabytes(208_000_000), "208 MB");
        assert_eq!(seconds(Some(62.04)), "62.0 s");
    }
}
