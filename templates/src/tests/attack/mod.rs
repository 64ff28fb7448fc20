//! Servers and callers that mean no good: they drip, break off, bomb, loop and lie. Whatever they do, a
//! call ends, keeps to its limits, and tells what happened.

mod lists;
mod memory;
mod secrets;
mod settings;
mod time;
mod uploads;
