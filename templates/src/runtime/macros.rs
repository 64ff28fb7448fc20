//! What every builder of a call has in common. The macros write a few short
//! functions, and leave the work to code that exists once.

/// Makes a struct with a field `call` the builder of a call.
///
/// `endpoint!(Builder => Output)` reads JSON in the envelope; a third word names
/// another kind of body: `Json`, `Nothing`, `AsText`, `AsBytes`, `AsStream`.
macro_rules! endpoint {
    ($builder:ident => $output:ty) => {
        $crate::runtime::endpoint!($builder => $output, Enveloped);
    };
    ($builder:ident => $output:ty, $body:ident) => {
        impl $builder {
            /// Sets extra headers and query parameters, a time limit, or the
            /// number of retries, for this call alone.
            pub fn options(self, options: $crate::runtime::CallOptions) -> Self {
                Self { call: self.call.options(options) }
            }

            /// Sends the call. The response has status, headers and the bytes of
            /// the body besides the value; await the builder itself for the
            /// value alone.
            pub fn send(
                self,
            ) -> $crate::runtime::ResponseFuture<$crate::runtime::Response<$output>> {
                self.call.send::<$output, $crate::runtime::$body>()
            }
        }

        impl ::std::future::IntoFuture for $builder {
            type Output = ::std::result::Result<$output, $crate::runtime::Error>;
            type IntoFuture = $crate::runtime::ResponseFuture<$output>;

            fn into_future(self) -> Self::IntoFuture {
                self.call.value::<$output, $crate::runtime::$body>()
            }
        }
    };
}

/// Makes a struct with a field `call` the builder of a call that answers in
/// pages of `Item`.
macro_rules! paged {
    ($builder:ident => $item:ty) => {
        $crate::runtime::endpoint!($builder => $crate::runtime::Page<$item>, Paged);
        $crate::runtime::listed!($builder => $item);
    };
}

/// Adds the streams of pages to the builder of a call whose answer has a list of
/// `Item` in it, besides what else it has.
macro_rules! listed {
    ($builder:ident => $item:ty) => {
        impl $builder {
            /// All items, page after page, as a stream that asks for a page when
            /// it is needed.
            pub fn items(self) -> $crate::runtime::Items<$item> {
                $crate::runtime::Items::new(self.call)
            }

            /// All pages, as a stream that asks for a page when it is needed.
            pub fn pages(self) -> $crate::runtime::Pages<$item> {
                $crate::runtime::Pages::new(self.call)
            }
        }
    };
}

pub(crate) use {endpoint, listed, paged};
