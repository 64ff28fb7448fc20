//! Whatever a document calls its things, the names are identifiers and differ.

use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

const HOSTILE: [&str; 40] = [
    "self",
    "Self",
    "crate",
    "super",
    "_",
    "gen",
    "type",
    "1",
    "1d",
    "2fa",
    "",
    " ",
    "😀",
    "👩‍👩‍👧",
    "مرحبا",
    "\u{301}",
    "e\u{301}",
    "é",
    "a-b",
    "a_b",
    "aB",
    "AB",
    "ab",
    "../../x",
    "C:\\x",
    "con",
    "nul",
    "aux.rs",
    "Option",
    "Result",
    "String",
    "Client",
    "Error",
    "Page",
    "\u{202e}x",
    "x\u{200d}",
    "x\u{fe0f}",
    "\0",
    "*/",
    "r#type",
];

fn is_identifier(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok() && text.len() <= 130
}

/// Checks every name of an API in which everything is called so.
fn check(wires: &[String]) {
    let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
    let mut sorted = wires.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let mut all: Vec<TypeDef> =
        sorted.iter().map(|name| component(name, record(&sorted), 1)).collect();
    all.extend(sorted.iter().map(|name| component(&format!("{name}?"), values(&sorted), 2)));
    all.extend(sorted.iter().map(|name| inside(0, &[name, "item"])));
    let mut api = types(all);
    for name in &sorted {
        let mut next = operation("GET /x tag", 0);
        next.path.text = (*name).into();
        next.id = Some((*name).into());
        next.tags = vec![(*name).into()];
        next.parameters =
            sorted.iter().map(|name| parameter(name, ParameterPlace::Query)).collect();
        let mut other = next.clone();
        other.tags = vec!["one".into()];
        let mut deep = next.clone();
        deep.group = Some(vec!["one".into(), (*name).into()]);
        let mut plain = next.clone();
        plain.id = None;
        plain.tags.clear();
        api.operations.extend([next, other, deep, plain]);
        api.security_schemes.insert(
            (*name).into(),
            SecurityScheme { kind: SecuritySchemeKind::Bearer, description: None, location: at(0) },
        );
    }
    let (names, _) = named(&api, &Options::default());
    check_types(&api, &names);
    check_groups(&names);
    distinct(sorted.iter().map(|name| names.security(name).unwrap().setter.clone()));
    distinct(sorted.iter().map(|name| names.security(name).unwrap().constant.clone()));
}

fn check_types(api: &Api, names: &Names) {
    let all: Vec<_> = api.types().map(|(id, _)| names.get(id).unwrap()).collect();
    distinct(all.iter().map(|found| found.ident.clone()));
    distinct(names.files().keys().map(|module| module.to_lowercase()));
    for found in all {
        assert!(
            is_identifier(&found.module) && !found.module.starts_with("r#"),
            "{}",
            found.module
        );
        let fields =
            found.fields.iter().chain([&found.additional]).filter(|field| !field.ident.is_empty());
        distinct(fields.clone().map(|field| field.ident.clone()));
        distinct(fields.map(|field| field.setter.clone()));
        distinct(found.variants.iter().cloned().chain(["Unknown".into()]));
    }
}

fn check_groups(names: &Names) {
    distinct(names.top_groups().map(|group| group.accessor.clone()));
    let mut files = HashSet::new();
    for (index, group) in names.groups().iter().enumerate() {
        assert!(files.insert(group.file().to_lowercase()), "{}", group.file());
        assert!(group.path.iter().all(|module| is_identifier(module) && !module.starts_with("r#")));
        assert!(is_identifier(&group.handle) && is_identifier(&group.accessor));
        let children =
            group.children.iter().map(|child| names.group(*child).unwrap().accessor.clone());
        let own = names.operations().iter().filter(|found| found.group.index() == index);
        distinct(children.chain(own.clone().map(|found| found.method.clone())));
        distinct(own.map(|found| found.builder.clone()).chain([group.handle.clone()]));
    }
    for operation in names.operations() {
        distinct(operation.parameters.iter().map(|found| found.ident.clone()));
    }
}

fn distinct(idents: impl Iterator<Item = String>) {
    let mut seen = HashSet::new();
    for ident in idents {
        assert!(is_identifier(&ident), "{ident:?} is no identifier");
        assert!(seen.insert(ident.clone()), "{ident} is there twice");
    }
}

#[test]
fn hostile_names_become_names() {
    let wires: Vec<String> = HOSTILE.map(str::to_owned).into();
    check(&wires);
    // Fewer of the long ones, which are in each other's every place.
    check(&["x".repeat(10_000), "é".repeat(10_000), "x_".repeat(5_000), "*".repeat(10_000)]);
}

#[test]
fn a_name_of_nothing_is_noted() {
    let (_, found) =
        named(&types(vec![component("*", record(&["", "a"]), 0)]), &Options::default());
    assert_eq!(codes(&found), [Code::NameEmpty; 2]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_names_become_names(wires in proptest::collection::vec(any::<String>(), 1..8)) {
        check(&wires);
    }

    #[test]
    fn names_of_few_letters_are_told_apart(wires in proptest::collection::vec("[aAbB1_@.é*\u{301} -]{0,4}", 1..16)) {
        check(&wires);
    }
}
