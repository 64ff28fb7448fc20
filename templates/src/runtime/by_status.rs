//! Answers whose type depends on the status.

use super::{decode::Decode, error::Error, response::Reply};

/// A value whose type depends on the status.
pub(crate) trait FromStatus: Sized {
    /// Reads the value of an answer with this status.
    fn from_status(status: u16, reply: &mut Reply) -> Result<Self, Error>;
}

/// What the document has for the status.
pub(crate) struct ByStatus;

impl<T: FromStatus> Decode<T> for ByStatus {
    fn decode(reply: &mut Reply) -> Result<T, Error> {
        T::from_status(reply.raw.status.as_u16(), reply)
    }
}

/// Reads the value of one status.
pub(crate) fn read<T, D: Decode<T>>(reply: &mut Reply) -> Result<T, Error> {
    D::decode(reply)
}
