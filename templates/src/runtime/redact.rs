//! Keeps secrets out of every text that the client writes.

use std::borrow::Cow;

use secrecy::{ExposeSecret as _, SecretString};

/// Shorter values are not looked for: they turn up in ordinary words.
const SHORTEST: usize = 4;

const REPLACEMENT: &str = "[redacted]";

/// Every form in which a secret of the client may turn up in a text, for
/// instance in an error page that repeats the request.
#[derive(Default)]
pub(crate) struct Secrets(Vec<SecretString>);

impl Secrets {
    /// Notes one more form.
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() >= SHORTEST {
            self.0.push(SecretString::from(secret));
            // The longest first: one form may contain another.
            self.0.sort_by_key(|known| std::cmp::Reverse(known.expose_secret().len()));
        }
    }

    /// Replaces the secrets in `text`.
    pub(crate) fn redact<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut text = Cow::Borrowed(text);
        for secret in &self.0 {
            if text.contains(secret.expose_secret()) {
                text = Cow::Owned(text.replace(secret.expose_secret(), REPLACEMENT));
            }
        }
        text
    }
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Secrets").finish_non_exhaustive()
    }
}
