//! Examples of parameters and bodies.

use super::Operations;
use crate::api::Example;
use crate::diagnostic::{Code, Diagnostic};
use crate::openapi::Located;
use indexmap::IndexMap;
use openapiv3::ReferenceOr;

/// What can have examples: the values of `example` and `examples`.
pub(super) struct Examples<'d> {
    pub(super) one: Option<&'d serde_json::Value>,
    pub(super) many: &'d IndexMap<String, ReferenceOr<openapiv3::Example>>,
}

impl<'d> Operations<'d> {
    /// The examples of an item, those with names in the order of their names.
    pub(super) fn examples<T: ?Sized>(
        &mut self,
        owner: Located<'d, T>,
        examples: Examples<'d>,
    ) -> Vec<Example> {
        let mut all: Vec<_> = examples
            .one
            .map(|value| Example { name: None, value: value.clone() })
            .into_iter()
            .collect();
        let mut entries: Vec<_> = owner.entries("examples", examples.many).collect();
        entries.sort_unstable_by_key(|entry| entry.name);
        for entry in entries {
            let Some((found, _)) = self.item(entry.value) else { continue };
            if let Some(value) = &found.value.value {
                all.push(Example { name: Some(entry.name.into()), value: value.clone() });
            } else if found.external_value.is_some() {
                let message = "an example that stands elsewhere is left out";
                let told =
                    Diagnostic::new(Code::MemberIgnored, found.key("externalValue"), message)
                        .label("nothing is fetched")
                        .help("write it out as `value`");
                self.tell(told);
            }
        }
        all
    }
}
