//! What a document says of the whole API.

use super::Operations;
use crate::api::{Api, Server, ServerVariable, Tag};
use crate::lower::types::words::with_link;
use crate::openapi::Located;

impl<'d> Operations<'d> {
    /// The model with all but operations and types.
    pub(crate) fn document_info(&mut self) -> Api {
        let root = self.document.root();
        let info = &root.value.info;
        let tags = root.value.tags.iter().map(|tag| {
            let description = tag.description.clone().filter(|text| !text.trim().is_empty());
            let description = with_link(description, tag.external_docs.as_ref());
            (tag.name.clone(), Tag { description })
        });
        let security_schemes = self.security_schemes();
        Api {
            title: info.title.clone(),
            version: info.version.clone(),
            description: info.description.clone().filter(|text| !text.trim().is_empty()),
            servers: self.servers(root, &root.value.servers),
            security: root
                .value
                .security
                .as_ref()
                .map(|all| self.requirements(root, all))
                .unwrap_or_default(),
            security_schemes,
            envelope: self.envelope.cloned(),
            tags: tags.collect(),
            operations: Vec::new(),
            types: Vec::new(),
        }
    }

    /// Servers, in the order of the document: the first is the one that is used.
    pub(super) fn servers<T: ?Sized>(
        &self,
        owner: Located<'d, T>,
        servers: &'d [openapiv3::Server],
    ) -> Vec<Server> {
        let all = owner.items("servers", servers).map(|server| {
            let variables = server.value.variables.iter().flatten().map(|(name, variable)| {
                let value = ServerVariable {
                    default: variable.default.clone(),
                    values: variable.enumeration.clone(),
                    description: variable.description.clone(),
                };
                (name.clone(), value)
            });
            Server {
                url: server.value.url.clone(),
                description: server.value.description.clone(),
                variables: variables.collect(),
                location: server.location(),
            }
        });
        all.collect()
    }
}
