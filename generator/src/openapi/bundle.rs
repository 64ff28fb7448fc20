//! References to other files of the document's folder: each file that is referred to is read, and the
//! references say it by its path from that folder, wherever they stand.

use super::shape::bundled::{Bundled, Place};
use super::shape::grammar::{ObjectKind, Shape};
use super::shape::root_shape;
use super::shape::step::{each_object, shape_of};
use crate::diagnostic::similar::nearest;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FileId, Location, Sources, Unread};
use crate::source::{self, Key, Node, Object, Value, escape_token, percent_decode, unescape_token};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The document's own file, among the others.
const OWN: &str = "";

/// Brings in every file that is referred to, directly or from another one. There is no document if
/// one of them cannot be read: all that it holds would be missed elsewhere.
///
/// Paths are relative to the file in which they stand (RFC 3986, section 5.2), and none leads out
/// of the document's folder. Nothing is fetched.
pub fn bundle(
    tree: Node,
    sources: &Sources,
    document: FileId,
    diagnostics: &Diagnostics,
) -> Option<Bundled> {
    let name = sources.name(document);
    let mut bundle = Bundle {
        sources,
        diagnostics,
        own_name: name.rsplit(['/', '\\']).next().unwrap_or(name),
        files: BTreeMap::new(),
        unread: BTreeMap::new(),
        is_broken: false,
        rewritten: HashMap::new(),
        definitions: names_of(&tree),
        told: HashSet::new(),
        todo: Vec::new(),
        seen: HashSet::new(),
    };
    bundle.files.insert(OWN.to_owned(), Some(tree));
    bundle.all();
    bundle.into_document()
}

/// The names of the definitions of a document of Swagger 2.0 that are no paths.
fn names_of(tree: &Node) -> HashSet<Box<str>> {
    let is_old = matches!(root_shape(tree), Shape::Object(ObjectKind::Swagger));
    let all = tree.get("definitions").and_then(Node::as_object).filter(|_| is_old);
    let names = all.into_iter().flat_map(Object::keys).map(|key| key.name.clone());
    names.filter(|name| !name.contains(['/', '#', '.', ':'])).collect()
}

/// What a reference leads to.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Target {
    /// The path of the file from the folder of the document.
    file: String,
    /// The JSON pointer into it.
    pointer: String,
    /// What is expected there.
    kind: ObjectKind,
}

/// A reference as it is written, and where.
struct Written {
    text: String,
    place: Location,
}

struct Bundle<'a> {
    sources: &'a Sources,
    diagnostics: &'a Diagnostics,
    /// What other files call the document.
    own_name: &'a str,
    /// The files by their paths; the one that is worked on is taken out.
    files: BTreeMap<String, Option<Node>>,
    /// Files that are not there, or cannot be read.
    unread: BTreeMap<String, Unread>,
    /// Whether a file was read and is neither YAML nor JSON.
    is_broken: bool,
    /// Where the references lead that were looked at, by where in memory they are: one may be come
    /// upon again, and must not be taken for one as it was written.
    rewritten: HashMap<usize, Place>,
    /// The names of the definitions of a document of Swagger 2.0.
    definitions: HashSet<Box<str>>,
    /// The bare names among references that were told.
    told: HashSet<String>,
    todo: Vec<(Target, Written)>,
    seen: HashSet<Target>,
}

impl Bundle<'_> {
    fn all(&mut self) {
        self.inside(OWN, |bundle, tree| {
            bundle.visit(OWN, tree, root_shape(tree));
        });
        while let Some((target, written)) = self.todo.pop() {
            self.follow(&target, &written);
        }
    }

    fn into_document(mut self) -> Option<Bundled> {
        let root = self.files.remove(OWN)?.filter(|_| !self.is_broken)?;
        let files = self.files.into_iter().filter_map(|(path, file)| Some((path, file?)));
        Some(Bundled { root, files: files.collect() })
    }

    /// Does something with the tree of a file that was read.
    fn inside(&mut self, file: &str, work: impl FnOnce(&mut Self, &mut Node)) {
        if let Some(mut tree) = self.files.get_mut(file).and_then(Option::take) {
            work(self, &mut tree);
            self.files.insert(file.to_owned(), Some(tree));
        }
    }

    /// Looks at every reference of a part of a file.
    fn visit(&mut self, file: &str, node: &mut Node, shape: &Shape) {
        each_object(node, shape, &mut |node, kind| {
            if kind == ObjectKind::Discriminator {
                let mapping = node.get_mut("mapping").and_then(Node::as_object_mut);
                let values = mapping.into_iter().flat_map(Object::iter_mut);
                let paths = values.filter(|(_, value)| value.as_str().is_some_and(is_path));
                paths.for_each(|(_, value)| self.reference(file, value, ObjectKind::Discriminator));
            } else if kind.section().is_some()
                && let Some(node) = node.get_mut("$ref")
            {
                self.reference(file, node, kind);
            }
        });
    }

    /// Rewrites a reference, unless it stays within the document. What is wrong with references
    /// that are no paths is told where they are followed. The values of a discriminator's mapping
    /// are references to schemas.
    fn reference(&mut self, file: &str, node: &mut Node, kind: ObjectKind) {
        let Some(text) = node.as_str().map(ToOwned::to_owned) else {
            return;
        };
        let id = std::ptr::from_ref(node).addr();
        if let Some(place) = self.rewritten.get(&id).cloned() {
            return self.reach(place, kind, Written { text, place: node.location });
        }
        if kind == ObjectKind::Schema && file == OWN && self.definitions.contains(text.as_str()) {
            return self.bare_name(node, &text);
        }
        let (path, fragment) = text.split_once('#').unwrap_or((&text, ""));
        let pointer = percent_decode(fragment).unwrap_or_default();
        if is_remote(path) || !pointer.is_empty() && !pointer.starts_with('/') {
            return;
        }
        let to = match path {
            "" => Some(file.to_owned()),
            path => percent_decode(path).and_then(|path| from(file, &path)),
        };
        let Some(mut to) = to else {
            return;
        };
        if to == self.own_name {
            to = OWN.to_owned();
        }
        if to == OWN {
            if !path.is_empty() || file != OWN {
                node.value = Value::String(format!("#{fragment}").into());
            }
        } else if self.load(&to) {
            node.value = Value::String(format!("{}#{fragment}", encoded(&to)).into());
        } else {
            return self.tell_unread(&to, node.location, kind);
        }
        let place = Place { file: to, pointer: pointer.into_owned() };
        self.rewritten.insert(id, place.clone());
        self.reach(place, kind, Written { text, place: node.location });
    }

    /// A reference that is the name of a definition, as before Swagger 2.0.
    fn bare_name(&mut self, node: &mut Node, name: &str) {
        let reference = format!("#/definitions/{}", escape_token(name));
        if self.told.insert(name.to_owned()) {
            let message = format!("`{name}` is no reference to a definition");
            let found = Diagnostic::new(Code::RefMissing, node.location, message);
            let found = found.label(format!("taken for `{reference}`"));
            self.diagnostics.push(found.help("refer to it as it is named"));
        }
        node.value = Value::String(reference.into());
    }

    /// Puts what a reference leads to on the list, unless the walk over the document comes to it by
    /// itself.
    fn reach(&mut self, Place { file, pointer }: Place, kind: ObjectKind, written: Written) {
        if file == OWN && (pointer.is_empty() || pointer.starts_with("/components/")) {
            return;
        }
        let kind = if kind == ObjectKind::Discriminator { ObjectKind::Schema } else { kind };
        let target = Target { file, pointer, kind };
        if self.seen.insert(target.clone()) {
            self.todo.push((target, written));
        }
    }

    /// Looks at what a reference leads to.
    fn follow(&mut self, target: &Target, written: &Written) {
        self.inside(&target.file, |bundle, tree| match at(tree, &target.pointer) {
            Ok(node) => bundle.visit(&target.file, node, shape_of(target.kind)),
            // Within the document, it is told where references are followed.
            Err(_) if target.file == OWN => {}
            Err(similar) => bundle.diagnostics.push(not_found(target, written, similar)),
        });
    }

    /// Reads a file, once; says whether it is there.
    fn load(&mut self, path: &str) -> bool {
        if !self.files.contains_key(path) && !self.unread.contains_key(path) {
            match self.sources.read(path) {
                Ok((name, bytes)) => {
                    let tree = source::add_bytes(self.sources, name, bytes, self.diagnostics)
                        .and_then(|file| source::parse(self.sources, file, self.diagnostics));
                    self.is_broken |= tree.is_none();
                    self.files.insert(path.to_owned(), tree);
                }
                Err(unread) => {
                    self.unread.insert(path.to_owned(), unread);
                }
            }
        }
        !self.unread.contains_key(path)
    }

    /// Tells a place that needs a file that could not be read.
    fn tell_unread(&self, path: &str, place: Location, kind: ObjectKind) {
        match (kind, self.unread.get(path)) {
            // Bundlers leave the paths of mappings as they were in the files that they joined. What
            // the last part of such a path names is looked for among the branches.
            (ObjectKind::Discriminator, Some(Unread::Absent)) | (_, None) => {}
            (_, Some(reason)) => self.diagnostics.push(not_read(path, reason, place)),
        }
    }
}

fn not_read(path: &str, reason: &Unread, place: Location) -> Diagnostic {
    let (code, message, help) = match reason {
        Unread::Absent => (
            Code::RefNotFound,
            format!("there is no file `{path}` in the document's folder"),
            "paths are relative to the file in which they stand",
        ),
        Unread::Outside => (
            Code::RefOutsideFolder,
            format!("`{path}` lies outside of the document's folder, behind a link"),
            "put the file itself into the folder of the document",
        ),
        Unread::Failed(reason) => (
            Code::RefNotFound,
            format!("`{path}` cannot be read: {reason}"),
            "check that it is a file, and that it may be read",
        ),
    };
    Diagnostic::new(code, place, message).label("needed here").help(help)
}

/// Whether a value of a discriminator's mapping is a path rather than the name of a schema.
fn is_path(text: &str) -> bool {
    let file = text.split('#').next().unwrap_or(text);
    let ends = [".json", ".yaml", ".yml"];
    file.contains('/') || text.starts_with('#') || ends.iter().any(|end| file.ends_with(end))
}

fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("//")
}

/// A path that stands in a file, as one from the folder of the document; none if it leads out of it.
fn from(file: &str, path: &str) -> Option<String> {
    if path.starts_with(['/', '\\']) || path.get(1..2) == Some(":") {
        return None;
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split(['/', '\\'])) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// A path as it stands in a reference.
fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('#', "%23")
}

/// The node that a pointer leads to, or the name beside the one that is missing that was probably
/// meant.
fn at<'a>(tree: &'a mut Node, pointer: &str) -> Result<&'a mut Node, Option<String>> {
    let mut node = tree;
    for token in pointer.split('/').skip(1) {
        let token = unescape_token(token);
        node = match &mut node.value {
            Value::Object(object) => {
                if !object.contains_key(&token) {
                    let names: Vec<_> = object.keys().map(Key::as_str).collect();
                    return Err(nearest(&token, names.into_iter()).map(ToOwned::to_owned));
                }
                object.get_mut(&token).ok_or(None)?
            }
            Value::Array(items) => {
                token.parse::<usize>().ok().and_then(|index| items.get_mut(index)).ok_or(None)?
            }
            _ => return Err(None),
        };
    }
    Ok(node)
}

fn not_found(target: &Target, written: &Written, similar: Option<String>) -> Diagnostic {
    let message = format!("`{}` leads to nothing", written.text);
    let found = Diagnostic::new(Code::RefNotFound, written.place, message);
    let found = found.label(format!("not found in `{}`", target.file));
    match similar {
        Some(similar) => found.help(format!("did you mean `{similar}`?")),
        None => found.help("a reference names a file and, after `#`, a JSON pointer into it"),
    }
}

#[cfg(test)]
mod tests {
    use super::from;

    #[test]
    fn paths_are_relative_to_their_file_and_stay_in_the_folder() {
        assert_eq!(from("", "a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(from("", "./b/../a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(from("schemas/a.yaml", "b.yaml").as_deref(), Some("schemas/b.yaml"));
        assert_eq!(from("schemas/a.yaml", "../b.yaml").as_deref(), Some("b.yaml"));
        assert_eq!(from("schemas/a.yaml", "..\\b.yaml").as_deref(), Some("b.yaml"));
        for outside in ["../a.yaml", "b/../../a.yaml", "/etc/passwd", "C:\\a.yaml", "\\a", "."] {
            assert_eq!(from("", outside), None, "{outside}");
        }
    }
}
