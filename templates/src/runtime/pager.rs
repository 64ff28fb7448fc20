//! Streams over all pages of a list, and over all items of all pages.

use std::{
    collections::HashSet,
    fmt,
    future::poll_fn,
    hash::{DefaultHasher, Hash, Hasher},
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::Url;
use serde::de::DeserializeOwned;

use super::{
    call::Call,
    clock::BoxFuture,
    decode,
    error::{Error, RequestError},
    link,
    locate::Frame,
    operation::{PageStyle, Paging},
    page::{Page, PageInfo},
    redirect,
    response::{RawResponse, Reply},
};

/// How many pages without items are passed over in a row, where the server says that there are more.
const MOST_EMPTY: u32 = 100;

/// A response, and the call that it answers.
type Answer = Result<(Call, RawResponse), Error>;

/// Reads a page, and what is around its items.
type Decode<T> =
    for<'b> fn(&'b RawResponse, Option<&Paging>) -> Result<(Page<T>, Frame<'b>), Error>;

/// Asks for one page after the other. It knows nothing of the type of the items.
struct Pager {
    paging: Option<&'static Paging>,
    /// The call of the next page; none after the last one.
    next: Option<Call>,
    request: Option<BoxFuture<Result<Reply, Error>>>,
    /// The call whose answer is awaited.
    current: Option<Call>,
    /// The number of pages that have come.
    pages: u64,
    /// The number of the first page.
    first: u64,
    /// The page number that was asked for last.
    number: u64,
    /// The items of the last page, as they were written.
    last: Bytes,
    /// How many pages without items came in a row.
    empty: u32,
    /// What the server named as next pages, as numbers: a page that is named twice would be read
    /// for ever.
    named: HashSet<u64>,
}

impl Pager {
    fn new(call: Call) -> Self {
        Self {
            paging: call.operation.paging,
            next: Some(call),
            request: None,
            current: None,
            pages: 0,
            first: 0,
            number: 0,
            last: Bytes::new(),
            empty: 0,
            named: HashSet::new(),
        }
    }

    fn stop(&mut self) {
        self.next = None;
        self.request = None;
        self.current = None;
    }

    /// The answer to the next call, and that call.
    fn poll_answer(&mut self, cx: &mut Context<'_>) -> Poll<Option<Answer>> {
        loop {
            if let Some(request) = &mut self.request {
                let reply = ready!(request.as_mut().poll(cx));
                self.request = None;
                let Some(call) = self.current.take() else {
                    return Poll::Ready(None);
                };
                return Poll::Ready(Some(reply.map(|reply| (call, reply.raw))));
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
    fn step(
        &mut self,
        call: Call,
        raw: &RawResponse,
        frame: &Frame<'_>,
        count: usize,
    ) -> Result<bool, Error> {
        let Some(paging) = self.paging else {
            return Ok(true);
        };
        if count == 0 {
            self.empty += 1;
            // Where the server names the next page, an empty one is not always the last.
            if !paging.style.is_named() || self.empty > MOST_EMPTY {
                return Ok(true);
            }
        } else {
            if self.pages > 0 && self.last == frame.items {
                return Ok(false);
            }
            // Items that are there are a part of the body.
            self.last = raw.body.slice_ref(frame.items);
            self.empty = 0;
            self.pages += 1;
        }
        if frame.flag(paging.more) == Some(false) {
            return Ok(true);
        }
        let next = match &paging.style {
            PageStyle::Number { page, first } => {
                let asked = call.query_value(page).and_then(|number| number.parse().ok());
                self.number(call, page, asked, *first, &frame.info)
            }
            PageStyle::Offset { offset } => {
                if self.pages == 1 {
                    let asked = call.query_value(offset).and_then(|number| number.parse().ok());
                    self.number = asked.unwrap_or_default();
                }
                self.number = self.number.saturating_add(count as u64);
                let more = frame.info.total_count.is_none_or(|total| self.number < total);
                more.then(|| call.replace_query(offset, &self.number.to_string()))
            }
            PageStyle::Cursor { cursor, next } => {
                self.named(frame.text(next)).map(|next| call.replace_query(cursor, &next))
            }
            PageStyle::LastItem { cursor, id } => {
                self.named(frame.last_text(id)).map(|id| call.replace_query(cursor, &id))
            }
            PageStyle::Url { next } => match self.named(frame.text(next)) {
                Some(next) => Some(follow(call, &next)?),
                None => None,
            },
            PageStyle::LinkHeader => match self.named(link::find(&raw.headers, "next")) {
                Some(next) => Some(follow(call, &next)?),
                None => None,
            },
        };
        self.next = next;
        Ok(true)
    }

    /// The call of the page with the next number.
    fn number(
        &mut self,
        call: Call,
        page: &str,
        asked: Option<u64>,
        first: u64,
        info: &PageInfo,
    ) -> Option<Call> {
        if self.pages == 1 {
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
        let last = last.map(|last| last.saturating_sub(1).saturating_add(self.first));
        self.number = self.number.saturating_add(1);
        let more = last.is_none_or(|last| self.number <= last);
        more.then(|| call.replace_query(page, &self.number.to_string()))
    }

    /// What the server names as the next page, unless it is nothing, or was named before.
    fn named(&mut self, next: Option<String>) -> Option<String> {
        let next = next.filter(|next| !next.is_empty())?;
        let mut hasher = DefaultHasher::new();
        next.hash(&mut hasher);
        self.named.insert(hasher.finish()).then_some(next)
    }
}

/// The call of a next page that is named by its URL.
fn follow(call: Call, next: &str) -> Result<Call, Error> {
    let refused = |why: &str| {
        let message = format!("the link to the next page {why}");
        Error::Request(Box::new(RequestError::new(&call.operation, message, None)))
    };
    let base = call.origin()?;
    let current = call.prepare()?.url;
    let url = current.join(next).map_err(|_| refused("is not a URL"))?;
    if !redirect::same_origin(&base, &url) {
        return Err(refused("leads to another host, which must not get the credentials"));
    }
    Ok(call.replace_url(url))
}

/// All pages of a list, asked for as they are polled.
///
/// The stream ends after the last page that the server counts or names, at a page
/// without items, at a page that repeats the one before it, at a next page that
/// was named before, and after an error. Where the server names the next page, a
/// page without items is passed over.
#[must_use = "a stream does nothing unless polled"]
pub struct Pages<T> {
    pager: Pager,
    decode: Decode<T>,
}

impl<T: DeserializeOwned> Pages<T> {
    pub(crate) fn new(call: Call) -> Self {
        Self { pager: Pager::new(call), decode: decode::page }
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
            let Some(answer) = ready!(self.pager.poll_answer(cx)) else {
                return Poll::Ready(None);
            };
            match answer.and_then(|(call, raw)| self.page(call, &raw)) {
                Ok(None) => return Poll::Ready(None),
                // A page without items is of no use to the caller, unless it is all there is.
                Ok(Some(page)) if page.is_empty() && self.pager.next.is_some() => {}
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

    /// Reads a page, and finds the call of the next one; none if it is the last page once more.
    fn page(&mut self, call: Call, raw: &RawResponse) -> Result<Option<Page<T>>, Error> {
        let (page, frame) = (self.decode)(raw, self.pager.paging)?;
        let is_new = self.pager.step(call, raw, &frame, page.len())?;
        Ok(is_new.then_some(page))
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

impl<T: DeserializeOwned> Items<T> {
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
