//! Groups, their handles, and what is set by hand.

use super::*;
use crate::options::{OperationName, Placed};

fn set<T>(value: T) -> Placed<T> {
    Placed { value, location: Some(at(77)) }
}

fn grouped(line: &str, group: &str, method: &str) -> Operation {
    let group = group.split('.').map(str::to_owned).collect();
    Operation { group: Some(group), method_name: Some(method.into()), ..operation(line, 0) }
}

#[test]
fn groups_are_a_tree() {
    let api = Api {
        operations: vec![
            grouped("GET /a x", "share", "list"),
            grouped("GET /b x", "share.recipient", "list"),
            grouped("GET /c x", "a.b.type", "get"),
        ],
        ..Api::default()
    };
    let mut options = Options::default();
    options.names.groups.insert("share".into(), set("shares".into()));
    options.names.groups.insert("share.recipient".into(), set("shares.recipients".into()));
    let (names, found) = named(&api, &options);
    assert_eq!(codes(&found), []);
    let groups: Vec<_> = names
        .groups()
        .iter()
        .map(|group| {
            (group.file(), group.accessor.as_str(), group.handle.as_str(), group.feature.as_str())
        })
        .collect();
    assert_eq!(
        groups,
        [
            ("api/a.rs".to_owned(), "a", "A", "a"),
            ("api/a/b.rs".to_owned(), "b", "B", "a"),
            ("api/a/b/type_.rs".to_owned(), "r#type", "Type", "a"),
            ("api/shares.rs".to_owned(), "shares", "Shares", "shares"),
            ("api/shares/recipients.rs".to_owned(), "recipients", "Recipients", "shares"),
        ]
    );
    let shares = &names.groups()[3];
    assert_eq!(shares.operations, [0]);
    assert_eq!(names.group(shares.children[0]).unwrap().parent.map(GroupId::index), Some(3));
    assert_eq!(names.operations()[1].builder, "List");
}

#[test]
fn no_path_of_a_group_is_long_or_deep() {
    let long = "long".repeat(30);
    let deep = ["a"; 20].join(".");
    let groups = [
        format!("{long}.{long}a.{long}"),
        format!("{long}.{long}b"),
        format!("{long}.x.y.z.{long}.{long}.{long}"),
        deep,
    ];
    let api = Api {
        operations: groups
            .iter()
            .enumerate()
            .map(|(index, group)| grouped(&format!("GET /{index} x"), group, "list"))
            .collect(),
        ..Api::default()
    };
    let (names, _) = named(&api, &Options::default());
    let files: Vec<_> = names.groups().iter().map(|group| group.file()).collect();
    assert!(files.iter().all(|file| file.len() < 190), "{files:#?}");
    assert!(
        files.contains(&"api/a/a/a/a/a/a_a_a_a_a_a_a_a_a_a_a_a_a_a_a.rs".to_owned()),
        "{files:#?}"
    );
    let different: std::collections::HashSet<_> = files.iter().collect();
    assert_eq!(different.len(), files.len());
}

use super::super::GroupId;

#[test]
fn a_group_and_a_method_of_one_name_are_told_apart() {
    let api = Api {
        operations: vec![
            grouped("GET /zones/{id}/settings x getZoneSettings", "zones", "settings"),
            grouped("GET /b x", "zones.settings", "list"),
        ],
        ..Api::default()
    };
    let (names, found) = named(&api, &Options::default());
    assert_eq!(names.groups()[1].accessor, "settings");
    assert_eq!(names.operations()[0].method, "get_settings");
    assert_eq!(codes(&found), [Code::NameCollision]);
    assert_eq!(found[0].secondaries().len(), 1);
}

#[test]
fn the_names_of_the_crate_are_not_given_away() {
    let api = operations(&[
        "GET /a Client new",
        "GET /b Request page",
        "GET /c clone self",
        "GET /d from_env client",
    ]);
    let names = names(&api);
    for group in names.groups() {
        assert!(!super::super::reserved::client_methods().contains(&group.accessor.as_str()));
        assert!(!super::super::reserved::BUILDERS.contains(&group.handle.as_str()));
    }
    for operation in names.operations() {
        assert!(!super::super::reserved::group_methods().contains(&operation.method.as_str()));
        assert!(!super::super::reserved::BUILDERS.contains(&operation.builder.as_str()));
    }
}

#[test]
fn what_is_set_comes_first() {
    let api = operations(&["GET /a Things listThings", "GET /b Things list"]);
    let mut options = Options::default();
    let name = OperationName { group: Some("other.things".into()), method: Some("all".into()) };
    options.names.operations.insert("GET /a".into(), set(name));
    options.names.operations.insert("GET /nowhere".into(), set(OperationName::default()));
    let wrong = OperationName { group: None, method: Some("List All".into()) };
    options.names.operations.insert("list".into(), set(wrong));
    options.names.groups.insert("none".into(), set("x".into()));
    options.names.schemas.insert("none".into(), set("X".into()));
    options.credentials.env.insert("none".into(), set("X".into()));
    let (names, found) = named(&api, &options);
    assert_eq!(names.operations()[0].method, "all");
    assert_eq!(names.group(names.operations()[0].group).unwrap().path, ["other", "things"]);
    assert_eq!(names.operations()[1].method, "list");
    let mut codes = codes(&found);
    codes.sort_unstable();
    let unused = Code::ConfigUnusedOverride;
    assert_eq!(codes, [Code::NameInvalid, unused, unused, unused, unused]);
}

#[test]
fn parameters_keep_clear_of_the_builder() {
    let mut api = operations(&["GET /a/{body} a b"]);
    use ParameterPlace::{Header, Path, Query};
    api.operations[0].parameters = [
        ("body", Path),
        ("id", Path),
        ("id", Query),
        ("options", Query),
        ("X-Id", Header),
        ("self", Query),
        ("type", Query),
        ("2fa", Query),
    ]
    .map(|(name, place)| parameter(name, place))
    .into();
    api.operations[0].parameters[6].aliases.push(OldName {
        name: "kind".into(),
        docs: Docs::default(),
        deprecation: None,
        location: at(0),
    });
    let names = names(&api);
    let idents: Vec<_> =
        names.operations()[0].parameters.iter().map(|found| found.ident.as_str()).collect();
    assert_eq!(
        idents,
        [
            "path_body",
            "id",
            "query_id",
            "query_options",
            "x_id",
            "query_self",
            "r#type",
            "param_2fa"
        ]
    );
    assert_eq!(names.operations()[0].parameters[6].aliases, ["kind"]);
}

#[test]
fn schemes_have_setters_and_variables() {
    let mut api = Api::default();
    let basic = SecuritySchemeKind::Basic;
    for (name, kind) in [
        ("api_token", SecuritySchemeKind::Bearer),
        ("base-url", SecuritySchemeKind::Bearer),
        ("login", basic),
    ] {
        api.security_schemes
            .insert(name.into(), SecurityScheme { kind, description: None, location: at(0) });
    }
    let mut options = Options::default();
    options.credentials.env_prefix = Some("CLOUDFLARE".into());
    options.credentials.env.insert("api_token".into(), set("TOKEN".into()));
    let (names, _) = named(&api, &options);
    let token = names.security("api_token").unwrap();
    assert_eq!(
        (token.setter.as_str(), token.constant.as_str(), token.env.as_str()),
        ("api_token", "API_TOKEN", "CLOUDFLARE_TOKEN")
    );
    assert_eq!(names.security("base-url").unwrap().env, "CLOUDFLARE_BASE_URL_AUTH");
    let login = names.security("login").unwrap();
    assert_eq!(login.env_user.as_deref(), Some("CLOUDFLARE_LOGIN_USERNAME"));
    assert_eq!(login.env, "CLOUDFLARE_LOGIN_PASSWORD");
    assert_eq!(named(&api, &Options::default()).0.env_prefix(), "API_CLIENT");
}
