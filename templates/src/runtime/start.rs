//! How a client starts: with the facts of the API, which are handed on from here.

use super::{builder::ClientBuilder, client::Client, error::ConfigError};
use crate::config::API;

impl Client {
    /// A client with the credentials and the base URL of the environment, and
    /// the defaults of [`ClientBuilder`] for all else.
    ///
    /// The variables are listed at [`ClientBuilder::env`].
    ///
    /// # Errors
    ///
    /// [`ConfigError`] if credentials are missing or half a pair, or if a
    /// variable holds something unusable. It names the variable.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::builder().env().build()
    }

    /// Starts a client with settings of the caller's.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }
}
