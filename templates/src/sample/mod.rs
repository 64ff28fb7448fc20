//! A sample of what the generator writes: an endpoint group and some models.

/// Declares the builders of a group's operations that have no optional parameters; the generator
/// writes them out.
macro_rules! builders {
    ($($name:ident),* in $group:ident) => {$(
        #[doc = concat!("A call of [`", stringify!($group), "`]. Await it to send it.")]
        #[must_use = "a call does nothing until it is awaited"]
        #[derive(Clone, Debug)]
        pub struct $name {
            call: Call,
        }
    )*};
}

pub mod files;
pub mod media;
pub mod models;
pub mod shares;
