//! What of the runtime a crate needs, gathered from its items.

use super::{Item, Shape, Step};

/// What of the runtime only some crates need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Responses whose type depends on the status.
    pub by_status: bool,
    /// Server-sent events.
    pub events: bool,
    /// Bodies that are read while they are sent.
    pub upload: bool,
    /// Forms with files.
    pub form: bool,
}

impl Needs {
    /// What some items need.
    pub(super) fn of<'i, 'a: 'i>(items: impl Iterator<Item = &'i Item<'a>>) -> Self {
        let mut needs = Self::default();
        for item in items {
            match item {
                Item::Handle(handle) => {
                    let inputs = handle.functions.iter().flat_map(|it| &it.inputs);
                    inputs.for_each(|input| needs.step(&input.step));
                }
                Item::Call(call) => {
                    needs.by_status |= call.by_status.is_some();
                    if let Shape::Builder(builder) = &call.shape {
                        needs.events |= builder.events.is_some();
                        builder.setters.iter().for_each(|it| needs.step(&it.input.step));
                    }
                }
                _ => {}
            }
        }
        needs
    }

    fn step(&mut self, step: &Step<'_>) {
        self.form |= matches!(step, Step::Multipart);
        self.upload |= matches!(step, Step::Multipart | Step::Upload(_));
    }
}
