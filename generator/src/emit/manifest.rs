//! `Cargo.toml` of the crate: the template's, with the package's facts in it.

use super::round_trips;
use crate::output::HEADER;
use crate::plan::Crate;
use toml_edit::{Array, DocumentMut, value};

const TEMPLATE: &str = templates::MANIFEST;

/// The text of the manifest.
pub(super) fn text(plan: &Crate<'_>) -> String {
    let package = plan.package;
    let Ok(mut manifest) = TEMPLATE.parse::<DocumentMut>() else {
        return TEMPLATE.to_owned();
    };
    if let Some(table) = manifest.get_mut("package").and_then(|item| item.as_table_mut()) {
        let mut set = |key: &str, text: &str| {
            table.insert(key, value(text));
        };
        set("name", &package.name);
        set("version", &package.version);
        set("description", &plan.description);
        for (key, text) in [("license", &package.license), ("repository", &package.repository)] {
            match text {
                Some(text) => {
                    table.insert(key, value(text));
                }
                None => {
                    table.remove(key);
                }
            }
        }
        if package.publish {
            table.remove("publish");
        }
        let lists = [
            ("authors", &package.authors),
            ("keywords", &package.keywords),
            ("categories", &package.categories),
        ];
        for (key, words) in lists {
            if !words.is_empty() {
                table.insert(key, value(words.iter().collect::<Array>()));
            }
        }
    }
    set_features(plan, &mut manifest);
    if !plan.needs.upload {
        without_uploads(&mut manifest);
    }
    let tests = manifest.entry("dev-dependencies").or_insert(toml_edit::table());
    if let Some(table) = tests.as_table_mut() {
        for (name, text) in &package.dev_dependencies {
            if let Ok(dependency) = text.parse::<toml_edit::Value>() {
                table.insert(name, value(dependency));
            }
        }
        table.sort_values();
    }
    if round_trips::is_in(plan) && !plan.features.is_empty() {
        // It names models of all groups.
        let needs = ("required-features", value(Array::from_iter(["default"])));
        manifest.insert("test", targets([(round_trips::NAME, needs)]));
    }
    if !package.benches.is_empty() {
        let harness = || ("harness", value(false));
        let benches = package.benches.iter().map(|name| (name.as_str(), harness()));
        manifest.insert("bench", targets(benches));
    }
    format!("# {HEADER}\n\n{}", without_head(&manifest.to_string()))
}

/// Tests or benches: the name of each, and what else is said of it.
fn targets<'a>(
    all: impl IntoIterator<Item = (&'a str, (&'static str, toml_edit::Item))>,
) -> toml_edit::Item {
    let tables = all.into_iter().map(|(name, (key, said))| {
        let mut table = toml_edit::Table::new();
        table.insert("name", value(name));
        table.insert(key, said);
        table
    });
    toml_edit::Item::ArrayOfTables(tables.collect())
}

/// A feature for each group, all on by default.
fn set_features(plan: &Crate<'_>, manifest: &mut DocumentMut) {
    let features = &plan.features;
    if features.is_empty() {
        manifest.remove("features");
        return;
    }
    let Some(table) = manifest.get_mut("features").and_then(|item| item.as_table_mut()) else {
        return;
    };
    let mut default: Array = features.iter().copied().collect();
    for feature in default.iter_mut() {
        feature.decor_mut().set_prefix("\n    ");
    }
    default.set_trailing_comma(true);
    default.set_trailing("\n");
    table.insert("default", value(default));
    for feature in features {
        table.insert(feature, value(Array::new()));
    }
    let docs = ["package", "metadata", "docs", "rs"];
    let docs = docs.into_iter().try_fold(manifest.as_item_mut(), |item, key| item.get_mut(key));
    if let Some(docs) = docs.and_then(toml_edit::Item::as_table_mut) {
        docs.insert("rustdoc-args", value(Array::from_iter(["--cfg", "docsrs"])));
    }
}

/// Takes out what bodies need that are read while they are sent.
fn without_uploads(manifest: &mut DocumentMut) {
    let Some(all) = manifest.get_mut("dependencies").and_then(|it| it.as_table_mut()) else {
        return;
    };
    all.remove("http-body");
    let tokio = all.get_mut("tokio").and_then(|it| it.as_inline_table_mut());
    let features = tokio.and_then(|it| it.get_mut("features")).and_then(|it| it.as_array_mut());
    if let Some(features) = features {
        features.retain(|feature| feature.as_str() != Some("fs"));
        // The first of a list has no blank before it.
        if let Some(first) = features.get_mut(0) {
            first.decor_mut().set_prefix("");
        }
    }
}

/// The manifest without what the template says of itself.
fn without_head(manifest: &str) -> &str {
    let start = manifest.find("[package]").unwrap_or_default();
    manifest.get(start..).unwrap_or(manifest)
}
