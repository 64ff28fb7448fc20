//! An order of types that is not the document's.

use crate::api::{Api, Operation, Origin, Schema, Type, TypeDef, TypeId};

/// Keeps the first types, which operations reach, and sorts them by their origins.
#[must_use]
pub fn sort_types(mut api: Api, reached: usize) -> Api {
    let mut types = std::mem::take(&mut api.types);
    types.truncate(reached);
    let mut order: Vec<_> = (0..types.len()).map(|index| (key(&types, index), index)).collect();
    order.sort();
    let mut numbers = vec![TypeId::new(0); types.len()];
    for (new, (_, old)) in order.iter().enumerate() {
        if let Some(number) = numbers.get_mut(*old) {
            *number = TypeId::new(new);
        }
    }
    let renumber = |id: &mut TypeId| {
        if let Some(new) = numbers.get(id.index()) {
            *id = *new;
        }
    };
    let mut renumber_schema = |schema: &mut Schema| {
        if let Type::Named(id) = &mut schema.ty {
            renumber(id);
        }
    };
    let mut slots: Vec<_> = types.into_iter().map(Some).collect();
    for (_, old) in order {
        if let Some(mut def) = slots.get_mut(old).and_then(Option::take) {
            if let Origin::Inside { parent, .. } = &mut def.origin {
                renumber(parent);
            }
            for schema in def.shape.schemas_mut() {
                schema.walk_mut(&mut renumber_schema);
            }
            api.types.push(def);
        }
    }
    for schema in api.operations.iter_mut().flat_map(Operation::schemas_mut) {
        schema.walk_mut(&mut renumber_schema);
    }
    api
}

/// What a type is sorted by: the words of its place, from the outside to the inside.
fn key(types: &[TypeDef], index: usize) -> (u8, Vec<String>) {
    let mut inner = Vec::new();
    let mut index = index;
    // A place lies in fewer places than there are types.
    for _ in 0..=types.len() {
        let (rank, outer, role) = match types.get(index).map(|def| &def.origin) {
            Some(Origin::Inside { parent, path }) => {
                inner.extend(path.iter().rev().cloned());
                index = parent.index();
                continue;
            }
            Some(Origin::Component(name)) => (0, vec![name.clone()], &[] as &[String]),
            Some(Origin::Shared { section, name, role }) => {
                (1, vec![format!("{section:?}"), name.clone()], role.as_slice())
            }
            Some(Origin::Operation { path, method, role }) => {
                (2, vec![path.clone(), method.clone()], role.as_slice())
            }
            None => break,
        };
        inner.extend(role.iter().rev().cloned());
        let mut all = outer;
        all.extend(inner.into_iter().rev());
        return (rank, all);
    }
    (u8::MAX, Vec::new())
}
