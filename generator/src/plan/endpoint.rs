use super::context::Planner;
use super::{Reply, RustType, reply};
use crate::api::{Content, Operation, Parameter, RequestBody, preferred};
use crate::names::{GroupNames, OperationNames, ParameterNames};

/// An operation, and what is decided of it before all else.
pub(super) struct Endpoint<'p, 'a> {
    pub(super) planner: &'p Planner<'a>,
    pub(super) group: &'a GroupNames,
    pub(super) index: usize,
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
    /// What a caller gets.
    pub(super) reply: Reply<'a>,
    /// What the pages hold of an operation that gives more than a list: an object, say, with the list
    /// in it.
    pub(super) items: Option<RustType<'a>>,
}

impl<'p, 'a> Endpoint<'p, 'a> {
    /// The operation of that index.
    pub(super) fn new(
        planner: &'p Planner<'a>,
        group: &'a GroupNames,
        index: usize,
    ) -> Option<Self> {
        let operation = planner.api.operations.get(index)?;
        let names = planner.names.operation(index)?;
        let reply = reply::reply(planner, operation);
        let items = reply::items(planner, operation, &reply);
        Some(Self { planner, group, index, operation, names, reply, items })
    }

    /// The operations of a group.
    pub(super) fn all(planner: &'p Planner<'a>, group: &'a GroupNames) -> Vec<Self> {
        let indices = group.operations.iter();
        indices.filter_map(|index| Self::new(planner, group, *index)).collect()
    }

    /// The parameters, each with its place and its names.
    pub(super) fn parameters(
        &self,
    ) -> impl Iterator<Item = (usize, &'a Parameter, &'a ParameterNames)> + use<'a> {
        let all = self.operation.parameters.iter().zip(&self.names.parameters).enumerate();
        all.map(|(index, (parameter, names))| (index, parameter, names))
    }

    /// The body in the media type that is sent.
    pub(super) fn body(&self) -> Option<(&'a RequestBody, &'a Content)> {
        let body = self.operation.request.as_ref()?;
        Some((body, preferred(&body.content)?))
    }
}
