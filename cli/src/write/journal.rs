//! The journal of a switch: which files it replaces, makes and removes. It is written before the
//! first of them is touched.

use super::plan::{Change, Plan};
use super::{RECORD, paths};

/// The first line; another version would have another number.
const FIRST: &str = "codegen journal 1";

/// The last line: without it the journal was not written to its end.
const LAST: &str = "end";

/// What a switch does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Puts the new file in the place of an old one.
    Replace,
    /// Puts the new file where there was none.
    Create,
    /// Removes the old file.
    Remove,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Replace, Self::Create, Self::Remove];

    fn word(self) -> &'static str {
        match self {
            Self::Replace => "replace",
            Self::Create => "create",
            Self::Remove => "remove",
        }
    }
}

/// One file of a switch. Its number in the journal is the number of its new and its old contents
/// in the state folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    pub(super) path: String,
}

/// The entries of a plan.
pub(super) fn entries(plan: &Plan) -> Vec<Entry> {
    plan.changes
        .iter()
        .map(|(path, change)| Entry {
            kind: match change {
                Change::Add { .. } => Kind::Create,
                Change::Update { .. } => Kind::Replace,
                Change::Remove { .. } => Kind::Remove,
            },
            path: path.clone(),
        })
        .collect()
}

/// The text of a journal.
pub(super) fn write(entries: &[Entry]) -> String {
    let mut text = format!("{FIRST}\n");
    for entry in entries {
        text.push_str(&format!("{} {}\n", entry.kind.word(), entry.path));
    }
    text.push_str(LAST);
    text.push('\n');
    text
}

/// The entries of a journal; none if it is damaged or names a file that no run would write.
pub(super) fn read(text: &str) -> Option<Vec<Entry>> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    if lines.next() != Some(FIRST) || lines.next_back() != Some(LAST) {
        return None;
    }
    lines
        .map(|line| {
            let (word, path) = line.split_once(' ')?;
            let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word)?;
            (path == RECORD || paths::fault(path).is_none())
                .then(|| Entry { kind, path: path.to_owned() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        let entries: Vec<_> = Kind::ALL
            .into_iter()
            .map(|kind| Entry { kind, path: format!("src/{} me.rs", kind.word()) })
            .collect();
        assert_eq!(read(&write(&entries)), Some(entries));
        assert_eq!(read(&write(&[])), Some(Vec::new()));
    }

    #[test]
    fn refuses_what_is_cut_off_or_leads_out() {
        let text = write(&[Entry { kind: Kind::Remove, path: "src/lib.rs".into() }]);
        for end in 0..text.len() {
            assert_eq!(read(text.get(..end).unwrap()), None, "{end}");
        }
        assert_eq!(read("codegen journal 1\nremove ../x\nend\n"), None);
        assert_eq!(read("codegen journal 1\nerase x\nend\n"), None);
    }
}
