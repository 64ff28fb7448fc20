//! The path of an operation, piece by piece.

use super::words::Words;
use crate::api::{Operation, PathSegment};

/// A piece of a path between slashes.
pub(super) enum Piece {
    Literal(Words),
    Parameter(Words),
}

impl Piece {
    /// The words of a piece that is written as it stands.
    pub(super) fn literal(&self) -> Option<&Words> {
        match self {
            Self::Literal(words) => Some(words),
            Self::Parameter(_) => None,
        }
    }

    /// The words of a parameter's name.
    pub(super) fn parameter(&self) -> Option<&Words> {
        match self {
            Self::Literal(_) => None,
            Self::Parameter(words) => Some(words),
        }
    }
}

/// The pieces of an operation's path, without those that say nothing of it.
pub(super) fn pieces(operation: &Operation) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for segment in &operation.path.segments {
        match segment {
            PathSegment::Literal(text) => pieces.extend(
                text.split('/')
                    .filter(|piece| !Words::is_symbols_only(piece) && !is_version(piece))
                    .map(|piece| Piece::Literal(Words::new(piece))),
            ),
            PathSegment::Parameter(name) => pieces.push(Piece::Parameter(Words::new(name))),
        }
    }
    pieces
}

/// Whether a piece of a path is there for all operations alike: `v1`, `2.0`, `api`.
pub(super) fn is_version(piece: &str) -> bool {
    let number = piece.strip_prefix(['v', 'V']).unwrap_or(piece);
    let version = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '_'));
    version || piece.eq_ignore_ascii_case("api") || piece.eq_ignore_ascii_case("rest")
}
