//! Two documents side by side: what changed, and what that breaks.
//!
//! The wire is judged on the API models, by the table in `rules.rs`, in every direction in which a
//! value travels. The Rust API is judged on the public items of both crates, which are decided in the
//! plan of each. An item says what of the document it comes of, and so each changed one is given to
//! the change that made it so.
//!
//! ```text
//! operations, parameters, bodies -> uses of types -> pairs of types -> whom each change reaches
//!                                                    items of both crates -> which change explains them
//! ```

mod attribute;
mod bounds;
mod change;
mod deprecation;
mod directions;
mod document;
mod features;
mod left_out;
mod likeness;
mod operations;
mod parameters;
mod place;
mod release;
mod rules;
mod rust;
mod schema;
mod scheme_names;
mod security;
mod servers;
mod types;
mod unions;
mod view;
mod walk;

pub use change::{Change, Diff, RustChange, RustChangeKind, Semver, Subject, SubjectKind, Verdict};
pub use release::{needed, suffices};
pub use rules::Rule;

use crate::api::{Api, Facts, LeftOut};
use crate::names::Names;
use crate::outline::Item;
use jiff::civil::Date;
use std::cmp::Reverse;
use walk::Walk;

/// One of the two documents.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What it says.
    pub api: &'a Api,
    /// Facts about its types.
    pub facts: &'a Facts,
    /// What everything is called in Rust.
    pub names: &'a Names,
    /// What it says and the model has no place for.
    pub left_out: &'a LeftOut,
    /// The public items of its crate, sorted.
    pub items: &'a [Item<'a>],
}

/// Compares two documents. `today` decides whether the end of what is gone had come: the last day is
/// in time, as in the calendar.
#[must_use]
pub fn compare<'a>(old: Side<'a>, new: Side<'a>, today: Date) -> Diff {
    let items = rust::changes(old.items, new.items);
    let mut walk = Walk::new(old, new, today);
    walk.all_operations();
    walk.document();
    walk.schemes();
    walk.all_pairs();
    if !(old.left_out.is_part || new.left_out.is_part) {
        walk.left_out_elsewhere();
    }
    walk.directions();
    let models =
        |side: &Side<'a>| attribute::models(side.names, side.api.types().map(|(id, _)| id));
    let mut changes = attribute::attribute(walk.finish(), items, (&models(&old), &models(&new)));
    changes.extend(features::changes(old.names, new.names));
    changes.sort_by(|left, right| {
        // What breaks the wire breaks everybody; what breaks Rust alone is told by the compiler.
        let key =
            |it: &Change| (Reverse(it.worst()), Reverse(it.wire), it.subject.clone(), it.rule);
        key(left)
            .cmp(&key(right))
            .then_with(|| (&left.old, &left.new).cmp(&(&right.old, &right.new)))
            .then_with(|| left.old_location.cmp(&right.old_location))
            .then_with(|| left.new_location.cmp(&right.new_location))
    });
    Diff { changes }
}
