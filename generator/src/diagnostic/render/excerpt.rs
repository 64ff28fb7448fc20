//! The lines of a text that a diagnostic shows, and no more: a text may be one line of megabytes.

use std::ops::Range;

use super::clean;
use crate::diagnostic::sources::floor_boundary;
use crate::diagnostic::{Diagnostic, FileId, Location, Position, Sources};

/// Lines longer than this are cut to a window around what is shown.
const LONGEST_LINE: usize = 160;
/// How many bytes such a window has before what is shown, and from its start on.
const BEFORE: usize = 50;
const BEHIND: usize = 80;
/// Places that are at most this many lines apart share an excerpt.
const NEAR: usize = 6;

/// Adjoining lines of a text, with what is marked in them.
pub(super) struct Excerpt<'a> {
    pub(super) file: FileId,
    /// Where the first of the marks starts, in the text.
    pub(super) position: Position,
    pub(super) first_line: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Mark<'a>>,
}

/// A part of an excerpt with its label.
pub(super) struct Mark<'a> {
    /// In bytes of the excerpt.
    pub(super) range: Range<usize>,
    pub(super) label: Option<&'a str>,
    pub(super) is_primary: bool,
}

/// A place that is to be shown: a range of bytes of one line.
struct Place<'a> {
    location: Location,
    line: usize,
    range: Range<usize>,
    is_long: bool,
    label: Option<&'a str>,
    is_primary: bool,
}

/// The excerpts of a diagnostic. The one with its own place comes first.
pub(super) fn excerpts<'a>(found: &'a Diagnostic, sources: &Sources) -> Vec<Excerpt<'a>> {
    let primary =
        found.location().map(|location| place(location, found.label_text(), true, sources));
    let others = found.secondaries().iter();
    let others = others.map(|(location, text)| place(*location, Some(text), false, sources));
    let mut places: Vec<_> = primary.into_iter().chain(others).collect();
    places.sort_by_key(|place| (place.location.file, place.location.start));
    let mut groups: Vec<Vec<Place<'a>>> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| is_near(last, &place)) => {
                group.push(place)
            }
            _ => groups.push(vec![place]),
        }
    }
    let mut excerpts: Vec<_> =
        groups.into_iter().filter_map(|group| excerpt(group, sources)).collect();
    excerpts.sort_by_key(|excerpt| !excerpt.marks.iter().any(|mark| mark.is_primary));
    excerpts
}

fn is_near(one: &Place<'_>, next: &Place<'_>) -> bool {
    one.location.file == next.location.file
        && !one.is_long
        && !next.is_long
        && next.line - one.line <= NEAR
}

/// Of a place that goes over several lines, the first one is shown.
fn place<'a>(
    location: Location,
    label: Option<&'a str>,
    is_primary: bool,
    sources: &Sources,
) -> Place<'a> {
    let line = sources.line_of(location.file, location.start);
    let line_start = sources.line_start(location.file, line);
    let text = sources.line(location.file, line);
    let offset = |at: u32| floor_boundary(text, (at as usize).saturating_sub(line_start));
    let start = offset(location.start);
    let range = start..offset(location.end).max(start);
    Place { location, line, range, is_long: text.len() > LONGEST_LINE, label, is_primary }
}

fn excerpt<'a>(places: Vec<Place<'a>>, sources: &Sources) -> Option<Excerpt<'a>> {
    let (first, last) = (places.first()?, places.last()?);
    let (file, first_line, last_line) = (first.location.file, first.line, last.line);
    let shown = places.iter().find(|place| place.is_primary).unwrap_or(first);
    let position = sources.position(shown.location);
    if first.is_long {
        let line = sources.line(file, first_line);
        let place = places.into_iter().next()?;
        let (text, range) = window(line, place.range);
        let marks = vec![Mark { range, label: place.label, is_primary: place.is_primary }];
        return Some(Excerpt { file, position, first_line, text, marks });
    }
    let mut text = String::new();
    let mut starts = Vec::new();
    for number in first_line..=last_line {
        starts.push(text.len());
        let line = sources.line(file, number);
        // What lies between two places is folded away, so long lines need not be handed over.
        let is_shown = places.iter().any(|place| place.line == number);
        text.push_str(&if is_shown {
            clean::excerpt(line)
        } else {
            clean::excerpt(first_bytes(line))
        });
        text.push('\n');
    }
    let marks = places.into_iter().map(|place| {
        let line_start = starts.get(place.line - first_line).copied().unwrap_or_default();
        let line = sources.line(file, place.line);
        let range = cleaned_range(line, place.range, line_start);
        Mark { range, label: place.label, is_primary: place.is_primary }
    });
    Some(Excerpt { file, position, first_line, marks: marks.collect(), text })
}

fn first_bytes(line: &str) -> &str {
    line.get(..floor_boundary(line, LONGEST_LINE)).unwrap_or("")
}

/// A range of a line as a range of the cleaned line, which begins at `line_start`.
fn cleaned_range(line: &str, range: Range<usize>, line_start: usize) -> Range<usize> {
    let width = |range: Range<usize>| clean::excerpt(line.get(range).unwrap_or("")).len();
    let start = line_start + width(0..range.start);
    start..start + width(range)
}

/// The part of a long line around a range, with an ellipsis where it is cut, and the range in it.
fn window(line: &str, range: Range<usize>) -> (String, Range<usize>) {
    const CUT: &str = "…";
    let start = floor_boundary(line, range.start.saturating_sub(BEFORE));
    let end = floor_boundary(line, range.start + BEHIND);
    let shown = range.start..range.end.clamp(range.start, end.max(range.start));
    let mut text = String::new();
    if start > 0 {
        text.push_str(CUT);
    }
    let cleaned = |range: Range<usize>| clean::excerpt(line.get(range).unwrap_or(""));
    text.push_str(&cleaned(start..shown.start));
    let from = text.len();
    text.push_str(&cleaned(shown.clone()));
    let to = text.len();
    text.push_str(&cleaned(shown.end..end));
    if end < line.len() {
        text.push_str(CUT);
    }
    (text, from..to)
}
