//! Small texts to items and lines.

use super::{Deprecated, Item, ItemKind, Problem, PublicApi};

fn api(files: &[(&str, &str)]) -> PublicApi {
    PublicApi::read(files.iter().copied()).unwrap()
}

fn read(files: &[(&str, &str)]) -> Vec<Item> {
    api(files).items()
}

fn faults(files: &[(&str, &str)]) -> Vec<Problem> {
    PublicApi::read(files.iter().copied()).err().unwrap_or_default()
}

/// The items of a crate of one file, as `path: signature`.
fn lines(text: &str) -> Vec<String> {
    let items = read(&[("src/lib.rs", text)]);
    items.iter().map(|it| format!("{}: {}", it.path, it.signature)).collect()
}

fn problems(files: &[(&str, &str)]) -> Vec<String> {
    faults(files).iter().map(ToString::to_string).collect()
}

#[test]
fn each_construct_has_its_lines() {
    let table: &[(&str, &[&str])] = &[
        ("struct Hidden; pub(crate) struct Inner; fn f() {} const C: u8 = 1;", &[]),
        ("pub struct A;", &["A: pub struct A"]),
        ("pub struct A();", &["A: pub struct A()"]),
        ("pub struct A(String);", &["A: pub struct A(..)"]),
        (
            "pub struct A<T> { pub b: Vec<T>, c: u8 }",
            &["A: pub struct A<T> { .. }", "A::b: pub b: Vec<T>"],
        ),
        (
            "#[non_exhaustive] #[derive(Clone)] pub enum E { B(String), #[non_exhaustive] A { x: u8 }, C = 3 }",
            &[
                "E: #[non_exhaustive] pub enum E",
                "E: impl Clone",
                "E::A: A { x: u8 }",
                "E::B: B(String)",
                "E::C: C",
            ],
        ),
        (
            "pub fn f<T: Into<String>>(a: &'static str, mut b: T,) -> Option<T> { None }",
            &["f: pub fn f<T: Into<String>>(a: &'static str, mut b: T) -> Option<T>"],
        ),
        ("pub const C: [u8; 2] = [1, 2];", &["C: pub const C: [u8; 2]"]),
        ("pub static S: &str = \"\";", &["S: pub static S: &str"]),
        ("pub type P<T> = std::result::Result<T, u8>;", &["P: pub type P<T> = Result<T, u8>"]),
        (
            "pub type P = A<Option<u8>>; pub struct A<T> { pub b: Vec<T> }\
             impl<T> A<T> { pub fn f(self, to: T) -> Self { } } impl<T> Iterator for A<T> { type Item = T; }",
            &[
                "A: pub struct A<T>",
                "A: impl Iterator { Item = T }",
                "A::b: pub b: Vec<T>",
                "A::f: pub fn f(self, to: T) -> Self",
                "P: pub struct P",
                "P: impl Iterator { Item = Option<u8> }",
                "P::b: pub b: Vec<Option<u8>>",
                "P::f: pub fn f(self, to: Option<u8>) -> Self",
            ],
        ),
        (
            "pub trait T: Send { type X: Clone; fn f(&self) -> Self::X; }",
            &["T: pub trait T: Send", "T::X: type X: Clone", "T::f: fn f(&self) -> Self::X"],
        ),
        ("#[macro_export] macro_rules! m { () => {}; }", &["m: macro_rules! m"]),
        (
            "pub struct A; impl A { pub const MAX: u8 = 1; pub async fn f(mut self, _: (u8,)) -> Self { self }\
             fn g() {} pub(crate) fn h() {} }",
            &[
                "A: pub struct A",
                "A::MAX: pub const MAX: u8",
                "A::f: pub async fn f(self, _: (u8,)) -> Self",
            ],
        ),
        (
            "pub struct A<T>(T); impl<T: Clone> A<T> where T: Send { pub fn f(&self) -> impl Fn(&T) -> u8 + '_ { } }",
            &[
                "A: pub struct A<T>(..)",
                "A::f: pub fn f(&self) -> impl Fn(&T) -> u8 + '_ where T: Clone, T: Send",
            ],
        ),
        (
            "use std::fmt; pub struct A; impl fmt::Display for A {} impl Iterator for A { type Item = u8; }\
             impl<'a> IntoIterator for &'a A { } impl From<A> for String {} trait Own {} impl Own for A {}",
            &[
                "A: pub struct A",
                "A: impl From<A> for String",
                "A: impl IntoIterator for &'a A",
                "A: impl Iterator { Item = u8 }",
                "A: impl std::fmt::Display",
            ],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(lines(text), *expected, "{text}");
    }
}

#[test]
fn what_is_for_tests_or_hidden_is_left_out() {
    assert_eq!(
        lines(
            "#[cfg(test)] pub mod missing; #[cfg(all(test, unix))] pub struct A; #[doc(hidden)] pub struct B;
             pub struct C { #[doc(hidden)] pub d: u8 }
             impl C { #[cfg(test)] pub fn e() {} #[doc(hidden)] pub fn f() {} }
             #[cfg(test)] impl C { pub fn g() {} }
             #[doc(hidden)] pub mod inner { pub struct D; }
             #[doc(hidden)] pub use inner::D;
             #[cfg(not(test))] pub struct H;"
        ),
        ["C: pub struct C { .. }", "H: #[cfg(not (test))] pub struct H"]
    );
}

#[test]
fn what_has_a_feature_is_shown_as_what_has_none() {
    assert_eq!(
        lines(
            "#[cfg(feature = \"a\")] pub struct A;
             #[cfg(any(feature = \"a\", feature = \"b\"))] pub struct B;
             #[cfg(not(feature = \"a\"))] pub struct C;
             #[cfg(all(feature = \"a\", unix))] pub struct D;"
        ),
        [
            "A: pub struct A",
            "B: pub struct B",
            "C: #[cfg(not (feature = \"a\"))] pub struct C",
            "D: #[cfg(all (feature = \"a\" , unix))] pub struct D",
        ]
    );
}

#[test]
fn items_go_by_their_public_paths() {
    let files = [
        (
            "src/lib.rs",
            "mod inner; pub mod outer; pub use self::inner::{Deep as Shallow, two::Two};
                        pub use bytes::Bytes; pub use outer::Outer;",
        ),
        (
            "src/inner/mod.rs",
            "pub mod two; pub struct Deep; pub struct NotShown;
                              pub fn f(_: crate::inner::NotShown) {}",
        ),
        (
            "src/inner/two.rs",
            "use super::Deep; pub struct Two { pub a: Deep, pub b: crate::outer::Outer,
                              pub c: ::bytes::Bytes, pub d: super::NotShown }",
        ),
        ("src/outer.rs", "pub struct Outer; use crate::Two; impl From<Two> for Outer {}"),
    ];
    let found: Vec<String> =
        read(&files).iter().map(|it| format!("{} {}", it.path, it.signature)).collect();
    assert_eq!(
        found,
        [
            "Bytes pub use bytes::Bytes",
            "Outer pub struct Outer",
            "Outer impl From<Two>",
            "Shallow pub struct Shallow",
            "Two pub struct Two",
            "Two::a pub a: Shallow",
            "Two::b pub b: Outer",
            "Two::c pub c: bytes::Bytes",
            "Two::d pub d: crate::inner::NotShown",
            "outer pub mod outer",
            "outer::Outer pub use Outer",
        ]
    );
    let mut turned = files;
    turned.reverse();
    assert_eq!(read(&turned), read(&files), "the order of the files matters");
}

#[test]
fn globs_are_followed_inside_the_crate_and_refused_outside() {
    assert_eq!(
        lines(
            "mod a { pub struct A; pub use super::b::*; } mod b { pub struct B; struct C; } pub use a::*;"
        ),
        ["A: pub struct A", "B: pub struct B"]
    );
    // Modules that take all from each other.
    assert_eq!(
        lines(
            "pub mod a { pub use super::b::*; pub struct A; } pub mod b { pub use super::a::*; }"
        ),
        ["a: pub mod a", "a::A: pub struct A", "b: pub mod b", "b::A: pub use a::A",]
    );
    assert_eq!(
        problems(&[("src/lib.rs", "pub use bytes::*; pub enum E { A } pub use E::*;")]),
        [
            "crate: `pub use bytes::*` is not a module of the crate; name the items",
            "crate: `pub use E::*` is not a module of the crate; name the items",
        ]
    );
}

#[test]
fn all_problems_are_reported() {
    assert_eq!(problems(&[]), ["src/lib.rs: the file is missing"]);
    assert_eq!(
        problems(&[
            (
                "src/lib.rs",
                "mod gone; mod broken; #[path = \"x.rs\"] mod x; pub use self::nothing;
                            unknown!(A); macro_rules! one { ($a:vis) => {} } one!(pub);
                            macro_rules! two { (a) => {} } two!(b);
                            macro_rules! endless { () => { endless!(); } } endless!();"
            ),
            ("src/broken.rs", "struct"),
        ]),
        [
            "src/gone.rs: the file is missing",
            "src/broken.rs: not Rust: unexpected end of input, expected identifier",
            "src/lib.rs: `#[path]` on the module `x` is not supported",
            "src/lib.rs: the macro `unknown!` cannot be expanded: it is not a macro of the crate",
            "src/lib.rs: the macro `one!` cannot be expanded: fragments of the kind `vis` are not supported",
            "src/lib.rs: the macro `two!` cannot be expanded: no rule of it matches the call",
            "src/lib.rs: the macro `endless!` cannot be expanded: macros call each other without end",
            "crate: `pub use self::nothing` names nothing in the crate",
        ]
    );
    let twice = "mod a { macro_rules! m { () => {} } } mod b { macro_rules! m { () => {} } } m!();";
    assert!(matches!(
        faults(&[("src/lib.rs", twice)]).as_slice(),
        [Problem::Macro { reason, .. }] if reason.contains("two macros")
    ));
}

#[test]
fn macros_are_expanded() {
    let text = "macro_rules! give {
            ($name:ident => $ty:ty) => { $crate::give!($name => $ty, 1); };
            ($name:ident => $ty:ty, $size:literal) => {
                impl $name { pub fn get(&self) -> [$ty; $size] { loop {} } }
            };
        }
        macro_rules! all { ($($(#[$doc:tt])* $name:ident),+ $(,)?) => {$( pub struct $name; give!($name => Vec<u8>); )+}; }
        all!(A, B,);
        pub struct C;
        crate::give!(C => Option<(A, &'static str)>, 2);";
    assert_eq!(
        lines(text),
        [
            "A: pub struct A",
            "A::get: pub fn get(&self) -> [Vec<u8>; 1]",
            "B: pub struct B",
            "B::get: pub fn get(&self) -> [Vec<u8>; 1]",
            "C: pub struct C",
            "C::get: pub fn get(&self) -> [Option<(A, &'static str)>; 2]",
        ]
    );
}

#[test]
fn deprecated_items_bear_their_day() {
    let day = |attribute: &str| {
        let text = format!("{attribute} pub struct A;");
        let item = read(&[("src/lib.rs", &text)]).remove(0);
        item.deprecated.map(|it| (it.note, it.until))
    };
    let note = |text: &str| Some(text.to_owned());
    assert_eq!(day(""), None);
    assert_eq!(day("#[deprecated]"), Some((None, None)));
    assert_eq!(day("#[deprecated = \"go\"]"), Some((note("go"), None)));
    let table = [
        ("use `x`; it ends on 2027-05-26", Some("2027-05-26")),
        ("renamed: use `x`; the API accepts `y` until 2027-05-26", Some("2027-05-26")),
        ("since the change on 2020-01-01; use `x`", None),
        ("see 2020-01-01", None),
        ("it ends on 2027-5-26", None),
    ];
    for (text, until) in table {
        let found = day(&format!("#[deprecated(since = \"1\", note = {text:?})]"));
        assert_eq!(found, Some((note(text), until.map(ToOwned::to_owned))), "{text}");
    }
}

#[test]
fn an_item_knows_what_it_is_and_where() {
    let found = read(&[
        ("src/lib.rs", "pub mod a;"),
        ("src/a.rs", "pub struct A { #[deprecated(note = \"it ends on 2030-01-01\")] pub b: u8 }"),
    ]);
    let field = found.iter().find(|it| it.kind == ItemKind::Field).unwrap();
    assert_eq!(field.path, "a::A::b");
    assert_eq!(field.file, "src/a.rs");
    assert_eq!(
        field.deprecated,
        Some(Deprecated {
            note: Some("it ends on 2030-01-01".to_owned()),
            until: Some("2030-01-01".to_owned()),
        })
    );
}

#[test]
fn long_lines_are_broken_by_the_rule() {
    let ty = "a_long_name_of_a_module::ALongNameOfAType";
    let text = format!(
        "pub mod models {{ pub struct A {{ pub f: u8 }} impl A {{ pub fn new(f: {ty}, g: {ty}, h: {ty}) -> Self {{}} }} }}"
    );
    assert_eq!(
        api(&[("src/lib.rs", text.as_str())]).outline(),
        "# models
each struct: nothing
struct A
    new(f: a_long_name_of_a_module::ALongNameOfAType, g: a_long_name_of_a_module::ALongNameOfAType,
            h: a_long_name_of_a_module::ALongNameOfAType)
    f: u8  required

# other items
modules: models
"
    );
}

#[test]
fn the_two_outlines_share_nothing() {
    let files = [
        (
            "src/lib.rs",
            "mod runtime; pub mod models; pub use runtime::Client; pub use bytes::Bytes;",
        ),
        (
            "src/runtime/mod.rs",
            "pub struct Client; impl Client { pub fn new() -> Self { Client } }",
        ),
        ("src/models.rs", "pub struct Client { pub a: crate::Client } pub enum E { A, B }"),
    ];
    assert_eq!(
        api(&files).outline(),
        "# models\neach enum: nothing\nenum E = A | B\neach struct: nothing\nstruct models::Client\n    \
         a: Client\n\n# other items\nmodules: models\n"
    );
    assert_eq!(
        api(&files).runtime_outline(),
        "# types\nstruct Client\n    fn new() -> Self\n\n# other items\nBytes: pub use bytes::Bytes\n"
    );
}
