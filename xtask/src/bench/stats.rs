//! What many measurements come to.

/// The middle of some values, or of the two in the middle; none of no values.
#[must_use]
pub fn median(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values.get(middle.checked_sub(1)?).map(|lower| (lower + upper) / 2.0)
}

/// How many times as much one thing took as another: the median of the ratios of each turn. What
/// slows a machine down for some time slows down both runs of a turn.
#[must_use]
pub fn ratio(ours: &[f64], theirs: &[f64]) -> Option<f64> {
    median(
        ours.iter()
            .zip(theirs)
            .filter(|(ours, _)| **ours > 0.0)
            .map(|(ours, theirs)| theirs / ours),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median([]), None);
        assert_eq!(median([3.0]), Some(3.0));
        assert_eq!(median([9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0, 2.0, 9.0]), Some(3.0));
    }

    #[test]
    fn ratios_are_taken_turn_by_turn() {
        // The machine was ten times as slow in the second turn, and the medians alone say 15.
        assert_eq!(ratio(&[1.0, 20.0, 2.0], &[3.0, 60.0, 30.0]), Some(3.0));
        assert_eq!(ratio(&[0.0], &[1.0]), None);
        assert_eq!(ratio(&[], &[]), None);
    }
}
