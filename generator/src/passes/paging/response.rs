//! What an operation responds with, seen as a page: where its list is, and what stands beside it.

use super::words;
use crate::api::{
    Api, Content, Method, Operation, Parameter, ParameterPlace, Property, Schema, Shape, Type,
    loose_name, preferred,
};

/// How deep the response is looked into.
const DEPTH: usize = 3;

/// What an operation responds with.
pub(super) struct Response<'a> {
    api: &'a Api,
    body: Body<'a>,
}

/// What is known of the body.
#[derive(Clone, Copy)]
enum Body<'a> {
    /// All of it.
    Whole(&'a Schema),
    /// What an envelope holds, and what it says of the page.
    Wrapped { result: Option<&'a Schema>, page_info: Option<&'a Schema> },
}

/// Where a path leads.
#[derive(Clone, Copy)]
pub(super) enum Found<'a> {
    /// To a value of this schema.
    Schema(&'a Schema),
    /// To something of which the document says nothing.
    Open,
    /// To nothing.
    Nothing,
}

/// A list in a response.
pub(super) struct List<'a> {
    /// The properties that lead there.
    pub(super) path: Vec<String>,
    /// What it holds.
    pub(super) item: &'a Schema,
}

/// A value beside the list.
pub(super) struct Field<'a> {
    /// The properties that lead there.
    pub(super) path: Vec<String>,
    /// What it is called; see [`words`].
    pub(super) name: String,
    /// What the object that it is in is called.
    pub(super) parent: String,
    pub(super) schema: &'a Schema,
}

impl<'a> Response<'a> {
    /// The response of an operation that only reads, and always responds alike.
    pub(super) fn of(api: &'a Api, operation: &'a Operation) -> Option<Self> {
        if operation.method != Method::Get {
            return None;
        }
        let successes = operation.successes();
        let mut contents = successes.iter().map(|response| preferred(&response.content));
        let content = contents.next()??;
        let is_same = |other: Option<&Content>| other.is_some_and(|it| it.is_like(content));
        if content.kind() != crate::api::BodyKind::Json || !contents.all(is_same) {
            return None;
        }
        let body = match (&content.envelope, &content.schema) {
            (Some(envelope), _) => Body::Wrapped {
                result: envelope.result.as_ref(),
                page_info: envelope.page_info.as_ref(),
            },
            (None, schema) => Body::Whole(schema.as_ref()?),
        };
        Some(Self { api, body })
    }

    /// Whether the response is in the API's envelope.
    pub(super) fn is_wrapped(&self) -> bool {
        matches!(self.body, Body::Wrapped { .. })
    }

    fn resolve(&self, schema: &'a Schema) -> &'a Schema {
        self.api.seen_through(schema)
    }

    fn properties(&self, schema: &'a Schema) -> &'a [Property] {
        properties(self.api, schema)
    }

    fn names(&self) -> (&'a str, &'a str) {
        let wrapper = self.api.envelope.as_ref();
        let result = wrapper.map_or("", |it| it.result.as_str());
        (result, wrapper.and_then(|it| it.page_info.as_deref()).unwrap_or_default())
    }

    /// What a path leads to.
    pub(super) fn at(&self, path: &[String]) -> Found<'a> {
        let (schema, rest) = match (self.body, path.split_first()) {
            (Body::Whole(schema), _) => (Some(schema), path),
            (Body::Wrapped { .. }, None) => return Found::Nothing,
            (Body::Wrapped { result, page_info }, Some((first, rest))) => {
                let names = self.names();
                match first.as_str() {
                    name if name == names.0 => (result, rest),
                    name if name == names.1 => (page_info, rest),
                    // The rest of an envelope is not known here.
                    _ => return Found::Open,
                }
            }
        };
        let Some(mut schema) = schema else { return Found::Nothing };
        for name in rest {
            let resolved = self.resolve(schema);
            let properties = self.properties(resolved);
            match properties.iter().find(|property| property.name == *name) {
                Some(property) => schema = &property.schema,
                None if properties.is_empty() && is_open(&resolved.ty) => return Found::Open,
                None => return Found::Nothing,
            }
        }
        Found::Schema(self.resolve(schema))
    }

    /// The list at a path.
    pub(super) fn list_at(&self, path: Vec<String>) -> Option<List<'a>> {
        match self.at(&path) {
            Found::Schema(Schema { ty: Type::Array(item), .. }) => Some(List { path, item }),
            _ => None,
        }
    }

    /// The only list that can be meant.
    pub(super) fn list(&self) -> Option<List<'a>> {
        match self.body {
            Body::Whole(schema) => self.list_in(schema, Vec::new(), 0),
            Body::Wrapped { result, .. } => {
                self.list_in(result?, vec![self.names().0.to_owned()], 0)
            }
        }
    }

    fn list_in(&self, schema: &'a Schema, path: Vec<String>, depth: usize) -> Option<List<'a>> {
        let schema = self.resolve(schema);
        if let Type::Array(item) = &schema.ty {
            return Some(List { path, item });
        }
        let named = |known: &[&str]| {
            let known: Vec<String> = known.iter().map(|&name| name.to_owned()).collect();
            move |property: &&&Property| known.contains(&loose_name(&property.name))
        };
        let properties = self.properties(schema);
        let lists = properties.iter().filter(|property| {
            let ty = &self.resolve(&property.schema).ty;
            let is_other = words::NO_LIST.contains(&loose_name(&property.name).as_str());
            matches!(ty, Type::Array(_)) && !is_other
        });
        let lists: Vec<&Property> = lists.collect();
        let inner = |property: &'a Property, depth: usize| {
            let mut path = path.clone();
            path.push(property.name.clone());
            self.list_in(&property.schema, path, depth)
        };
        match lists.as_slice() {
            [] if depth < DEPTH => {
                let all: Vec<&Property> = properties.iter().collect();
                let mut inside = all.iter().filter(named(words::PAYLOAD));
                let found = inside.next().and_then(|property| inner(property, depth + 1));
                found.filter(|_| inside.next().is_none())
            }
            [] => None,
            [only] => inner(only, DEPTH),
            several => {
                let mut known = several.iter().filter(named(words::LIST));
                let found = known.next().and_then(|property| inner(property, DEPTH));
                found.filter(|_| known.next().is_none())
            }
        }
    }

    /// The values that may describe a page, those on the outside first.
    pub(super) fn fields(&self) -> Vec<Field<'a>> {
        let mut found = Vec::new();
        let mut level = match self.body {
            Body::Whole(schema) => vec![(Vec::new(), schema)],
            Body::Wrapped { result, page_info } => {
                let (result_name, info_name) = self.names();
                let info = page_info.map(|schema| (vec![info_name.to_owned()], schema));
                let result = result.map(|schema| (vec![result_name.to_owned()], schema));
                info.into_iter().chain(result).collect()
            }
        };
        for _ in 0..=DEPTH {
            let mut next = Vec::new();
            for (path, schema) in level {
                let parent = path.last().map(|name: &String| loose_name(name)).unwrap_or_default();
                for property in self.properties(schema) {
                    // The settings have no way to write such a name into a path.
                    if property.name.contains('.') {
                        continue;
                    }
                    let mut path: Vec<String> = path.clone();
                    path.push(property.name.clone());
                    let name = loose_name(&property.name);
                    let schema = self.resolve(&property.schema);
                    let is_inside = [words::DESCRIPTION, words::PAYLOAD]
                        .iter()
                        .any(|known| known.contains(&name.as_str()));
                    if is_inside && !self.properties(schema).is_empty() {
                        next.push((path, schema));
                    } else {
                        found.push(Field { path, name, parent: parent.clone(), schema });
                    }
                }
            }
            level = next;
        }
        found
    }

    /// Whether values of a schema are text.
    pub(super) fn is_text(&self, schema: &Schema) -> bool {
        match schema.ty {
            Type::String => true,
            Type::Named(id) => {
                matches!(self.api.get(id).map(|def| &def.shape), Some(Shape::Text(_)))
            }
            _ => false,
        }
    }
}

/// The properties of a schema that is an object.
pub(super) fn properties<'a>(api: &'a Api, schema: &'a Schema) -> &'a [Property] {
    api.object_of(schema).map_or(&[], |object| &object.properties)
}

/// Whether values of a schema are numbers.
pub(super) fn is_number(schema: &Schema) -> bool {
    matches!(
        schema.ty,
        Type::Int32 | Type::Int64 | Type::UInt64 | Type::Int128 | Type::Float | Type::Double
    )
}

fn is_open(ty: &Type) -> bool {
    matches!(ty, Type::Untyped(_) | Type::Map(_))
}

/// The query parameters that a caller may leave out, with what they are called.
pub(super) fn parameters(operation: &Operation) -> impl Iterator<Item = (String, &Parameter)> {
    let query = operation.parameters.iter();
    let query = query.filter(|it| it.place == ParameterPlace::Query && !it.required);
    query.map(|parameter| (loose_name(&parameter.name), parameter))
}
