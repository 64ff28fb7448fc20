//! Which named types operations and types mention.

use super::facts::Usage;
use super::id::TypeId;
use super::model::Api;
use super::operation::{Content, Operation};

impl Api {
    /// The named types that an operation mentions, each with the direction in which it travels.
    #[must_use]
    pub fn types_of(&self, operation: &Operation) -> Vec<(TypeId, Usage)> {
        let parameters = operation.parameters.iter().flat_map(|it| it.schema.types());
        let sent = operation.sent().flat_map(|content| self.types_of_content(content));
        let received = operation.received().flat_map(|content| self.types_of_content(content));
        let sent = parameters.chain(sent);
        let sent = sent.map(|id| (id, Usage { request: true, response: false }));
        sent.chain(received.map(|id| (id, Usage { request: false, response: true }))).collect()
    }

    /// The named types that a named type mentions.
    #[must_use]
    pub fn types_in(&self, id: TypeId) -> Vec<TypeId> {
        let schemas = self.get(id).map(|def| def.shape.schemas()).unwrap_or_default();
        schemas.into_iter().flat_map(|schema| schema.types()).collect()
    }

    fn types_of_content(&self, content: &Content) -> Vec<TypeId> {
        let values = self.values_of(content).into_iter();
        let typed = values.filter(|value| !value.is_file && !value.is_read_only);
        typed.flat_map(|value| value.schema.types()).collect()
    }
}
