//! What a file imports, gathered from its items.

use super::{Base, Call, Config, Gives, Input, Item, RustType, Shape, Step, Style};
use crate::api::ParameterPlace;
use std::collections::{BTreeMap, BTreeSet};

/// The imports of a file, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses<'a> {
    /// Modules that are used by their own names.
    pub modules: BTreeSet<&'static str>,
    /// Names by the paths of their modules.
    pub names: BTreeMap<&'static str, BTreeSet<&'a str>>,
}

/// The runtime, and the part of it that models are made with.
const RUNTIME: &str = "crate::runtime";
const MODEL: &str = "crate::runtime::model";

impl<'a> Uses<'a> {
    /// What some items of a file use.
    pub(super) fn of(items: &[Item<'a>]) -> Self {
        let mut uses = Self::default();
        items.iter().for_each(|item| uses.item(item));
        // What a file has in it needs no import.
        if let Some(models) = uses.names.get_mut("crate::models") {
            for head in items.iter().filter_map(Item::model) {
                models.remove(head.name);
            }
        }
        uses.names.retain(|_, names| !names.is_empty());
        uses
    }

    fn item(&mut self, item: &Item<'a>) {
        match item {
            Item::Record(record) => {
                self.names(MODEL, ["record"]);
                record.fields.iter().for_each(|field| self.models(&field.ty));
                record.rest.iter().for_each(|rest| self.models(&rest.ty));
            }
            Item::List(list) => match list.base {
                Base::Text => self.names(MODEL, ["string_enum"]),
                Base::I64 | Base::U64 | Base::I128 => {
                    self.names(MODEL, ["IntegerEnum", "integer_enum"]);
                }
            },
            Item::Union(union) => {
                self.names(MODEL, ["Branches", "ModelPart", "Union", "union"]);
                self.names("serde", ["Serializer"]);
                union.branches.iter().for_each(|branch| self.models(&branch.ty));
            }
            Item::Text(_) => self.names(MODEL, ["Constraints", "text"]),
            Item::Wrapper(wrapper) => self.models(&wrapper.ty),
            Item::Handle(handle) => {
                self.names(RUNTIME, ["Client"]);
                for function in &handle.functions {
                    self.names(RUNTIME, function.reads);
                    function.inputs.iter().for_each(|input| self.input(input));
                }
            }
            Item::Call(call) => self.call(call),
            Item::ClientGroups(_) => self.names(RUNTIME, ["Client"]),
            Item::Config(config) => self.config(config),
            Item::Alias(_) | Item::ModelIndex(_) | Item::Root(_) | Item::RoundTrips(_) => {}
        }
    }

    fn call(&mut self, call: &Call<'a>) {
        self.names(RUNTIME, ["Call", "Operation"]);
        self.names("reqwest", ["Method"]);
        let facts = &call.facts;
        if facts.security.is_some() || facts.paging.is_some() {
            self.module("crate::config");
        }
        if !facts.errors.is_empty() {
            self.names("std::any", ["TypeId"]);
        }
        facts.errors.iter().for_each(|(_, ty)| self.path(ty));
        match &call.shape {
            Shape::Plain(read) => {
                self.names(RUNTIME, ["PlainCall"]);
                self.path(&read.ty);
            }
            Shape::Builder(builder) => {
                builder.setters.iter().for_each(|setter| self.input(&setter.input));
                builder.events.iter().for_each(|events| self.path(&events.data.ty()));
                match &builder.gives {
                    Gives::Page(items) => {
                        self.names(RUNTIME, ["paged"]);
                        self.path(items);
                    }
                    Gives::Value(read) => {
                        self.names(RUNTIME, ["endpoint"]);
                        self.path(&read.ty);
                    }
                }
                if let Some(items) = &builder.items {
                    self.names(RUNTIME, ["listed"]);
                    self.path(items);
                }
            }
        }
        let statuses = call.by_status.iter().flat_map(|it| &it.statuses);
        statuses.for_each(|status| self.path(&status.read.ty));
        if let Some(form) = &call.form {
            let optional = form.optional.iter().map(|setter| &setter.part);
            form.required.iter().chain(optional).for_each(|part| self.path(&part.argument.ty));
        }
    }

    fn input(&mut self, input: &Input<'a>) {
        self.path(&input.argument.ty);
        match &input.step {
            Step::Parameter { place, style: Some(_), .. } => {
                self.names(RUNTIME, [Style::runtime(*place)]);
                if *place == ParameterPlace::Query {
                    self.names(RUNTIME, ["Reserved"]);
                }
            }
            Step::Form(styles) if !styles.is_empty() => {
                self.names(RUNTIME, [Style::runtime(ParameterPlace::Query), "Reserved"]);
            }
            _ => {}
        }
    }

    fn config(&mut self, config: &Config<'a>) {
        self.names(RUNTIME, ["Api"]);
        if !config.schemes.is_empty() || !config.variables.is_empty() {
            self.names(RUNTIME, ["ClientBuilder"]);
        }
        if !config.schemes.is_empty() {
            self.names(RUNTIME, ["Scheme", "SchemeKind"]);
            self.names("secrecy", ["SecretString"]);
        }
        if config.envelope.is_some() {
            self.names(RUNTIME, ["Envelope", "ErrorFields"]);
        }
    }

    /// The models of a type, each by its name.
    fn models(&mut self, ty: &RustType<'a>) {
        self.names("crate::models", ty.models());
    }

    /// The module of the models of a type, which are named by their paths there.
    fn path(&mut self, ty: &RustType<'a>) {
        if !ty.models().is_empty() {
            self.module("crate::models");
        }
    }

    fn names(&mut self, path: &'static str, names: impl IntoIterator<Item = &'a str>) {
        self.names.entry(path).or_default().extend(names);
    }

    fn module(&mut self, path: &'static str) {
        self.modules.insert(path);
    }
}
