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
