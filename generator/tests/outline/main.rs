//! The outline of the public API: of a small crate that is written as the generator writes, and of
//! `cloudflare-shares`, whose snapshots are the first thing that a reviewer reads.

// The functions of a test are tests too; clippy sees that of those with an attribute only.
#![allow(clippy::unwrap_used, clippy::panic)]

mod agreement;
mod reader;

use rayon::prelude::*;
use reader::{Item, PublicApi};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a crate by their paths in it.
type Files = BTreeMap<String, String>;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Adds the Rust files under `root/folder`, with `name` in place of `root/folder`.
fn add(files: &mut Files, root: &Path, name: &str) {
    let entries = fs::read_dir(root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            add(files, &path, &name);
        } else if name.ends_with(".rs") {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

fn texts(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
}

fn sample() -> Files {
    let mut files = Files::new();
    add(&mut files, &repository().join("generator/tests/fixtures/outline/sample/src"), "src");
    add(&mut files, &repository().join("templates/src/runtime"), "src/runtime");
    files
}

fn all(files: &Files) -> (String, String, Vec<Item>) {
    let api = PublicApi::read(texts(files)).unwrap_or_else(|problems| panic!("{problems:?}"));
    (api.outline(), api.runtime_outline(), api.items())
}

/// Compares with a snapshot that stands where its reader looks for it.
fn snapshot(folder: &Path, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn sample_reads_as_a_reviewer_wants_it() {
    let text = all(&sample()).0;
    snapshot(&repository().join("generator/tests/fixtures/outline"), "sample", &text);
}

/// A crate that is emitted anew must be compared before it is trusted: so the test needs
/// `cargo xtask codegen` to have run, as every checkout has.
#[test]
fn cloudflare_shares_is_the_crate_that_was_reviewed() {
    let mut files = Files::new();
    add(&mut files, &repository().join("generated/src"), "src");
    let (api, runtime, _) = all(&files);
    let folder = repository().join("generated/tests/snapshots");
    snapshot(&folder, "outline", &api);
    snapshot(&folder, "outline_of_the_runtime", &runtime);
    let widest = api.lines().chain(runtime.lines()).map(|line| line.chars().count()).max();
    assert!(widest <= Some(120), "a line has {widest:?} columns");
    let lines = api.lines().count();
    assert!(lines <= 190, "{lines} lines are more than three screens");
}

#[test]
fn order_in_the_files_does_not_matter() {
    let files = sample();
    let turned = files
        .iter()
        .map(|(path, text)| {
            let mut file = syn::parse_file(text).unwrap();
            file.items.reverse();
            for item in &mut file.items {
                if let syn::Item::Impl(block) = item {
                    block.items.reverse();
                }
            }
            (path.clone(), prettyplease::unparse(&file))
        })
        .collect();
    let (turned, straight) = (all(&turned), all(&files));
    assert_eq!(turned.0, straight.0);
    assert_eq!(turned.1, straight.1);
    assert!(turned.2 == straight.2, "the lists of items differ");
}

/// What an edit changes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shows {
    /// The outline that is reviewed.
    Api,
    /// The outline of the runtime.
    Runtime,
    /// Neither: users cannot tell.
    Nowhere,
}
use Shows::{Api, Nowhere, Runtime};

/// Edits of the sample: file, old text, new text.
const EDITS: &[(&str, &str, &str, Shows)] = &[
    ("api/shares.rs", "pub fn list(", "pub fn list_all(", Api),
    ("api/shares.rs", "share_id: &models::ShareId", "share_id: &models::AccountId", Api),
    ("api/shares.rs", "share_id: &models::ShareId", "id: &models::ShareId", Api),
    (
        "api/shares.rs",
        "endpoint!(Create => models::Share)",
        "endpoint!(Create => models::ShareMeta)",
        Api,
    ),
    ("api/shares.rs", "endpoint!(Create => models::Share)", "paged!(Create => models::Share)", Api),
    (
        "api/shares.rs",
        "endpoint!(Create => models::Share)",
        "endpoint!(Create => models::Share, Json)",
        Nowhere,
    ),
    ("api/shares.rs", "it ends on 2027-05-26", "it ends on 2027-05-27", Api),
    (
        "api/shares.rs",
        "pub fn status(self, status: models::ShareStatus)",
        "pub fn status(self, status: bool)",
        Api,
    ),
    ("api/shares.rs", "    pub fn status(", "    fn status(", Api),
    ("api/shares.rs", "#[derive(Clone, Debug)]\n#[must_use", "#[derive(Debug)]\n#[must_use", Api),
    ("api/shares.rs", "/// Deletes a share.", "/// Deletes it.", Nowhere),
    ("api/shares.rs", "\"/accounts/{account_id}/shares\"", "\"/shares\"", Nowhere),
    ("api.rs", "pub mod shares", "mod shares", Api),
    ("api.rs", "pub fn shares(", "pub fn all_shares(", Api),
    (
        "models.rs",
        "pub use self::share_id::ShareId;",
        "pub use self::share_id::ShareId as Id;",
        Api,
    ),
    ("models/share.rs", "pub id: ShareId", "pub id: String", Api),
    ("models/share.rs", "pub id: ShareId", "id: ShareId", Api),
    ("models/share.rs", "    /// Its status.\n    pub status: ShareStatus,\n", "", Api),
    ("models/share.rs", "Clone, Debug, PartialEq)", "Clone, Debug)", Api),
    ("models/share.rs", "#[non_exhaustive]\npub struct Share {", "pub struct Share {", Api),
    (
        "models/share.rs",
        "record!(Share {\n    id = Required(\"id\"),\n    created = Required(\"created\"),\n    \
         meta = \"meta\",\n    status = Required(\"status\"),\n});\n",
        "",
        Api,
    ),
    ("models/account_id.rs", "max_length(32)", "max_length(33)", Api),
    ("models/account_id.rs", "AccountId(String)", "AccountId(pub String)", Api),
    ("models/share_status.rs", "    Active,\n", "    Active,\n    New,\n", Api),
    ("models/share_status.rs", "Unknown(String)", "Unknown(i64)", Api),
    (
        "models/share_status.rs",
        "    #[deprecated(note = \"the API has deprecated it\")]\n",
        "",
        Api,
    ),
    ("models/create_share_request.rs", "new(name: impl Into<String>,", "new(name: String,", Api),
    ("models/create_share_request.rs", "r#type: impl Into<String>", "r#type: String", Api),
    ("models/create_share_request.rs", "pub fn with_flag(", "pub fn set_flag(", Api),
    ("models/create_share_recipient_request.rs", "until 2027-05-26", "until 2028-05-26", Api),
    (
        "models/create_share_recipient_request.rs",
        "self.recipient_account_id = Some(",
        "let _ = (",
        Nowhere,
    ),
    ("models/target.rs", "impl From<Share>", "impl TryFrom<Share>", Api),
    ("config.rs", "pub fn api_token(", "pub fn token(", Api),
    ("lib.rs", "bytes::Bytes", "bytes::BytesMut", Runtime),
    ("lib.rs", "    ApiError,", "", Runtime),
    ("runtime/client.rs", "pub fn base_url(&self)", "pub fn base_url(self)", Runtime),
    ("runtime/client.rs", "#[derive(Clone)]\npub struct Client", "pub struct Client", Runtime),
    ("runtime/macros.rs", "pub fn options(self,", "pub fn with_options(self,", Runtime),
    ("runtime/model/text.rs", "pub fn into_string(self)", "fn into_string(self)", Runtime),
    (
        "runtime/model/text.rs",
        "impl ::std::fmt::Display for $name",
        "impl ::std::fmt::Debug for $name",
        Runtime,
    ),
];

#[test]
fn edits_show_where_a_reader_looks() {
    let files = sample();
    let before = all(&files);
    EDITS.par_iter().for_each(|(file, from, to, expected)| {
        let mut edited = files.clone();
        let text = edited.get_mut(&format!("src/{file}")).unwrap();
        assert!(text.contains(from), "{file} has no `{from}`");
        *text = text.replacen(from, to, 1);
        let after = all(&edited);
        let found = match (before.0 != after.0, before.1 != after.1) {
            (true, _) => Api,
            (false, true) => Runtime,
            (false, false) => Nowhere,
        };
        assert_eq!(found, *expected, "{file}: `{from}` to `{to}`");
        let is_bound = *file == "models/account_id.rs" && from.starts_with("max_length");
        // The bound of a string is no item; it stands in the outline for its reader's sake.
        assert_eq!(
            before.2 != after.2,
            *expected != Nowhere && !is_bound,
            "{file}: `{from}` to `{to}`, in the list of items"
        );
    });
}
