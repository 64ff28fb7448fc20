//! `host`, `basePath` and `schemes` as servers.

use super::put;
use crate::diagnostic::Location;
use crate::source::{Key, Node, Object, Value};

/// The schemes of a client of HTTP, the one that nobody can read along first.
const KNOWN: [&str; 2] = ["https", "http"];

/// Where the API is served.
pub(super) struct Servers {
    /// What stands behind the scheme, with its place. Without a host it is a path, which is
    /// relative to where the document was found.
    address: Option<(String, Location)>,
    has_host: bool,
    schemes: Vec<(String, Location)>,
}

impl Servers {
    /// Takes the members out of a document.
    pub(super) fn take(document: &mut Object) -> Self {
        let host = document.remove("host");
        let base = document.remove("basePath");
        let place = host.as_ref().or(base.as_ref()).map(|node| node.location);
        let text = |node: &Option<Node>| {
            node.as_ref()
                .and_then(Node::as_str)
                .unwrap_or_default()
                .trim_end_matches('/')
                .to_owned()
        };
        let (host, base) = (text(&host), text(&base));
        let slash = if base.is_empty() || base.starts_with('/') { "" } else { "/" };
        let address = format!("{host}{slash}{base}");
        let address = place.filter(|_| !address.is_empty()).map(|place| (address, place));
        Self { address, has_host: !host.is_empty(), schemes: schemes(document) }
    }

    /// The servers of the document. A document without any is served where it was found.
    pub(super) fn all(&self, place: Location) -> Option<Node> {
        self.with(&self.schemes, place)
    }

    /// The schemes of the document of which no server comes.
    pub(super) fn unused(&self) -> impl Iterator<Item = Key> {
        let unused = self.schemes.iter().filter(|(scheme, _)| !KNOWN.contains(&scheme.as_str()));
        unused.map(|(scheme, place)| Key::new(scheme.as_str(), *place))
    }

    /// The servers of an operation that has schemes of its own, unless the first server of the
    /// document is one of them.
    pub(super) fn of_operation(&self, operation: &mut Object) -> Option<Node> {
        let own = schemes(operation);
        let first = preferred(&self.schemes).into_iter().next();
        let usual = first.as_deref().unwrap_or("https");
        let place = own.first()?.1;
        let is_usual = own.iter().any(|(scheme, _)| scheme == usual);
        if is_usual || !self.has_host { None } else { self.with(&own, place) }
    }

    fn with(&self, schemes: &[(String, Location)], place: Location) -> Option<Node> {
        let (address, at) = self.address.as_ref()?;
        let urls: Vec<String> = match preferred(schemes).as_slice() {
            _ if !self.has_host => vec![address.clone()],
            [] => vec![format!("https://{address}")],
            schemes => schemes.iter().map(|scheme| format!("{scheme}://{address}")).collect(),
        };
        let servers = urls.into_iter().map(|url| {
            let mut server = Object::new();
            put(&mut server, "url", Node::string(*at, url));
            Node::new(*at, Value::Object(server))
        });
        Some(Node::new(place, Value::Array(servers.collect())))
    }
}

/// Takes the schemes out of an object.
fn schemes(object: &mut Object) -> Vec<(String, Location)> {
    let node = object.remove("schemes");
    let items = node.as_ref().and_then(Node::as_array).unwrap_or_default();
    items.iter().filter_map(|item| Some((item.as_str()?.to_owned(), item.location))).collect()
}

/// The schemes that a client of HTTP can use, each once.
fn preferred(schemes: &[(String, Location)]) -> Vec<String> {
    let has = |name: &str| schemes.iter().any(|(scheme, _)| scheme == name);
    KNOWN.into_iter().filter(|name| has(name)).map(ToOwned::to_owned).collect()
}
