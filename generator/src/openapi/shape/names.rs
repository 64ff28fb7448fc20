//! The known name that an unknown one was probably meant to be.

/// Names longer than this are no misspellings of a keyword.
const LONGEST: usize = 40;

/// The candidate that differs from a name in case and punctuation only.
pub(in crate::openapi) fn same_letters<'a>(
    name: &str,
    mut candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let letters = squash(name);
    candidates.find(|candidate| !letters.is_empty() && squash(candidate) == letters)
}

/// The candidate that is nearest to a name, if any is near: one mistake in up to five letters, two
/// in more.
pub(in crate::openapi) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    if let Some(same) = same_letters(name, candidates.clone()) {
        return Some(same);
    }
    if name.len() > LONGEST || name.len() < 3 {
        return None;
    }
    let limit = if name.len() > 5 { 2 } else { 1 };
    let distances = candidates.map(|candidate| (strsim::osa_distance(name, candidate), candidate));
    let near = distances.filter(|(distance, _)| *distance <= limit);
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

fn squash(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["description", "maxItems", "in", "required", "title"];

    fn of(name: &str) -> Option<&'static str> {
        nearest(name, KNOWN.iter().copied())
    }

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(of("desciption"), Some("description"));
        assert_eq!(of("descripiton"), Some("description"));
        assert_eq!(of("max_items"), Some("maxItems"));
        assert_eq!(of("Required"), Some("required"));
        assert_eq!(of("tilte"), Some("title"));
        assert_eq!(of("colour"), None);
        assert_eq!(of("id"), None);
        assert_eq!(of(""), None);
        assert_eq!(of("___"), None);
        assert_eq!(of(&"x".repeat(10_000)), None);
    }
}
