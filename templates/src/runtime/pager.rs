//! Streams over all pages of a list, and over all items of all pages.

use std::{
    collections::{HashSet, VecDeque},
    fmt,
    future::poll_fn,
    hash::{DefaultHasher, Hash, Hasher},
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use serde::de::DeserializeOwned;

use super::{
    call::Call,
    clock::BoxFuture,
    decode::{self, Sight},
    error::Error,
    error_decode::DecodeError,
    future::read_apart,
    limits,
    operation::{PageStyle, Paging},
    page::{Page, PageInfo},
    redirect,
    response::{RawResponse, Reply},
};

/// A response, and the call that it answers.
type Answer = Result<(Call, Reply), Error>;

/// Reads a page, and what is around its items.
type Decode<T> = fn(&RawResponse, Option<&Paging>) -> Result<(Page<T>, Sight), Error>;

/// Reads a page on a thread of its own.
type Apart<T> =
    fn(Reply, Option<&'static Paging>, Decode<T>) -> BoxFuture<Result<(Page<T>, Sight), Error>>;

/// Asks for one page after the other. It knows nothing of the type of the items.
struct Pager {
    paging: Option<&'static Paging>,
    /// The call of the next page; none after the last one.
    next: Option<Call>,
    request: Option<BoxFuture<Result<Reply, Error>>>,
    /// The call whose answer is awaited.
    current: Option<Call>,
    /// Why there is no call of the next page, though there should be one.
    error: Option<Error>,
    /// The number of pages that have come.
    pages: u64,
    /// Whether the number of the first page is known.
    has_begun: bool,
    /// The number of the first page.
    first: u64,
    /// The page number that was asked for last.
    number: u64,
    /// The items of the last page, as they were written.
    last: Bytes,
    /// How many pages without items came in a row.
    empty: u32,
    named: Named,
}

/// What the server named as next pages, as numbers: a page that is named twice would be read for
/// ever. The oldest ones are forgotten.
#[derive(Default)]
struct Named {
    known: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Named {
    /// Whether this was not named before.
    fn is_new(&mut self, next: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        next.hash(&mut hasher);
        let number = hasher.finish();
        if !self.known.insert(number) {
            return false;
        }
        self.order.push_back(number);
        if self.order.len() > limits::NAMED
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

impl Pager {
    fn new(call: Call) -> Self {
        Self {
            paging: call.operation.paging,
            next: Some(call),
            request: None,
            current: None,
            error: None,
            pages: 0,
            has_begun: false,
            first: 0,
            number: 0,
            last: Bytes::new(),
            empty: 0,
            named: Named::default(),
        }
    }

    /// Whether there is another page, or an error in its place.
    fn goes_on(&self) -> bool {
        self.next.is_some() || self.error.is_some()
    }

    fn stop(&mut self) {
        self.next = None;
        self.request = None;
        self.current = None;
        self.error = None;
    }

    /// The answer to the next call, and that call.
    fn poll_answer(&mut self, cx: &mut Context<'_>) -> Poll<Option<Answer>> {
        loop {
            if let Some(error) = self.error.take() {
                return Poll::Ready(Some(Err(error)));
            }
            if let Some(request) = &mut self.request {
                let reply = ready!(request.as_mut().poll(cx));
                self.request = None;
                let Some(call) = self.current.take() else {
                    return Poll::Ready(None);
                };
                return Poll::Ready(Some(reply.map(|reply| (call, reply))));
            }
            let Some(call) = self.next.take() else {
                return Poll::Ready(None);
            };
            self.current = Some(call.clone());
            self.request = Some(call.execute(false));
        }
    }

    /// Looks at a page of so many items, and finds the call of the next one. False if the page has
    /// the items of the last one, so that it is none of its own.
    fn step(&mut self, call: Call, raw: &RawResponse, sight: Sight, count: usize) -> bool {
        let Some(paging) = self.paging else {
            return true;
        };
        let is_counted =
            matches!(paging.style, PageStyle::Number { .. } | PageStyle::Offset { .. });
        if count == 0 {
            self.empty += 1;
        } else {
            // A server that ignores the number gives the same page for ever. One that names the next
            // page may well give the same items again.
            if is_counted && self.pages > 0 && self.last == sight.items {
                return false;
            }
            self.last = if is_counted { sight.items.clone() } else { Bytes::new() };
            self.empty = 0;
            self.pages += 1;
        }
        if sight.more == Some(false) {
            return true;
        }
        let limit = call.client.inner.limits.empty_pages;
        match self.next(&paging.style, &call, raw, &sight, count) {
            Ok(Some(_)) if self.empty > limit => {
                let message = format!(
                    "{limit} pages without items came in a row, and the server says that there are \
                     more; raise `max_empty_pages`"
                );
                self.error = Some(call.request_error(message));
            }
            Ok(next) => self.next = next,
            Err(error) => self.error = Some(error),
        }
        true
    }

    /// The call of the next page; none after the last one.
    fn next(
        &mut self,
        style: &PageStyle,
        call: &Call,
        raw: &RawResponse,
        sight: &Sight,
        count: usize,
    ) -> Result<Option<Call>, Error> {
        let named = |pager: &mut Self| pager.named(raw, sight.next.as_deref());
        Ok(match style {
            PageStyle::Number { page, first } => {
                let asked = call.query_value(page).and_then(|number| number.parse().ok());
                let last = self.number(asked, *first, &sight.info);
                // Where nobody counts, a page without items is the last one.
                let more = last.map_or(count > 0, |last| self.number <= last);
                let more = more || sight.more == Some(true);
                more.then(|| call.clone().replace_query(page, &self.number.to_string()))
            }
            PageStyle::Offset { offset } => {
                if self.pages == 1 {
                    let asked = call.query_value(offset).and_then(|number| number.parse().ok());
                    self.number = asked.unwrap_or_default();
                }
                self.number = self.number.saturating_add(count as u64);
                let more = sight.info.total_count.is_none_or(|total| self.number < total);
                let more = more && count > 0;
                more.then(|| call.clone().replace_query(offset, &self.number.to_string()))
            }
            PageStyle::Cursor { cursor, .. } | PageStyle::LastItem { cursor, .. } => {
                named(self)?.map(|next| call.clone().replace_query(cursor, next))
            }
            PageStyle::Url { .. } | PageStyle::LinkHeader => match named(self)? {
                Some(next) => Some(follow(call, next)?),
                None => None,
            },
        })
    }

    /// Counts on to the number of the next page, and tells the number of the last one.
    fn number(&mut self, asked: Option<u64>, first: u64, info: &PageInfo) -> Option<u64> {
        if !std::mem::replace(&mut self.has_begun, true) {
            // Only the first page tells where the caller began. Where the caller did not say, it is
            // the first one, whatever the document has.
            self.first = match (asked, info.page) {
                (None, Some(page @ 0..=1)) => page,
                _ => first,
            };
            self.number = info.page.or(asked).unwrap_or(self.first);
        }
        // Servers that count pages from 0 end one number earlier.
        let last = info.last_page();
        self.number = self.number.saturating_add(1);
        last.map(|last| last.saturating_sub(1).saturating_add(self.first))
    }

    /// What the server names as the next page, unless it is nothing, or was named before.
    fn named<'n>(
        &mut self,
        raw: &RawResponse,
        next: Option<&'n str>,
    ) -> Result<Option<&'n str>, Error> {
        let Some(next) = next.filter(|next| !next.is_empty()) else {
            return Ok(None);
        };
        let limit = raw.limits.cursor;
        if next.len() > limit {
            let message = format!(
                "what names the next page has more than {limit} bytes; raise `max_cursor_size`"
            );
            return Err(DecodeError::wrong(raw, ".", &message));
        }
        Ok(self.named.is_new(next).then_some(next))
    }
}

/// The call of a next page that is named by its URL.
fn follow(call: &Call, next: &str) -> Result<Call, Error> {
    let refused = |why: &str| Err(call.request_error(format!("the link to the next page {why}")));
    let base = call.origin()?;
    let Ok(mut url) = call.prepare()?.url.join(next) else { return refused("is not a URL") };
    // What stands before the host would become a header.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    if call.trusts(&url) {
        return Ok(call.clone().replace_url(url, true));
    }
    if redirect::same_origin(&base, &url) {
        return Ok(call.clone().replace_url(url, false));
    }
    let allows_plain = call.client.inner.allows_plain_http;
    if redirect::same_host(&base, &url) {
        // It is the server itself, as it is called on the other side of a proxy.
        let mut own = base.into_owned();
        own.set_path(url.path());
        own.set_query(url.query());
        return Ok(call.clone().replace_url(own, false));
    }
    if call.has_credentials() {
        return refused(
            "leads to another host, which must not get the credentials; call `trust_server` on the \
             builder if it is the API's own",
        );
    }
    if !redirect::is_allowed(&url, allows_plain) {
        return refused("leads to another host without https");
    }
    Ok(call.clone().replace_url(url, false))
}

/// All pages of a list, asked for as they are polled.
///
/// The stream ends after the last page that the server counts or names, at a next page that was named
/// before, and after an error. Where pages have numbers, or are told by an offset, it ends, too, at a
/// page that repeats the one before it, and, if the server does not count, at a page without items.
/// Else a page without items is passed over, up to
/// [`ClientBuilder::max_empty_pages`](super::ClientBuilder::max_empty_pages) in a row.
///
/// A link to the next page that names another host is followed if
/// [`ClientBuilder::trust_server`](super::ClientBuilder::trust_server) allows it, or if the call has no
/// credentials. Where scheme or port alone differ, as behind a proxy, the server of the call is asked.
#[must_use = "a stream does nothing unless polled"]
pub struct Pages<T> {
    pager: Pager,
    decode: Decode<T>,
    apart: Apart<T>,
    /// A long page, which is read on a thread of its own.
    reading: Option<Reading<T>>,
}

/// A page that is being read, its call and its response.
struct Reading<T> {
    call: Call,
    raw: RawResponse,
    page: BoxFuture<Result<(Page<T>, Sight), Error>>,
}

impl<T: DeserializeOwned + Send + 'static> Pages<T> {
    pub(crate) fn new(call: Call) -> Self {
        let apart: Apart<T> = |reply, paging, decode| {
            let (head, limit) = (reply.raw.clone(), reply.left());
            Box::pin(read_apart(head, limit, move || decode(&reply.raw, paging)))
        };
        Self { pager: Pager::new(call), decode: decode::page, apart, reading: None }
    }
}

impl<T> Pages<T> {
    /// The next page; none after the last one.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next page; none after the last one.
    ///
    /// # Errors
    ///
    /// The [`Error`] of the call; the stream ends with it.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        self.next().await.transpose()
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        loop {
            let page = match &mut self.reading {
                Some(reading) => {
                    let page = ready!(reading.page.as_mut().poll(cx));
                    let Some(Reading { call, raw, .. }) = self.reading.take() else { continue };
                    page.map(|(page, sight)| self.seen(call, &raw, page, sight))
                }
                None => match ready!(self.pager.poll_answer(cx)) {
                    None => return Poll::Ready(None),
                    Some(Err(error)) => Err(error),
                    Some(Ok((call, reply))) if reply.raw.body.len() > limits::SHORT => {
                        let raw = reply.raw.clone();
                        let page = (self.apart)(reply, self.pager.paging, self.decode);
                        self.reading = Some(Reading { call, raw, page });
                        continue;
                    }
                    Some(Ok((call, reply))) => (self.decode)(&reply.raw, self.pager.paging)
                        .map(|(page, sight)| self.seen(call, &reply.raw, page, sight)),
                },
            };
            match page {
                Ok(None) => return Poll::Ready(None),
                // A page without items is of no use to the caller, unless it is all there is.
                Ok(Some(page)) if page.is_empty() && self.pager.goes_on() => {}
                Ok(Some(page)) if page.is_empty() && self.pager.pages > 0 => {
                    self.pager.stop();
                    return Poll::Ready(None);
                }
                Ok(Some(page)) => return Poll::Ready(Some(Ok(page))),
                Err(error) => {
                    self.pager.stop();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    /// Finds the call of the next page; none if this is the last page once more.
    fn seen(
        &mut self,
        call: Call,
        raw: &RawResponse,
        page: Page<T>,
        sight: Sight,
    ) -> Option<Page<T>> {
        self.pager.step(call, raw, sight, page.len()).then_some(page)
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("pages", &self.pager.pages).finish_non_exhaustive()
    }
}

/// All items of a list, page after page, asked for as they are polled.
///
/// It ends as [`Pages`] does. An error is given once, and then it ends.
#[must_use = "a stream does nothing unless polled"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
}

impl<T: DeserializeOwned + Send + 'static> Items<T> {
    pub(crate) fn new(call: Call) -> Self {
        Self { pages: Pages::new(call), page: Vec::new().into_iter() }
    }
}

impl<T> Items<T> {
    /// The next item; none after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll(cx)).await
    }

    /// The next item; none after the last one.
    ///
    /// # Errors
    ///
    /// The [`Error`] of the call; the stream ends with it.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// All items that are left, in memory at once.
    ///
    /// # Errors
    ///
    /// The first [`Error`] of a call; the items before it are dropped.
    pub async fn try_collect(mut self) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(cx)) {
                Some(Ok(page)) => self.page = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// The items are held and never pinned.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(cx)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("page", &self.page.len())
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
