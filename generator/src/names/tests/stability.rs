//! Names depend on what there is, not on its order, nor on what is on its way out.

use super::*;

const HARD: [&str; 12] =
    ["a-b", "a_b", "aB", "a.b", "A B", "a_b_kebab", "@a_b", "ab", "String", "string", "2b", "_2b"];

fn by_wire(names: &[&str]) -> Vec<(String, String, String)> {
    let all = names.iter().map(|name| component(name, record(names), 0)).collect();
    let mut api = types(all);
    api.operations.extend(
        names.iter().map(|name| Operation {
            id: Some(format!("get {name}")),
            ..operation("GET /x tag", 0)
        }),
    );
    for operation in &mut api.operations {
        operation.path.text = operation.id.clone().unwrap_or_default();
    }
    let found = super::names(&api);
    let mut result: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let ty = found.get(TypeId::new(index)).unwrap();
            let method = &found.operations()[index + 1].method;
            (
                (*name).to_owned(),
                format!("{} {} {method}", ty.ident, ty.module),
                ty.fields[index].ident.clone(),
            )
        })
        .collect();
    result.sort();
    result
}

#[test]
fn order_changes_nothing() {
    let wanted = by_wire(&HARD);
    let mut names = HARD;
    for turn in 0..HARD.len() {
        names.rotate_left(1);
        if turn % 2 == 0 {
            names.reverse();
        }
        assert_eq!(by_wire(&names), wanted);
    }
}

fn fields(kept: &[&str], ending: &[(&str, &str)]) -> Vec<(String, String)> {
    let Shape::Struct(mut object) = record(kept) else { panic!("a record is a struct") };
    for (name, sunset) in ending {
        object
            .properties
            .push(Property { deprecation: deprecated(Some(sunset)), ..property(name, 0) });
    }
    object.properties.sort_by(|one, other| one.name.cmp(&other.name));
    let wires: Vec<String> =
        object.properties.iter().map(|property| property.name.clone()).collect();
    let api = types(vec![component("x", Shape::Struct(object), 0)]);
    let names = names(&api);
    let fields = &names.get(TypeId::new(0)).unwrap().fields;
    wires.into_iter().zip(fields.iter().map(|field| field.ident.clone())).collect()
}

#[test]
fn what_ends_changes_nothing_when_it_is_gone() {
    let live = ["a-b", "a.b", "x-y"];
    // Each of them would take a name if it were to stay: by its spelling, or by its order.
    let ending = [
        ("a_b", "2027-01-01"),
        ("a_b_dotted", "2028-01-01"),
        ("A-B", "2029-01-01"),
        ("x_y", "2026-01-01"),
    ];
    let mut before = fields(&live, &ending);
    for count in (0..ending.len()).rev() {
        // What ends first goes first.
        let mut left = ending;
        left.sort_by_key(|(_, date)| std::cmp::Reverse(*date));
        let after = fields(&live, &left[..count]);
        before.retain(|(wire, _)| after.iter().any(|(other, _)| other == wire));
        assert_eq!(before, after);
    }
}

#[test]
fn a_deprecated_component_never_has_the_better_name() {
    let mut all = vec![
        component("share_resource", record(&[]), 0),
        component("share", record(&[]), 1),
        inside(1, &["resources", "item"]),
    ];
    all[0].deprecation = deprecated(None);
    let with = idents(&types(all.clone()));
    assert_eq!(with[2], "ShareResource");
    all[0] = component("other", record(&[]), 0);
    assert_eq!(idents(&types(all))[2], "ShareResource");
}

#[test]
fn unused_types_never_matter() {
    let mut api = types(vec![component("a_b", record(&[]), 0)]);
    api.types.push(component("AB", record(&[]), 1));
    let (names, found) = named(&api, &Options::default());
    assert_eq!(names.get(TypeId::new(0)).unwrap().ident, "AB");
    assert!(names.get(TypeId::new(1)).is_none() && found.is_empty());
}
