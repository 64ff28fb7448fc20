//! A reader of emitted Rust text, for tests: to its public API, what a user of the crate can name, as lines for a reviewer
//! and as items for a program.
//!
//! It is read from the text and not from the API model, so that a fault of the emitters shows. Rust
//! documentation in JSON would say more, but needs a nightly compiler and a build; this needs
//! neither. What it cannot see are traits that the compiler implements by itself (`Send`, `Sync`).
//!
//! ```text
//! files -> modules -> macros expanded -> public paths -> types and their members -> lines
//! ```
//!
//! What the runtime's macros add is read from their `macro_rules!`, by expanding them; there is no
//! table of it that could go stale.

mod alias;
mod attributes;
mod bodies;
mod collect;
mod imports;
mod item;
mod macros;
mod matcher;
mod members;
mod modules;
mod operations;
mod problem;
mod render;
mod runtime;
mod scope;
mod surface;
mod text;
mod types;
mod usual;
mod wrap;

pub(crate) use item::{Item, ItemKind};
pub(crate) use problem::Problem;

use surface::Surface;

/// The public API of a crate.
pub(crate) struct PublicApi {
    surface: Surface,
}

impl PublicApi {
    /// Reads the files of a crate, each with its path: `src/lib.rs` and what it leads to. Others are
    /// left alone.
    ///
    /// # Errors
    ///
    /// All the places where the text cannot be followed. An outline with holes would be worse than
    /// none.
    pub(crate) fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<Problem>> {
        Ok(Self { surface: surface::read(files)? })
    }

    /// The outline that a reviewer reads: operations, models, and what else depends on the document.
    ///
    /// What is the same in every generated crate is left to [`runtime_outline`](Self::runtime_outline),
    /// so that this one stays as short as the API is. An item is in one of the two, never in neither;
    /// but for the lists of values that several models have, which are seen under the names of these.
    #[must_use]
    pub(crate) fn outline(&self) -> String {
        render::api(&self.surface)
    }

    /// The outline of the runtime, which changes when the generator does: the client and its errors,
    /// and what each macro gives the types of [`outline`](Self::outline).
    #[must_use]
    pub(crate) fn runtime_outline(&self) -> String {
        runtime::runtime(&self.surface)
    }

    /// Every public item, sorted: for programs that compare two crates.
    #[must_use]
    pub(crate) fn items(&self) -> Vec<Item> {
        self.surface.items()
    }
}
