//! No files of a crate import each other in a circle, inside of a room neither.
//!
//! What is re-exported counts as an import of the file that defines it. A file may use what the modules
//! around it define: it is inside them.

use super::paths::{Path, Role, paths};
use super::rust::Rust;
use super::{Finding, Repository};
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::ops::Range;

/// The circles that are still there, each with its files. This list only gets shorter: a file in it that
/// is in no circle any more is a finding, too.
const ALLOWED: &[&[&str]] = &[&["generator/src/diff/change.rs", "generator/src/diff/rules.rs"]];

/// Crates that are written by the generator: what they have is a copy.
const WRITTEN: [&str; 1] = ["generated"];

/// A file of a crate.
struct Module<'a> {
    file: &'a str,
    /// Its path from the root of the crate: `["names", "scope"]`.
    name: Vec<&'a str>,
    /// The modules inside it that are files, without those of tests.
    children: HashSet<&'a str>,
    /// The items that it defines.
    items: HashSet<&'a str>,
    paths: Vec<Path<'a>>,
}

/// The modules of a crate, by their paths.
struct Crate<'a> {
    modules: BTreeMap<Vec<&'a str>, Module<'a>>,
}

/// A file that a file imports, by the place where it does.
type Imports<'c> = BTreeMap<&'c str, BTreeMap<&'c str, Range<usize>>>;

pub(super) fn rule(repository: &Repository) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut in_circles: BTreeSet<String> = BTreeSet::new();
    for source in crates(repository) {
        let all = Crate::read(repository, &source);
        let imports = all.imports();
        for circle in circles(&imports) {
            let allowed =
                ALLOWED.iter().any(|allowed| circle.iter().all(|file| allowed.contains(file)));
            in_circles.extend(circle.iter().filter(|_| allowed).map(|file| (*file).to_owned()));
            found.extend((!allowed).then(|| finding(&circle, &imports)));
        }
    }
    let stale = ALLOWED.iter().flat_map(|circle| circle.iter());
    for file in stale.filter(|file| !in_circles.contains(**file)) {
        // Where a part of the repository is looked at, the rest is not stale.
        let is_here = repository.text(THIS).is_some();
        found.extend(is_here.then(|| Finding {
            rule: "tidy-circles",
            file: THIS.to_owned(),
            span: repository.text(THIS).and_then(|text| {
                let start = text.find(&format!("\"{file}\""))?;
                Some(start..start + file.len() + 2)
            }),
            message: format!("`{file}` is in no circle that the list allows"),
            help: "take it off the list".into(),
        }));
    }
    found
}

const THIS: &str = "xtask/src/tidy/circles.rs";

/// The folders of source of the workspace's crates.
fn crates(repository: &Repository) -> BTreeSet<String> {
    let roots = repository.files.keys().filter_map(|path| {
        let folder = path.strip_suffix("/src/lib.rs").or(path.strip_suffix("/src/main.rs"))?;
        let is_package = repository.text(&format!("{folder}/Cargo.toml")).is_some();
        (is_package && !WRITTEN.contains(&folder)).then(|| format!("{folder}/src/"))
    });
    roots.collect()
}

impl<'a> Crate<'a> {
    fn read(repository: &'a Repository, source: &str) -> Self {
        let mut modules = BTreeMap::new();
        for (path, text) in &repository.files {
            let Some(inner) = path.strip_prefix(source).and_then(|it| it.strip_suffix(".rs"))
            else {
                continue;
            };
            let name: Vec<&str> = match inner.strip_suffix("/mod").unwrap_or(inner) {
                "lib" => Vec::new(),
                "main" => continue,
                inner => inner.split('/').collect(),
            };
            let rust = Rust::new(text).without_tests();
            let (children, items) = (rust.modules(), rust.items());
            let paths = paths(&rust);
            modules.insert(name.clone(), Module { file: path, name, children, items, paths });
        }
        // What is declared for tests alone, and what nobody declares, is not in the crate.
        let mut all = Self { modules };
        let known: HashSet<Vec<&str>> =
            all.modules.keys().filter(|name| all.is_declared(name)).cloned().collect();
        all.modules.retain(|name, _| known.contains(name));
        all
    }

    fn is_declared(&self, name: &[&str]) -> bool {
        (0..name.len()).all(|depth| {
            let outer = name.get(..depth).and_then(|outer| self.modules.get(outer));
            let inner = name.get(depth);
            outer.zip(inner).is_some_and(|(outer, inner)| outer.children.contains(inner))
        })
    }

    /// Who imports whom.
    fn imports(&self) -> Imports<'a> {
        let mut imports = Imports::new();
        for module in self.modules.values() {
            let of_file = imports.entry(module.file).or_default();
            for path in &module.paths {
                if matches!(path.role, Role::Use { public: true, .. }) {
                    continue;
                }
                let Some(found) = self.resolve(module, &path.segments, 0) else { continue };
                if !module.name.starts_with(&found.name) {
                    of_file.entry(found.file).or_insert_with(|| path.span.clone());
                }
            }
        }
        imports
    }

    /// The file that defines what a path leads to, from inside a module.
    fn resolve<'c>(
        &'c self,
        from: &'c Module<'a>,
        path: &[&'a str],
        depth: usize,
    ) -> Option<&'c Module<'a>> {
        /// No name is handed on so often.
        const DEEPEST: usize = 16;
        if depth > DEEPEST {
            return None;
        }
        let (first, mut rest) = path.split_first()?;
        let mut at: Vec<&str> = match *first {
            "crate" => Vec::new(),
            "self" => from.name.clone(),
            "super" => from.name.get(..from.name.len().checked_sub(1)?)?.to_vec(),
            child if from.children.contains(child) => {
                from.name.iter().copied().chain([child]).collect()
            }
            _ => return None,
        };
        while let Some((next, after)) = rest.split_first() {
            let current = self.modules.get(&at)?;
            if *next == "super" {
                at.pop()?;
            } else if current.children.contains(next) {
                at.push(next);
            } else {
                return self.item(current, next, after, depth);
            }
            rest = after;
        }
        self.modules.get(&at)
    }

    /// The file that defines what a module has under a name, and what is inside of that.
    fn item<'c>(
        &'c self,
        module: &'c Module<'a>,
        name: &'a str,
        after: &[&'a str],
        depth: usize,
    ) -> Option<&'c Module<'a>> {
        if module.items.contains(name) {
            return Some(module);
        }
        let handed_on =
            |path: &&Path<'_>| matches!(path.role, Role::Use { name: it, .. } if it == name);
        if let Some(path) = module.paths.iter().find(handed_on) {
            return self.resolve(module, &[&path.segments, after].concat(), depth + 1);
        }
        let mut globs = module.paths.iter().filter(|path| path.role == Role::Glob);
        globs
            .find_map(|path| {
                let inner = self.resolve(module, &path.segments, depth + 1)?;
                inner.items.contains(name).then_some(inner)
            })
            .or(Some(module))
    }
}

/// The files that import each other, each circle with all that are in it.
fn circles<'c>(imports: &Imports<'c>) -> Vec<Vec<&'c str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (*file, reached(imports, file))).collect();
    let reaches = |one: &str, other: &str| reached.get(one).is_some_and(|it| it.contains(other));
    let mut circles = BTreeSet::new();
    for file in imports.keys().filter(|file| reaches(file, file)) {
        let with = imports.keys().filter(|other| reaches(file, other) && reaches(other, file));
        circles.insert(with.copied().collect::<Vec<_>>());
    }
    circles.into_iter().collect()
}

/// The files that a file imports, or imports what imports them.
fn reached<'c>(imports: &Imports<'c>, start: &'c str) -> BTreeSet<&'c str> {
    let mut found = BTreeSet::new();
    let mut open = vec![start];
    while let Some(file) = open.pop() {
        let next = imports.get(file).into_iter().flat_map(BTreeMap::keys);
        open.extend(next.filter(|file| found.insert(**file)));
    }
    found
}

/// The shortest way from the first file of a circle back to it.
fn way<'c>(circle: &[&'c str], imports: &Imports<'c>) -> Vec<&'c str> {
    let Some(first) = circle.first().copied() else { return Vec::new() };
    let mut open = VecDeque::from([vec![first]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = open.pop_front() {
        let next = way.last().and_then(|file| imports.get(file));
        for file in next.into_iter().flat_map(BTreeMap::keys).copied() {
            let longer = || way.iter().copied().chain([file]).collect();
            if file == first {
                return longer();
            }
            if circle.contains(&file) && seen.insert(file) {
                open.push_back(longer());
            }
        }
    }
    circle.to_vec()
}

fn finding(circle: &[&str], imports: &Imports<'_>) -> Finding {
    let way = way(circle, imports);
    let span = match way.as_slice() {
        [first, second, ..] => imports.get(first).and_then(|it| it.get(second)).cloned(),
        _ => None,
    };
    let others: Vec<&str> = circle.iter().copied().filter(|file| !way.contains(file)).collect();
    let more = match others.as_slice() {
        [] => String::new(),
        others => format!("; in the circle, too: {}", others.join(", ")),
    };
    Finding {
        rule: "tidy-circles",
        file: way.first().copied().unwrap_or_default().to_owned(),
        span,
        message: format!("files import each other: {}{more}", way.join(" -> ")),
        help: "move what they share to a file of its own, which imports none of them".into(),
    }
}
