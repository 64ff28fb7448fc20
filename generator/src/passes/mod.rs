//! What is found out from the finished model, and written into it: each pass takes a model and gives
//! one.

mod constants;
mod order;
mod paging;
mod recursion;

pub use constants::mark_constants;
pub use order::sort_types;
pub use paging::find_pages;
pub use recursion::check_recursion;
