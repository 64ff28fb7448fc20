//! Behaviour tests, against local servers with faults of every kind.

mod answers;
mod attack;
mod bodies;
mod by_status;
mod credentials;
mod deprecation;
mod encoding;
mod errors;
mod events;
mod limits;
mod logs;
mod manifest;
mod models;
mod pages;
mod parameters;
mod redirects;
mod renamed;
mod requests;
mod retries;
mod secrets;
mod support;
mod values;
