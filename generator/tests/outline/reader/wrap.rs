//! Lines of at most 120 columns, broken by a rule, so that the same item always looks the same.

/// The most columns of a line.
const WIDTH: usize = 120;

/// How much further in the rest of a broken line stands.
const HANGING: usize = 8;

/// A line at an indentation. One that is too long is broken behind the last comma, or before the last
/// `|`, `->` or mark, that leaves it short enough; one without any of these stays long.
pub(super) fn line(indent: usize, text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut margin = indent;
    loop {
        out.push_str(&" ".repeat(margin));
        let room = WIDTH.saturating_sub(margin);
        let place = if rest.chars().count() > room { break_at(rest, room) } else { None };
        let Some((head, tail)) = place.and_then(|place| rest.split_at_checked(place)) else {
            out.push_str(rest);
            out.push('\n');
            return out;
        };
        out.push_str(head.trim_end());
        out.push('\n');
        rest = tail.trim_start();
        margin = indent + HANGING;
    }
}

/// The byte at which a text that is too long is broken.
fn break_at(text: &str, room: usize) -> Option<usize> {
    let mut best = None;
    let mut first_beyond = None;
    let columns = text.char_indices().enumerate();
    for (column, (byte, _)) in columns.filter(|(_, (_, c))| *c == ' ') {
        let (before, after) = text.split_at_checked(byte)?;
        let marks = [" | ", " -> ", "  "];
        if byte == 0 || !(before.ends_with(',') || marks.iter().any(|mark| after.starts_with(mark)))
        {
            continue;
        }
        if column <= room {
            best = Some(byte);
        } else {
            first_beyond = first_beyond.or(Some(byte));
        }
    }
    best.or(first_beyond)
}
