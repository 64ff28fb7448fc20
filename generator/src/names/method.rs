//! What a method of a group is called: from the operation's id, or from its method and path.

use super::choices::{Choices, head};
use super::habits::Habits;
use super::method_path::responds_with_list;
use super::plural;
use super::verbs;
use super::words::Words;
use crate::api::{Api, Method, Operation, PathSegment};

/// The names that the method of an operation can have. `contexts` are the words of its group and of
/// its tag: what goes without saying.
pub(super) fn choices(
    api: &Api,
    habits: &Habits<'_>,
    operation: &Operation,
    contexts: &[Words],
) -> Choices {
    let path = super::method_path::by_path(api, habits, operation, contexts);
    let id = operation.id.as_deref();
    let id = id.filter(|id| !Words::is_symbols_only(id) && !habits.says_nothing(operation));
    let mut found = id.map(|id| by_id(api, operation, id, contexts)).unwrap_or_default();
    if found.names.is_empty() {
        found.leaves_out = path.leaves_out;
    }
    found.names.extend(path.names);
    let mut seen = std::collections::HashSet::new();
    found.names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
    found
}

fn by_id(api: &Api, operation: &Operation, id: &str, contexts: &[Words]) -> Choices {
    let whole = Words::new(id);
    let mut words = without_path(id_words(id, contexts), operation);
    for context in contexts {
        words = without_prefix(words, context.as_slice());
    }
    if words.is_empty() {
        // The id is the name of the group: the method says the rest.
        return Choices::default();
    }
    let mut full = verb_first(words);
    if operation.method == Method::Get && !full.first().is_some_and(|word| verbs::is_verb(word)) {
        full.insert(0, "get".into());
    }
    let mut short = full.clone();
    // What adds nothing: `create new`, `app details`.
    if matches!(short.as_slice(), [verb, new, _, ..] if verbs::is_verb(verb) && new == "new") {
        short.remove(1);
    }
    let verb = short.first().is_some_and(|word| verbs::is_verb(word));
    let details = verb && short.len() > 1 && short.last().is_some_and(|word| word == "details");
    if details {
        short.pop();
    }
    let all =
        matches!(short.as_slice(), [verb, all, _, ..] if verbs::is_verb(verb) && all == "all");
    if all {
        short.remove(1);
    }
    let mut plural = false;
    for context in contexts {
        if let Some((rest, noun)) = without_noun(&short, context.as_slice()) {
            short = without_owner(rest, context.as_slice());
            plural = plural::is_plural(&noun);
            break;
        }
        short = without_owner(short, context.as_slice());
    }
    let with_key = short.clone();
    let mut short = without_key(short, operation);
    let verb = short.first().cloned().unwrap_or_default();
    if plural && short.len() == 1 && verb == "get" && responds_with_list(api, operation) {
        short = vec!["list".into()];
    }
    let hides_plural = all || details || plural && short.len() == 1 && !verbs::gives_many(&verb);
    let names = [short, with_key, full].map(Words::from_words).into_iter().chain([whole]).collect();
    Choices { names, leaves_out: u8::from(hides_plural) }
}

/// The words of an id, divided as the words of its group are, without articles and asides.
fn id_words(id: &str, contexts: &[Words]) -> Vec<String> {
    let words = Words::new(&without_asides(id, 2));
    let mut joined: Vec<String> = Vec::new();
    for word in words.as_slice() {
        if let Some(last) = joined.last_mut() {
            let pair = format!("{last}{word}");
            let version = last == "v" && word.bytes().all(|byte| byte.is_ascii_digit());
            let known = || contexts.iter().any(|context| context.as_slice().contains(&pair));
            if version || known() {
                *last = pair;
                continue;
            }
        }
        joined.push(word.clone());
    }
    without_articles(joined)
}

/// A text without what it adds in brackets, where that does not tell one thing from another: how
/// finished something is, an acronym of what stands before, or more than a few words.
pub(super) fn without_asides(text: &str, few: usize) -> String {
    const STATES: [&str; 7] =
        ["alpha", "beta", "deprecated", "experimental", "legacy", "optional", "preview"];
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, inside, after)) = rest.split_once('(').and_then(|(before, tail)| {
        tail.split_once(')').map(|(inside, after)| (before, inside, after))
    }) {
        kept.push_str(before);
        let words = Words::new(inside);
        let words = words.as_slice();
        let initials: String =
            Words::new(before).as_slice().iter().filter_map(|word| word.chars().next()).collect();
        let state = matches!(words, [only] if STATES.contains(&only.as_str()));
        if !state && !initials.ends_with(&words.concat()) && words.len() <= few {
            kept.push(' ');
            kept.push_str(inside);
        }
        kept.push(' ');
        rest = after;
    }
    kept.push_str(rest);
    if Words::is_symbols_only(&kept) { text.to_owned() } else { kept }
}

/// Words without articles, unless there is nothing else.
pub(super) fn without_articles(words: Vec<String>) -> Vec<String> {
    match words.iter().all(|word| verbs::is_article(word)) {
        true => words,
        false => words.into_iter().filter(|word| !verbs::is_article(word)).collect(),
    }
}

/// Takes the path away where a framework made the id of it: `get_pets_pet_id`, and
/// `read_pets_pets_get` of a function `read_pets`.
fn without_path(words: Vec<String>, operation: &Operation) -> Vec<String> {
    let path = Words::new(&operation.path.text);
    let path = path.as_slice();
    let method = operation.method.key();
    if let Some((first, rest)) = words.split_first()
        && first == method
        && let Some(more) = rest.strip_prefix(path)
    {
        return match more.is_empty() {
            true => Vec::new(),
            false => [first].into_iter().chain(more).cloned().collect(),
        };
    }
    let before = words
        .split_last()
        .filter(|(last, _)| *last == method)
        .and_then(|(_, rest)| rest.strip_suffix(path));
    match before.map(<[String]>::to_vec) {
        Some(function) => function,
        None => words,
    }
}

/// Takes what stands before the verb away where it only says again what the group is.
fn without_prefix(words: Vec<String>, context: &[String]) -> Vec<String> {
    let matched = leading_match(&words, context);
    let rest = words.get(matched..).unwrap_or_default();
    // Three words of a name space are no accident.
    let whole_context = matched > 0 && (matched >= context.len() || matched >= 3);
    if matched > 0 && (whole_context || rest.first().is_some_and(|word| verbs::is_verb(word))) {
        return rest.to_vec();
    }
    // A name space of the document's before it: `cloudflare-d1-import-database` of `D1`.
    let verb = words.iter().position(|word| verbs::is_verb(word)).unwrap_or(0);
    let prefix = words.get(..verb).unwrap_or_default();
    let ends_alike = match (prefix.last(), head(context)) {
        (Some(last), Some(head)) => plural::same(last, head),
        _ => false,
    };
    let joined_alike = !prefix.is_empty() && context.concat().starts_with(&prefix.concat());
    if ends_alike || joined_alike {
        return words.get(verb..).unwrap_or_default().to_vec();
    }
    words
}

/// How many of the first words stand in the context too, in its order.
fn leading_match(words: &[String], context: &[String]) -> usize {
    let mut left = context.iter();
    let in_order =
        words.iter().take_while(|word| left.any(|other| plural::same(word, other))).count();
    // The same letters, divided in another way: `c as` and `cas`.
    let whole = context.concat();
    let mut joined = String::new();
    let mut same_letters = 0;
    for (count, word) in (1..).zip(words) {
        joined.push_str(word);
        if joined.len() >= whole.len() {
            same_letters = if joined == whole { count } else { 0 };
            break;
        }
    }
    in_order.max(same_letters)
}

/// Moves the verb to the front: `share recipients list` is `list share recipients`.
fn verb_first(mut words: Vec<String>) -> Vec<String> {
    if words.first().is_none_or(|word| verbs::is_verb(word)) {
        return words;
    }
    let followed = |at: usize| words.get(at + 1).is_none_or(|next| verbs::is_preposition(next));
    let last = (0..words.len()).rev().find(|at| {
        let end = at + 1 == words.len();
        followed(*at)
            && words
                .get(*at)
                .is_some_and(|word| verbs::is_strong(word) || (end && verbs::is_verb(word)))
    });
    let lists = words.last().is_some_and(|word| plural::is_plural(word));
    let inner = || words.iter().position(|word| verbs::is_inner(word) || (lists && word == "list"));
    if let Some(at) = last.or_else(inner) {
        let verb = words.remove(at);
        words.insert(0, verb);
    }
    words
}

/// Takes the noun of the group away behind the verb. Gives what is left, and the noun as it stood.
fn without_noun(words: &[String], context: &[String]) -> Option<(Vec<String>, String)> {
    let head = head(context)?;
    let (verb, rest) = words.split_first()?;
    if !verbs::is_verb(verb) {
        return None;
    }
    let run = rest
        .iter()
        .take_while(|word| context.iter().any(|other| plural::same(word, other)))
        .count();
    let last = rest.get(..run)?.iter().rposition(|word| plural::same(word, head))?;
    let noun = rest.get(last)?.clone();
    let left = rest.get(last + 1..)?;
    Some(([verb.clone()].into_iter().chain(left.iter().cloned()).collect(), noun))
}

/// Takes `from a <group>` away at the end.
fn without_owner(mut words: Vec<String>, context: &[String]) -> Vec<String> {
    let Some(at) = words.iter().rposition(|word| verbs::is_preposition(word) && word != "by")
    else {
        return words;
    };
    let owner = words.get(at + 1..).unwrap_or_default();
    let ends_alike = match (owner.last(), head(context)) {
        (Some(last), Some(head)) => plural::same(last, head),
        _ => false,
    };
    let all_known = owner.iter().all(|word| context.iter().any(|other| plural::same(word, other)));
    if at > 0 && ends_alike && all_known {
        words.truncate(at);
    }
    words
}

/// Takes `by id` away at the end where the path says it too.
fn without_key(mut words: Vec<String>, operation: &Operation) -> Vec<String> {
    let Some(PathSegment::Parameter(name)) = operation
        .path
        .segments
        .iter()
        .rev()
        .find(|segment| !matches!(segment, PathSegment::Literal(text) if text == "/"))
    else {
        return words;
    };
    let Some(at) = words.iter().rposition(|word| word == "by") else {
        return words;
    };
    let key = words.get(at + 1..).unwrap_or_default();
    let parameter = Words::new(name);
    let parameter = parameter.as_slice();
    let is_key = |word: &String| KEYS.contains(&word.as_str());
    let generic = match (key, parameter.last()) {
        ([only], Some(last)) => is_key(only) && (is_key(last) || only == last),
        _ => false,
    };
    // A key with a name of its own is only left out where nothing else is said.
    if at > 0 && (generic || (at == 1 && parameter == key)) {
        words.truncate(at);
    }
    words
}

/// Words for what tells one thing from all others.
const KEYS: [&str; 4] = ["id", "identifier", "key", "uuid"];
