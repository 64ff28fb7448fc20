//! From a name of the document to the words that it is made of.

use super::symbols;
use heck::ToSnakeCase;
use unicode_normalization::UnicodeNormalization;

/// The words of a name, in lower case. Every character can stand in an identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Words(Vec<String>);

/// What becomes of symbols.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Symbols {
    /// They divide words and are gone.
    Dropped,
    /// Those that mean something are spelled, the others divide words.
    WhereMeant,
    /// All are spelled.
    Spelled,
}

/// The longest name, in bytes, so that files can be called after it with room to spare.
const LONGEST: usize = 100;

/// How many bytes of a longer name are kept in front of its mark.
const KEPT: usize = 88;

impl Words {
    /// The words of a name, without its symbols unless there is nothing else.
    pub(super) fn new(name: &str) -> Self {
        let words = split(name, Symbols::Dropped);
        if words.is_empty() { Self::spelled(name) } else { Self(words) }
    }

    /// The words of a value, with the symbols that mean something: `-1`, `C++`, `>=`.
    pub(super) fn of_value(value: &str) -> Self {
        let words = split(value, Symbols::WhereMeant);
        if words.is_empty() { Self::spelled(value) } else { Self(words) }
    }

    /// The words of a name with every symbol spelled: `a-b` is `a dash b`.
    pub(super) fn spelled(name: &str) -> Self {
        let words = split(name, Symbols::Spelled);
        if words.is_empty() { Self(vec!["empty".into()]) } else { Self(words) }
    }

    /// Whether a name has nothing that an identifier can have.
    pub(super) fn is_symbols_only(name: &str) -> bool {
        !name.bytes().any(|byte| byte.is_ascii_alphanumeric())
            && !name.nfkc().any(symbols::can_stand)
    }

    /// No words.
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// Words that are given as they are, from words of ours.
    pub(super) fn from_words(words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(words.into_iter().map(Into::into).collect())
    }

    /// The words.
    pub(super) fn as_slice(&self) -> &[String] {
        &self.0
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These words, and more.
    pub(super) fn and(&self, more: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut words = self.0.clone();
        words.extend(more.into_iter().map(Into::into));
        Self(words)
    }

    /// These words after one more.
    pub(super) fn after(&self, first: &str) -> Self {
        Self::from_words([first]).and(self.0.iter().cloned())
    }

    /// The number of bytes with one between each two words.
    pub(super) fn len(&self) -> usize {
        self.0.iter().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1)
    }

    /// The words themselves, or as many as a name can have and a mark that the rest decides.
    pub(super) fn cut(self) -> Self {
        if self.len() <= LONGEST {
            return self;
        }
        let mark = mark(&self.0.join("_"));
        let mut room = KEPT;
        let mut kept = Vec::new();
        for word in self.0 {
            if word.len() < room {
                room -= word.len() + 1;
                kept.push(word);
                continue;
            }
            // Half a word is better than none, but not at the end of a list of whole ones.
            if kept.is_empty() {
                let end = (0..=room).rev().find(|end| word.is_char_boundary(*end)).unwrap_or(0);
                kept.extend(word.get(..end).map(str::to_owned));
            }
            break;
        }
        kept.push(mark);
        Self(kept)
    }
}

/// Eight digits that a text decides (FNV-1a), the same on every machine and in every version.
pub(super) fn mark(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("x{:07x}", (hash ^ (hash >> 32)) & 0x0fff_ffff)
}

fn split(name: &str, symbols: Symbols) -> Vec<String> {
    if name.is_ascii() {
        split_chars(name.chars(), symbols)
    } else {
        split_chars(name.nfkc(), symbols)
    }
}

fn split_chars(chars: impl Iterator<Item = char>, symbols: Symbols) -> Vec<String> {
    let mut words = Vec::new();
    let mut chunk = String::new();
    let mut chars = chars.peekable();
    let mut first = true;
    while let Some(c) = chars.next() {
        if symbols::can_stand(c) {
            chunk.push(c);
        } else if matches!(c, '\'' | '\u{2019}') && symbols != Symbols::Spelled {
            // `don't` is one word.
        } else {
            split_chunk(&chunk, &mut words);
            chunk.clear();
            let next = chars.peek().copied();
            // A sign before a number is part of it: `-1` is not `1`, and `+1` neither.
            let is_sign = matches!(c, '+' | '-') && first;
            let spelled = match symbols {
                Symbols::Dropped => is_sign && next.is_some_and(|c| c.is_ascii_digit()),
                Symbols::Spelled => true,
                Symbols::WhereMeant => {
                    symbols::has_meaning(c) || (is_sign && next.is_some_and(symbols::can_stand))
                }
            };
            if spelled {
                match (c, symbols) {
                    ('-', Symbols::Dropped | Symbols::WhereMeant) => words.push("minus".into()),
                    _ => words.push(spell(c)),
                }
            }
        }
        first = false;
    }
    split_chunk(&chunk, &mut words);
    words
}

fn spell(c: char) -> String {
    symbols::word(c).map_or_else(|| format!("u{:X}", u32::from(c)), str::to_owned)
}

/// Divides a run of letters and digits where its case or its digits do.
fn split_chunk(chunk: &str, words: &mut Vec<String>) {
    if chunk.is_empty() {
        return;
    }
    if !chunk.chars().all(char::is_alphanumeric) {
        // Marks that stand on letters: heck takes them for symbols.
        words.push(tidy_scripts(&chunk.to_lowercase()));
        return;
    }
    if !chunk.contains(char::is_uppercase) {
        split_digits(&tidy_scripts(chunk), words);
        return;
    }
    for word in join_known(chunk).to_snake_case().split('_') {
        if !word.is_empty() {
            split_digits(&tidy_scripts(word), words);
        }
    }
}

/// Lower case can make what no identifier has, and letters of two scripts in one word can mislead:
/// both are spelled.
fn tidy_scripts(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    let mixed = word.chars().any(|c| c.is_ascii_alphabetic());
    let spelled: String = word
        .nfkc()
        .map(|c| match symbols::can_stand(c) && !(mixed && symbols::looks_latin(c)) {
            true => c.to_string(),
            false => format!("u{:x}", u32::from(c)),
        })
        .collect();
    spelled.nfc().collect()
}

/// Words that are written with capitals inside and are one word all the same.
const KNOWN: [&str; 15] = [
    "OAuth",
    "mTLS",
    "IPv4",
    "IPv6",
    "GraphQL",
    "GitHub",
    "GitLab",
    "iOS",
    "macOS",
    "JavaScript",
    "TypeScript",
    "PostgreSQL",
    "MySQL",
    "YouTube",
    "LinkedIn",
];

/// Takes out the case of words that it would divide wrongly: `OAuth`, and acronyms in the plural.
fn join_known(chunk: &str) -> String {
    let mut text = chunk.to_owned();
    for known in KNOWN {
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| rest.find(known)).map(|at| at + from)
        {
            let end = at + known.len();
            let ends =
                !text.get(end..).is_some_and(|rest| rest.starts_with(|c: char| c.is_lowercase()));
            let starts = !(known.starts_with(|c: char| c.is_lowercase())
                && text.get(..at).is_some_and(|head| head.ends_with(|c: char| c.is_alphabetic())));
            if ends && starts {
                // A number behind it is part of the word: `OAuth2`.
                let joins = text
                    .get(end..)
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
                let word = format!("_{}{}", known.to_lowercase(), if joins { "" } else { "_" });
                text.replace_range(at..end, &word);
                from = at + word.len();
            } else {
                from = end;
            }
        }
    }
    let chars: Vec<char> = text.chars().collect();
    let is = |at: Option<usize>, test: fn(&char) -> bool| {
        at.and_then(|at| chars.get(at)).is_some_and(test)
    };
    chars
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let plural = *c == 's'
                && is(at.checked_sub(1), char::is_ascii_uppercase)
                && is(at.checked_sub(2), char::is_ascii_uppercase)
                && !is(at.checked_add(1), char::is_ascii_lowercase);
            if plural { 'S' } else { *c }
        })
        .collect()
}

/// Divides a word behind digits where a word of its own follows: `v4error`, but not `b2b` or `1d`.
fn split_digits(word: &str, words: &mut Vec<String>) {
    let mut start = 0;
    let mut seen_letter = false;
    let mut after_digit = None;
    let ends = word.char_indices().map(|(at, c)| (at, Some(c))).chain([(word.len(), None)]);
    for (at, c) in ends {
        if c.is_some_and(|c| c.is_ascii_digit()) || c.is_none() {
            if let Some(cut) = after_digit.take()
                && at - cut >= 3
            {
                words.extend(word.get(start..cut).map(str::to_owned));
                start = cut;
            }
            if seen_letter && c.is_some() {
                after_digit = Some(at + 1);
            }
        } else {
            seen_letter = true;
        }
    }
    words.extend(word.get(start..).map(str::to_owned));
}
