//! The files of the runtime keep their promises.

use std::{fs, path::Path};

use toml::Table;

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_manifest_of_a_crate_has_the_dependencies_of_the_runtime() {
    // Here each is optional, and then a table; that is all that may differ.
    let dependencies = |path: &str| {
        let manifest: Table = read(path).parse().unwrap();
        let mut all = manifest["dependencies"].as_table().unwrap().clone();
        for (_, dependency) in all.iter_mut() {
            if let Some(version) = dependency.as_str() {
                *dependency = Table::from_iter([("version".to_owned(), version.into())]).into();
            }
            dependency.as_table_mut().unwrap().remove("optional");
        }
        all
    };
    assert_eq!(dependencies("manifest.toml"), dependencies("Cargo.toml"));
}

#[test]
fn the_manifest_of_a_crate_is_complete_and_stands_alone() {
    let text = read("manifest.toml");
    assert!(!text.contains("workspace"));
    let manifest: Table = text.parse().unwrap();
    let package = manifest["package"].as_table().unwrap();
    for key in ["name", "version", "edition", "description", "readme", "keywords"] {
        assert!(package.contains_key(key), "{key}");
    }
    assert_eq!(package["rust-version"].as_str(), Some("1.88"));
    // A crate is its owner's: nothing is given away that no setting gives.
    assert_eq!(package["publish"].as_bool(), Some(false));
    assert_eq!(package["license"].as_str(), Some("placeholder"));
}

#[test]
fn the_runtime_knows_nothing_of_one_api() {
    let mut directories = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime")];
    let mut files = 0;
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                directories.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let lower = text.to_lowercase();
            for fact in ["cloudflare", "x-auth-", "cf-ray", "result_info"] {
                assert!(!lower.contains(fact), "{} names {fact:?}", path.display());
            }
            assert!(text.lines().count() <= 500, "{} is too long", path.display());
            files += 1;
        }
    }
    assert!(files > 20, "{files} files");
}
