//! What schemas say that values do not have to hold to: words, examples, defaults.

use super::Types;
use super::deprecation::telling_in;
use super::words;
use crate::api::{Deprecation, Docs, Schema};
use crate::diagnostic::Location;
use crate::lower::schemas::pieces::Member;
use crate::openapi::extension::ALIAS_OF;

/// The annotations of simple schemas that hold together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Annotation {
    pub(crate) docs: Docs,
    pub(crate) default: Option<serde_json::Value>,
    pub(crate) deprecation: Option<Deprecation>,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    /// The name that this is the old one of (`x-alias-of`), and where it stands.
    pub(crate) alias_of: Option<(String, Location)>,
}

impl Annotation {
    /// Puts the words, the examples and the default onto a use of a type that has none yet.
    pub(super) fn fill(&self, schema: &mut Schema) {
        schema.docs = std::mem::take(&mut schema.docs).under(self.docs.clone());
        if self.default.is_some() {
            schema.default.clone_from(&self.default);
        }
    }

    /// Those of `own`, with words and examples of this where it has none.
    pub(super) fn with(self, own: Self) -> Self {
        Self { docs: self.docs.under(own.docs.clone()), ..own }
    }
}

/// Words over words.
trait Under {
    /// `own`, with what it does not say taken from here.
    fn under(self, own: Self) -> Self;
}

impl Under for Docs {
    fn under(self, own: Self) -> Self {
        Self {
            title: own.title.or(self.title),
            description: own.description.or(self.description),
            examples: if own.examples.is_empty() { self.examples } else { own.examples },
        }
    }
}

impl<'d> Types<'d> {
    /// The annotations of simple schemas. Later ones are preferred.
    pub(super) fn annotation(&mut self, members: &[Member<'d>]) -> Annotation {
        let mut all = Annotation::default();
        for member in members {
            let data = member.data;
            let description = data.description.clone().filter(|text| !text.trim().is_empty());
            let own = Docs {
                title: data.title.clone().filter(|text| !text.trim().is_empty()),
                description: words::with_link(description, data.external_docs.as_ref()),
                examples: words::examples(member),
            };
            all.docs = std::mem::take(&mut all.docs).under(own);
            if data.default.is_some() {
                all.default.clone_from(&data.default);
            }
            all.read_only |= data.read_only;
            all.write_only |= data.write_only;
            if let Some(node) = member.get(ALIAS_OF).filter(|_| member.has_extensions) {
                all.alias_of = self
                    .teller()
                    .extension_text(node, ALIAS_OF)
                    .map(|name| (name.into(), node.location));
            }
            let deprecated = data.deprecated || all.alias_of.is_some();
            if !deprecated && !member.has_extensions {
                continue;
            }
            let said = data.description.as_deref();
            let telling = said.and_then(telling_in);
            let said = if all.alias_of.is_some() { telling.as_deref() } else { said };
            let deprecation = self.deprecation(member.node, deprecated, said);
            all.deprecation = deprecation.or(all.deprecation);
        }
        all
    }
}
