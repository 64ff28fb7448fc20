//! The HTTP client underneath.
//!
//! Which TLS provider it uses is a feature of this crate. Whatever it is, nothing is installed for the
//! process: that choice belongs to the application.

#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
mod with_provider {
    use std::{sync::Arc, time::Duration};

    use reqwest::{Url, redirect::Policy};
    use rustls::{
        ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier, crypto::CryptoProvider,
    };
    use rustls_platform_verifier::BuilderVerifierExt as _;

    use super::super::{error::ConfigError, limits::Limits, redirect};

    /// Makes the HTTP clients that are used where the caller brings none: one for all servers, and one
    /// for this machine where that is another one.
    pub(crate) fn clients(
        base: &Url,
        connect_timeout: Duration,
        limits: &Limits,
    ) -> Result<(reqwest::Client, Option<reqwest::Client>), ConfigError> {
        let tls = match tls_config() {
            Ok(tls) => tls,
            // A plain server needs no certificates; whatever is protected is then not trusted.
            Err(_) if base.scheme() == "http" => without_certificates()?,
            Err(error) => return Err(error),
        };
        let headers = u32::try_from(limits.headers).unwrap_or(u32::MAX);
        let builder = || {
            let builder = builder(tls.clone()).connect_timeout(connect_timeout);
            builder.http2_max_header_list_size(headers)
        };
        // A proxy of the environment is for other machines, and would get to see credentials in the
        // clear.
        let direct = made(builder().no_proxy())?;
        match redirect::is_loopback(base) {
            true => Ok((direct, None)),
            false => Ok((made(builder())?, Some(direct))),
        }
    }

    /// An HTTP client that follows no redirects.
    fn builder(tls: ClientConfig) -> reqwest::ClientBuilder {
        reqwest::Client::builder().redirect(Policy::none()).tls_backend_preconfigured(tls)
    }

    fn made(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, ConfigError> {
        builder.build().map_err(|error| {
            let source = Arc::new(error.without_url());
            ConfigError::with("HTTP client: it cannot be made".into(), source)
        })
    }

    /// TLS with the certificates that the operating system trusts.
    fn tls_config() -> Result<ClientConfig, ConfigError> {
        let config = versions()?.with_platform_verifier().map_err(failed)?;
        Ok(with_protocols(config.with_no_client_auth()))
    }

    /// TLS that trusts nobody.
    fn without_certificates() -> Result<ClientConfig, ConfigError> {
        let config = versions()?.with_root_certificates(RootCertStore::empty());
        Ok(with_protocols(config.with_no_client_auth()))
    }

    fn with_protocols(mut config: ClientConfig) -> ClientConfig {
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        config
    }

    /// TLS before its certificates.
    fn versions() -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, ConfigError> {
        ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .map_err(failed)
    }

    /// The provider: the one that the application has installed, else the one of the feature.
    fn provider() -> Arc<CryptoProvider> {
        #[cfg(feature = "aws-lc-rs")]
        use rustls::crypto::aws_lc_rs as own;
        #[cfg(not(feature = "aws-lc-rs"))]
        use rustls::crypto::ring as own;
        let installed = CryptoProvider::get_default().cloned();
        installed.unwrap_or_else(|| Arc::new(own::default_provider()))
    }

    fn failed(error: rustls::Error) -> ConfigError {
        ConfigError::with("TLS: it cannot be set up".into(), Arc::new(error))
    }

    /// A client that is known not to follow redirects. It connects to nothing, so that it can do
    /// without certificates.
    pub(crate) fn known() -> Option<reqwest::Client> {
        builder(without_certificates().ok()?).build().ok()
    }
}

#[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
mod without_provider {
    use std::time::Duration;

    use reqwest::Url;

    use super::super::{error::ConfigError, limits::Limits};

    /// There is no HTTP client but the caller's.
    pub(crate) fn clients(
        _: &Url,
        _: Duration,
        _: &Limits,
    ) -> Result<(reqwest::Client, Option<reqwest::Client>), ConfigError> {
        Err(ConfigError::new(
            "HTTP client: this crate was built without a TLS provider; turn on its feature `aws-lc-rs` \
             or `ring`, or give a client to `http_client`"
                .into(),
        ))
    }

    /// A client that is known not to follow redirects: none can be made here.
    pub(crate) fn known() -> Option<reqwest::Client> {
        None
    }
}

#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
use with_provider::known;
#[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
use without_provider::known;

#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
pub(crate) use with_provider::clients;
#[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
pub(crate) use without_provider::clients;

/// Whether a client follows redirects by itself.
///
/// reqwest has no function for it, but its `Debug` tells the policy. A client
/// that is known not to follow any shows how: if it does not show it (another
/// version of reqwest), the answer is no; each response then tells whether it came from elsewhere.
pub(crate) fn follows_redirects(http: &reqwest::Client) -> bool {
    let readable = known().is_none_or(|known| has_no_policy(&known));
    readable && !has_no_policy(http)
}

/// Whether `Debug` shows that redirects are not followed. The text has a line for each field; what a
/// caller chose, such as a header, stands further to the right, or is quoted.
fn has_no_policy(http: &reqwest::Client) -> bool {
    let text = format!("{http:#?}");
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("    redirect_policy: "));
    lines.any(|policy| policy.trim_end_matches(',').trim_matches('"') == "Policy(None)")
}
