//! A sample of what the generator writes: an endpoint group and some models.

pub mod files;
pub mod media;
pub mod models;
pub mod shares;
