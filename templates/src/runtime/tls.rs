//! The HTTP client underneath.

use std::{sync::Arc, time::Duration};

use reqwest::{Url, redirect::Policy};
use rustls::{
    ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier,
    crypto::{CryptoProvider, ring},
};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::{error::ConfigError, redirect};

/// Makes the HTTP client that is used where the caller brings none.
pub(crate) fn client(
    base: &Url,
    connect_timeout: Duration,
) -> Result<reqwest::Client, ConfigError> {
    let mut builder = builder()?.connect_timeout(connect_timeout);
    if redirect::is_loopback(base) {
        // A proxy of the environment is for other machines, and would get to
        // see credentials in the clear.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| {
        ConfigError::with("HTTP client: it cannot be made".into(), Arc::new(error.without_url()))
    })
}

/// An HTTP client that follows no redirects, with TLS.
pub(crate) fn builder() -> Result<reqwest::ClientBuilder, ConfigError> {
    Ok(reqwest::Client::builder().redirect(Policy::none()).tls_backend_preconfigured(tls_config()?))
}

/// TLS with the certificates that the operating system trusts.
fn tls_config() -> Result<ClientConfig, ConfigError> {
    let mut config = versions()?.with_platform_verifier().map_err(failed)?.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// TLS before its certificates.
///
/// The provider is passed along and not installed: a process has only one
/// installed, and that choice belongs to the application.
fn versions() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, ConfigError> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(ring::default_provider()));
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)
}

fn failed(error: rustls::Error) -> ConfigError {
    ConfigError::with("TLS: it cannot be set up".into(), Arc::new(error))
}

/// Whether a client follows redirects by itself.
///
/// reqwest has no function for it, but its `Debug` tells the policy. A client
/// that is known not to follow any shows how: if it does not show it (another
/// version of reqwest), the answer is no, and the documentation must do.
pub(crate) fn follows_redirects(http: &reqwest::Client) -> bool {
    const NONE: &str = "Policy(None)";
    let known = || {
        // It connects to nothing, so that it can do without certificates.
        let tls = versions().ok()?.with_root_certificates(RootCertStore::empty());
        let builder = reqwest::Client::builder().redirect(Policy::none());
        builder.tls_backend_preconfigured(tls.with_no_client_auth()).build().ok()
    };
    let readable = known().is_some_and(|known| format!("{known:?}").contains(NONE));
    readable && !format!("{http:?}").contains(NONE)
}
