//! Path templates.

use super::Operations;
use crate::api::{PathSegment, PathTemplate};
use crate::diagnostic::{Code, Diagnostic, Location};

impl<'d> Operations<'d> {
    /// A path template in pieces. If its braces are at fault, that is told, and it is all text.
    pub(super) fn path_template(&mut self, text: &str, at: Location) -> PathTemplate {
        let mut segments = Vec::new();
        let mut rest = text;
        let mut fault = None;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                fault = Some("a brace is not closed");
                break;
            };
            if name.is_empty() || name.contains('{') {
                fault = Some("a parameter has no name");
            }
            if before.contains('}') {
                fault = Some("a brace is closed that was not opened");
            }
            if !before.is_empty() {
                segments.push(PathSegment::Literal(before.into()));
            }
            segments.push(PathSegment::Parameter(name.into()));
            rest = after;
        }
        if rest.contains('}') {
            fault = Some("a brace is closed that was not opened");
        }
        if !rest.is_empty() {
            segments.push(PathSegment::Literal(rest.into()));
        }
        if let Some(fault) = fault {
            let found =
                Diagnostic::new(Code::PathTemplateInvalid, at, format!("{fault} in `{text}`"))
                    .label(fault)
                    .help("write parameters as `/accounts/{account_id}`");
            self.tell(found);
            segments = vec![PathSegment::Literal(text.into())];
        }
        PathTemplate { text: text.into(), segments }
    }
}

/// Whether the braces of a path are at fault, so that its parameters are not known.
pub(super) fn is_faulty(path: &PathTemplate) -> bool {
    matches!(path.segments.as_slice(), [PathSegment::Literal(text)] if text.contains(['{', '}']))
}
