//! What the runtime's types have is known, and nothing of a document can be called so.

use super::*;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../templates/src/runtime");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/names/reserved/runtime.rs");

/// The names of the functions of each type that the generator adds methods to.
#[derive(Default)]
struct Functions {
    client: BTreeSet<String>,
    builder: BTreeSet<String>,
    call: BTreeSet<String>,
}

impl Functions {
    /// Those of the runtime as it is.
    fn read() -> Self {
        let mut found = Self::default();
        found.folder(Path::new(RUNTIME));
        found
    }

    fn folder(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.folder(&path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                self.items(&syn::parse_file(&fs::read_to_string(path).unwrap()).unwrap().items);
            }
        }
    }

    fn items(&mut self, items: &[syn::Item]) {
        for item in items {
            match item {
                syn::Item::Impl(block) => self.block(block),
                // The macros make the builders of calls what they are.
                syn::Item::Macro(makes) if names_builder(makes.mac.tokens.clone()) => {
                    functions(makes.mac.tokens.clone(), &mut self.call);
                }
                syn::Item::Mod(inner) => {
                    self.items(inner.content.as_ref().map_or(&[], |(_, items)| items));
                }
                _ => {}
            }
        }
    }

    /// The functions of an `impl`, whoever may call them and of whichever trait.
    fn block(&mut self, block: &syn::ItemImpl) {
        let syn::Type::Path(of) = &*block.self_ty else { return };
        let to = match of.path.segments.last().map(|last| last.ident.to_string()).as_deref() {
            Some("Client") => &mut self.client,
            Some("ClientBuilder") => &mut self.builder,
            _ => return,
        };
        for item in &block.items {
            match item {
                syn::ImplItem::Fn(function) => {
                    to.insert(function.sig.ident.to_string());
                }
                syn::ImplItem::Const(_) | syn::ImplItem::Type(_) => {}
                _ => panic!("an `impl` with something that is not read"),
            }
        }
    }

    /// The table of them, as a file.
    fn table(&self, header: &str) -> String {
        let mut table = header.to_owned();
        for (name, docs, all) in [
            ("CLIENT", "What the client has.", &self.client),
            ("CLIENT_BUILDER", "What the builder of the client has.", &self.builder),
            ("CALL", "What the builder of every call has.", &self.call),
        ] {
            write!(table, "\n/// {docs}\n#[rustfmt::skip]\n").unwrap();
            writeln!(table, "pub(super) const {name}: &[&str] = &[").unwrap();
            for function in all {
                writeln!(table, "    {function:?},").unwrap();
            }
            table.push_str("];\n");
        }
        table
    }
}

/// Whether a macro has a builder of a call among what it is given.
fn names_builder(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => names_builder(group.stream()),
        TokenTree::Ident(ident) => ident == "builder",
        _ => false,
    })
}

/// The names behind `fn`.
fn functions(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut after_fn = false;
    for token in tokens {
        if let TokenTree::Ident(ident) = &token
            && std::mem::replace(&mut after_fn, ident == "fn")
        {
            found.insert(ident.to_string());
        }
        if let TokenTree::Group(group) = token {
            functions(group.stream(), found);
        }
    }
}

#[test]
fn the_table_is_what_the_runtime_has() {
    let written = fs::read_to_string(TABLE).unwrap();
    let header: String = written.lines().take_while(|line| line.starts_with("//!")).fold(
        String::new(),
        |mut header, line| {
            header.push_str(line);
            header.push('\n');
            header
        },
    );
    let found = Functions::read();
    for known in [&found.client, &found.builder, &found.call] {
        assert!(!known.is_empty(), "the types that generated methods are added to are elsewhere");
    }
    let table = found.table(&header);
    if std::env::var_os("UPDATE_RESERVED").is_some() {
        fs::write(TABLE, table).unwrap();
        return;
    }
    assert!(
        written == table,
        "the runtime has other methods than the table of reserved names: \
         `UPDATE_RESERVED=1 cargo test -p generator reserved` writes it anew"
    );
}

/// Everything in a document is called as the runtime's own functions are; no name of one is taken.
#[test]
fn nothing_has_a_name_of_the_runtime() {
    let found = Functions::read();
    let all: BTreeSet<&String> =
        [&found.client, &found.builder, &found.call].into_iter().flatten().collect();
    let mut api = types(Vec::new());
    for name in &all {
        let mut next = operation("GET /x tag", 0);
        next.path.text = format!("/{name}").into();
        next.id = Some((*name).clone());
        next.tags = vec![(*name).clone()];
        next.parameters = all.iter().map(|name| parameter(name, ParameterPlace::Query)).collect();
        api.operations.push(next);
        api.security_schemes.insert(
            (*name).clone(),
            SecurityScheme { kind: SecuritySchemeKind::Bearer, description: None, location: at(0) },
        );
    }
    let (names, _) = named(&api, &Options::default());
    for group in names.top_groups() {
        assert!(!found.client.contains(&group.accessor), "Client::{}", group.accessor);
    }
    for name in &all {
        let setter = &names.security(name).unwrap().setter;
        assert!(!found.builder.contains(setter), "ClientBuilder::{setter}");
    }
    for operation in names.operations() {
        for parameter in &operation.parameters {
            assert!(
                !found.call.contains(&parameter.ident),
                "builder of a call: {}",
                parameter.ident
            );
        }
    }
}
