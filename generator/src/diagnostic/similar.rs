//! The known name that an unknown one was probably meant to be.

/// Names longer than this are not compared: nobody types them.
const LONGEST: usize = 100;

/// The candidate that differs from a name in case and punctuation only.
pub(crate) fn same_letters<'a>(
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
/// in more, three in many.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let letters = squash(name);
    let limit = match name.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=20 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        // Letters that are too few or too many are mistakes themselves, and punctuation is none. A
        // letter has four bytes at most.
        if candidate.len().abs_diff(name.len()) > 4 * limit + letters.len() {
            continue;
        }
        let distance = if !letters.is_empty() && squash(candidate) == letters {
            0
        } else if candidate.len().abs_diff(name.len()) <= 4 * limit {
            strsim::osa_distance(name, candidate).max(1)
        } else {
            continue;
        };
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
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
        assert_eq!(of("descripiom"), Some("description"));
        assert_eq!(of("descrpiom"), None);
        assert_eq!(of("colour"), None);
        assert_eq!(of("id"), None);
        assert_eq!(of(""), None);
        assert_eq!(of("___"), None);
        assert_eq!(of(&"x".repeat(10_000)), None);
    }
}
