//! What lists of values are called that several places have.

use super::*;

/// A record with a property for each list of values.
fn places(lists: &[&[&str]]) -> Api {
    let mut all = vec![component("thing", record(&[]), 0)];
    for (number, list) in lists.iter().enumerate() {
        all.push(TypeDef { shape: values(list), ..inside(0, &[&format!("place_{number}")]) });
    }
    types(all)
}

/// The list that each place is a name of.
fn lists(api: &Api) -> Vec<Option<String>> {
    let names = names(api);
    let of = |id| names.get(id).and_then(|names| names.values.clone());
    api.types().skip(1).map(|(id, _)| of(id)).collect()
}

const ORDER: &[&str] = &["asc", "desc"];

#[test]
fn a_list_is_called_after_its_values() {
    for (list, expected) in [
        (&["list"][..], "OnlyList"),
        (ORDER, "AscOrDesc"),
        (&["15m", "1d", "1h", "1w"], "Values15mOr1dOr1hOr1w"),
        (&["a", "b", "c", "d", "e"], "AOrBOr3More"),
        (&["none", "some"], "NoneOrSome"),
    ] {
        let expected = Some(expected.to_owned());
        assert_eq!(lists(&places(&[list, list])), [expected.clone(), expected], "{list:?}");
    }
}

#[test]
fn what_comes_and_goes_elsewhere_changes_no_name() {
    let order = Some("AscOrDesc".to_owned());
    // A place of its own has a type of its own.
    assert_eq!(lists(&places(&[ORDER, &["on", "off"]])), [None, None]);
    assert_eq!(lists(&places(&[ORDER, &["on"], ORDER])), [order.clone(), None, order.clone()]);
    let (more, three) = (&["asc", "desc", "random"][..], [order.clone(), order.clone(), None]);
    assert_eq!(lists(&places(&[ORDER, ORDER, more])), three);
    let found = names(&places(&[more, ORDER, ORDER]));
    assert_eq!(found.values().len(), 1);
    assert_eq!(found.values()[0].ident, "AscOrDesc");
}

#[test]
fn lists_that_come_to_one_name_stay_two() {
    let (one, other) = (&["a", "b", "c", "d", "e"][..], &["a", "b", "x", "y", "z"][..]);
    let forth = lists(&places(&[one, one, other, other]));
    let mut back = lists(&places(&[other, other, one, one]));
    back.rotate_left(2);
    assert_eq!(forth, back);
    assert_eq!(forth[0].as_deref(), Some("AOrBOr3More"));
    assert_ne!(forth[0], forth[2]);
}

#[test]
fn what_says_more_than_its_values_is_a_type_of_its_own() {
    let mut api = places(&[ORDER, ORDER, ORDER]);
    api.types[1].origin = Origin::Component("order".into());
    if let Shape::Enumeration(list) = &mut api.types[2].shape {
        list.values[0].description = Some("From the first.".into());
    }
    if let Shape::Enumeration(list) = &mut api.types[3].shape {
        list.values[1].deprecation = deprecated(None);
    }
    assert_eq!(lists(&api), [None, None, None]);
}

/// Rust refuses an argument with the name of a variant of its own type.
#[test]
fn no_variant_is_called_as_an_argument_of_its_type() {
    let mut api = types(vec![
        component("Kind", values(&["種類", "犬"]), 0),
        definition(
            Origin::Component("Alias".into()),
            Shape::Alias(Alias { schema: schema(Type::Named(TypeId::new(0))) }),
            1,
        ),
        component("Other", values(&["種類", "名前"]), 2),
        component("Holder", record(&["名前", "kind"]), 3),
    ]);
    let mut by_alias = parameter("種類", ParameterPlace::Query);
    by_alias.schema = schema(Type::Named(TypeId::new(1)));
    let mut find = operation("GET /x tag", 0);
    find.parameters = vec![by_alias];
    api.operations.push(find);
    if let Shape::Struct(holder) = &mut api.types[3].shape {
        holder.properties[0].schema = schema(Type::Named(TypeId::new(2)));
        holder.properties[1].schema = schema(Type::Named(TypeId::new(0)));
    }
    let names = names(&api);
    let variants = |id: usize| names.get(TypeId::new(id)).unwrap().variants.clone();
    assert_eq!(variants(0), ["種類Value", "犬"]);
    assert_eq!(variants(2), ["種類", "名前Value"]);
    assert_eq!(names.operations()[1].parameters[0].ident, "種類");
}
