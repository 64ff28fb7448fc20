//! What types, fields and variants are called.

use super::super::words::mark;
use super::*;
use crate::options::Placed;

#[test]
fn prefixes_go_where_nothing_collides() {
    let mut api = types(
        ["share_object", "v_share_object", "v_v4error", "v_", "share"]
            .map(|name| component(name, record(&[]), 1))
            .into(),
    );
    api.types.push(component("unused_share", record(&[]), 9));
    let mut options = Options::default();
    options.names.strip_prefixes = vec!["v_".into()];
    options.names.strip_suffixes = vec!["_object".into()];
    let (names, found) = named(&api, &options);
    let idents: Vec<_> =
        api.types().map(|(id, _)| names.get(id).map(|found| found.ident.as_str())).collect();
    assert_eq!(
        idents,
        [
            Some("ShareObject"),
            Some("VShareObject"),
            Some("V4Error"),
            Some("V"),
            Some("Share"),
            None
        ]
    );
    assert_eq!(codes(&found), [Code::NameCollision; 2]);
    assert_eq!(
        names.files().keys().collect::<Vec<_>>(),
        ["share", "share_object", "v", "v4_error", "v_share_object"]
    );
}

#[test]
fn a_set_name_holds_or_is_an_error() {
    let api = types(["a", "b", "c", "d"].map(|name| component(name, record(&[]), 1)).into());
    let mut options = Options::default();
    for (name, set) in [("a", "DNSRecord"), ("b", "DNSRecord"), ("c", "no name"), ("d", "String")] {
        options
            .names
            .schemas
            .insert(name.into(), Placed { value: set.into(), location: Some(at(5)) });
    }
    let (names, found) = named(&api, &options);
    assert_eq!(names.get(TypeId::new(0)).unwrap().ident, "DNSRecord");
    assert_eq!(names.get(TypeId::new(0)).unwrap().module, "dns_record");
    assert_eq!(codes(&found), [Code::NameInvalid; 3]);
}

#[test]
fn the_prelude_is_not_shadowed() {
    let api = types(
        ["String", "option", "result", "self", "Client", "vec"]
            .map(|name| component(name, record(&[]), 1))
            .into(),
    );
    assert_eq!(
        idents(&api),
        ["StringModel", "OptionModel", "ResultModel", "SelfModel", "ClientModel", "VecModel"]
    );
}

#[test]
fn inline_types_are_called_after_where_they_stand() {
    let api = types(vec![
        component("share", record(&[]), 0),
        inside(0, &["resources", "item"]),
        inside(0, &["meta"]),
        inside(2, &["rows", "item", "item"]),
        component("policies", record(&[]), 4),
        inside(4, &["item"]),
        inside(0, &["status", "item"]),
        component("ShareMeta", record(&[]), 7),
        component("ShareMetaObject", record(&[]), 8),
        inside(0, &["tag"]),
        component("ShareTag", record(&[]), 10),
    ]);
    let mark = mark("Share.meta");
    let meta = format!("ShareMeta{}", mark.replacen('x', "X", 1));
    let rows = format!("{meta}RowItem");
    let wanted = [
        "Share",
        "ShareResource",
        &meta,
        &rows,
        "Policies",
        "Policy",
        "ShareStatusItem",
        "ShareMeta",
        "ShareMetaObject",
        "ShareTagObject",
        "ShareTag",
    ];
    assert_eq!(idents(&api), wanted);
    let names = names(&api);
    assert_eq!(names.get(TypeId::new(3)).unwrap().module, "share");
    let share = &names.files()["share"];
    assert_eq!(share[0], TypeId::new(0));
    assert_eq!(share.len(), 6);
}

#[test]
fn what_the_outside_says_is_not_said_twice() {
    let api = types(vec![
        component("dns-records_dns-record", record(&[]), 0),
        inside(0, &["dns-records_ARecord"]),
        inside(0, &["dns-records"]),
        inside(0, &["dns_servers"]),
    ]);
    let wanted = [
        "DnsRecordsDnsRecord",
        "DnsRecordsDnsRecordARecord",
        "DnsRecordsDnsRecordDnsRecords",
        "DnsRecordsDnsRecordDnsServers",
    ];
    assert_eq!(idents(&api), wanted);
}

#[test]
fn types_of_operations_are_called_after_the_call() {
    let role = |line: &str, group: &str, method: &str, role: &str| {
        let mut api = types(Vec::new());
        let mut call = operation(line, 3);
        call.group = Some(group.split('.').map(str::to_owned).collect());
        call.method_name = Some(method.into());
        let origin = Origin::Operation {
            path: call.path.text.clone(),
            method: call.method.key().into(),
            role: role.split('.').map(str::to_owned).collect(),
        };
        let mut sent = parameter("x", ParameterPlace::Query);
        sent.schema = schema(Type::Named(TypeId::new(0)));
        call.parameters.push(sent);
        api.operations.push(call);
        api.types.push(definition(origin, record(&[]), 1));
        idents(&api).remove(0)
    };
    assert_eq!(role("POST /a x", "shares", "create", "request"), "CreateShareRequest");
    assert_eq!(role("GET /a x", "zones", "list", "response"), "ListZonesResponse");
    assert_eq!(role("GET /a x", "zones", "list", "response.item"), "ListZonesResponseItem");
    assert_eq!(
        role("PUT /a x", "shares.recipients", "update_all", "request"),
        "UpdateShareRecipientsAllRequest"
    );
    assert_eq!(role("GET /a x", "zones", "list", "order"), "ListZonesOrder");
    assert_eq!(role("GET /a x", "zones", "usage", "response"), "ZonesUsageResponse");
    assert_eq!(role("GET /a x", "dns", "list_dns_records", "response"), "ListDnsRecordsResponse");
}

#[test]
fn fields_and_their_old_names_are_told_apart() {
    let Shape::Struct(mut object) =
        record(&["a-b", "a_b", "additional_properties", "type", "AB", "aB"])
    else {
        panic!("a record is a struct")
    };
    object.properties[3].aliases = vec![OldName {
        name: "a.b".into(),
        docs: Docs::default(),
        deprecation: deprecated(None),
        location: at(9),
    }];
    let api = types(vec![component("x", Shape::Struct(object), 0)]);
    let (names, found) = named(&api, &Options::default());
    let names = names.get(TypeId::new(0)).unwrap();
    let fields: Vec<_> = names.fields.iter().map(|field| field.ident.as_str()).collect();
    assert_eq!(fields, ["a_b_kebab", "a_b", "additional_properties", "r#type", "ab", "a_b_camel"]);
    assert_eq!(names.fields[3].setter, "with_type");
    assert_eq!(names.fields[3].aliases, ["with_a_b_dotted"]);
    assert_eq!(names.additional.ident, "other_properties");
    assert_eq!(codes(&found), [Code::NameCollision; 4]);
    assert!(
        found.iter().all(|found| found.secondaries().len() == 1 && found.message().contains('`'))
    );
}

#[test]
fn values_are_never_unknown() {
    let api = types(vec![component(
        "x",
        values(&["unknown", "Unknown", "self", "a-b", "a_b", "asc", "ASC", "", "1"]),
        0,
    )]);
    let names = names(&api);
    assert_eq!(
        names.get(TypeId::new(0)).unwrap().variants,
        [
            "UnknownLower",
            "UnknownValue",
            "SelfValue",
            "AB",
            "ABSnake",
            "AscLower",
            "Asc",
            "Empty",
            "Value1"
        ]
    );
}

#[test]
fn branches_are_called_after_their_types() {
    let branch = |name: Option<&str>, ty: Type| Variant {
        name: name.map(str::to_owned),
        schema: schema(ty),
        tags: Vec::new(),
    };
    let list = Type::Array(Box::new(schema(Type::String)));
    let variants = vec![
        branch(Some("pet_cat"), Type::Named(TypeId::new(1))),
        branch(None, Type::Named(TypeId::new(2))),
        branch(None, Type::String),
        branch(None, Type::Int64),
        branch(None, list.clone()),
        branch(None, list),
        branch(Some("Self"), Type::Boolean),
    ];
    let union = Union { variants, discriminator: None, exclusive: true };
    let api = types(vec![
        component("Pet", Shape::Union(union), 0),
        component("pet_cat", record(&[]), 0),
        component("dog", record(&[]), 0),
    ]);
    let names = names(&api);
    assert_eq!(
        names.get(TypeId::new(0)).unwrap().variants,
        ["Cat", "Dog", "String", "Integer", "List", "StringList", "SelfValue"]
    );
}
