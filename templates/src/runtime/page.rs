//! Pages of a list.

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) info: PageInfo,
}

impl<T> Page<T> {
    /// The items, in the server's order.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The items, in the server's order.
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// What the server says about the page.
    pub fn info(&self) -> &PageInfo {
        &self.info
    }

    /// The number of items on this page.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether this page has no items.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'p, T> IntoIterator for &'p Page<T> {
    type Item = &'p T;
    type IntoIter = std::slice::Iter<'p, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

/// What a server says about a page. A number is none if the API has no such
/// field, or if this response left it out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageInfo {
    /// The number of items on this page.
    pub count: Option<u64>,
    /// The number of this page.
    pub page: Option<u64>,
    /// The number of items on a full page.
    pub per_page: Option<u64>,
    /// The number of items on all pages together.
    pub total_count: Option<u64>,
    /// The number of pages.
    pub total_pages: Option<u64>,
}

impl PageInfo {
    /// The number of the last page, as far as the server tells.
    ///
    /// Zero pages is what some servers say when they do not count, so it tells
    /// nothing about a page that has items.
    pub(crate) fn last_page(&self) -> Option<u64> {
        let counted = || {
            let per_page = self.per_page.filter(|per_page| *per_page > 0)?;
            Some(self.total_count?.div_ceil(per_page))
        };
        self.total_pages.or_else(counted).filter(|last| *last > 0)
    }
}
