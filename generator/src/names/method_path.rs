//! What a method of a group is called where the operation has no id of its own: by its HTTP method and
//! its path.

use super::choices::{Choices, head};
use super::habits::Habits;
use super::path::{Piece, pieces};
use super::plural;
use super::verbs;
use super::words::Words;
use crate::api::{Api, Content, Method, Operation, Type};

/// The names that the method and the path give.
pub(super) fn by_path(
    api: &Api,
    habits: &Habits<'_>,
    operation: &Operation,
    contexts: &[Words],
) -> Choices {
    let pieces = pieces(operation);
    let start = own_start(&pieces, contexts);
    let (before, own) = pieces.split_at_checked(start).unwrap_or((&[], &pieces));
    let trail: Vec<String> =
        own.iter().filter_map(Piece::literal).flat_map(|words| words.as_slice().to_vec()).collect();
    let last = own
        .iter()
        .rev()
        .find_map(Piece::literal)
        .or_else(|| before.iter().rev().find_map(Piece::literal));
    let many =
        last.and_then(|words| words.as_slice().last()).is_some_and(|last| plural::is_plural(last));
    let at_item = matches!(pieces.last(), Some(Piece::Parameter(_)));
    let verb = match operation.method {
        Method::Get if at_item => "get",
        Method::Get if many || responds_with_list(api, operation) => "list",
        Method::Get => "get",
        Method::Post if at_item && habits.post_changes(operation) => "update",
        Method::Post => "create",
        Method::Put => "replace",
        Method::Patch => "update",
        other => other.key(),
    };
    let short = action(operation.method, own, &trail, at_item).unwrap_or_else(|| {
        let mut name = vec![verb.to_owned()];
        name.extend(trail.iter().cloned());
        let makes_one = operation.method == Method::Post || at_item;
        if let Some(last) = name.last_mut().filter(|_| makes_one && !trail.is_empty()) {
            *last = plural::singular(last).into_owned();
        }
        let changes = matches!(operation.method, Method::Put | Method::Patch | Method::Delete);
        if trail.is_empty() && many && !at_item && changes {
            name.push("all".into());
        }
        name
    });
    let short = Words::from_words(short);
    let mut names = vec![short.clone()];
    if let Some(owner) = owner(before) {
        names.push(short.and(["for"]).and(owner));
    }
    if let Some(parameter) = own.iter().rev().find_map(Piece::parameter) {
        names.push(short.and(["by"]).and(parameter.as_slice().to_vec()));
    }
    let whole = pieces.iter().flat_map(|piece| match piece {
        Piece::Literal(words) => words.as_slice().to_vec(),
        Piece::Parameter(words) => [vec!["by".to_owned()], words.as_slice().to_vec()].concat(),
    });
    names.push(Words::from_words([verb]).and(whole.clone()));
    names.push(Words::from_words([operation.method.key()]).and(whole));
    // The shorter path has the better claim.
    Choices { names, leaves_out: u8::try_from(pieces.len()).unwrap_or(u8::MAX) }
}

/// Where the part of a path begins that the group does not say already.
fn own_start(pieces: &[Piece], contexts: &[Words]) -> usize {
    let is_head = |words: &Words| {
        let heads = contexts.iter().filter_map(|context| head(context.as_slice()));
        heads
            .into_iter()
            .any(|head| words.as_slice().last().is_some_and(|last| plural::same(last, head)))
    };
    let is_known = |words: &Words| {
        let known = |word: &String| {
            contexts
                .iter()
                .any(|context| context.as_slice().iter().any(|other| plural::same(word, other)))
        };
        words.as_slice().iter().all(known)
    };
    let last = |test: &dyn Fn(&Words) -> bool| {
        pieces.iter().rposition(|piece| piece.literal().is_some_and(test)).map(|at| at + 1)
    };
    let scope = || {
        let end = pieces.iter().rposition(|piece| piece.literal().is_some())?;
        pieces.get(..end)?.iter().rposition(|piece| piece.parameter().is_some()).map(|at| at + 1)
    };
    last(&is_head).or_else(|| last(&is_known)).or_else(scope).unwrap_or(0)
}

/// The name of a resource that is an action: `POST /jobs/{id}/cancel`, `POST /ownership/validate`,
/// `GET /jobs/search`.
fn action(method: Method, own: &[Piece], trail: &[String], at_item: bool) -> Option<Vec<String>> {
    let is_verb = |word: &String| match method {
        Method::Post => verbs::is_verb(word),
        Method::Get => verbs::is_verb(word) && verbs::gives_many(word),
        _ => false,
    };
    if at_item {
        return None;
    }
    if trail.first().is_some_and(is_verb) {
        return Some(trail.to_vec());
    }
    let at = own.iter().rposition(|piece| piece.literal().is_some())?;
    let last = own.get(at)?.literal()?.as_slice();
    let mut object = trail.get(..trail.len().checked_sub(last.len())?)?.to_vec();
    last.first().filter(|word| is_verb(word))?;
    // What stands after one of many is done to that one.
    let of_one = at.checked_sub(1).and_then(|before| own.get(before)?.parameter()).is_some();
    if let Some(noun) = object.last_mut().filter(|_| of_one) {
        *noun = plural::singular(noun).into_owned();
    }
    Some(last.iter().cloned().chain(object).collect())
}

/// What the last parameter before the group's own part stands for: `dataset` of `datasets/{id}/jobs`.
fn owner(before: &[Piece]) -> Option<Vec<String>> {
    let at = before.iter().rposition(|piece| piece.parameter().is_some())?;
    let mut words = before.get(..at)?.iter().rev().find_map(Piece::literal)?.as_slice().to_vec();
    if let Some(last) = words.last_mut() {
        *last = plural::singular(last).into_owned();
    }
    Some(words)
}

/// Whether an operation responds with a list.
pub(super) fn responds_with_list(api: &Api, operation: &Operation) -> bool {
    let responses = operation.responses.iter().filter(|response| response.status.is_success());
    let mut values = responses.flat_map(|response| &response.content).filter_map(Content::value);
    values.any(|schema| matches!(api.seen_through(schema).ty, Type::Array(_)))
}
