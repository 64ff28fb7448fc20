//! Query parameters that have old names: one value, under whichever name it is set.

use super::support::{self, Server};
use crate::runtime::{Call, Operation};
use crate::{Error, Method};

static LIST: Operation = Operation::new("list", Method::GET, "/colours");

/// What a call asks for in which the parameter is set to these values, one after the other.
fn query(values: &[&[&str]]) -> Result<String, Error> {
    let server = Server::replies([]);
    let (client, _) = support::client(&server);
    let mut call = Call::new(&client, &LIST).query("page", &1);
    for value in values {
        call = call.query_renamed("color", &["colour", "hue"], value);
    }
    Ok(call.prepare()?.url.query().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn the_new_name_is_sent_and_once() {
    assert_eq!(query(&[&["red"]]).unwrap(), "page=1&color=red");
    assert_eq!(query(&[&["red"], &["red"]]).unwrap(), "page=1&color=red");
    let list: &[&str] = &["red", "blue"];
    assert_eq!(query(&[list, list]).unwrap(), "page=1&color=red&color=blue");
}

#[tokio::test]
async fn two_values_that_differ_are_an_error_that_names_both() {
    let error = query(&[&["red"], &["blue"]]).unwrap_err();
    assert!(matches!(&error, Error::Request(_)), "{error:?}");
    let message = error.to_string();
    for part in ["`color`", "`colour`", "`hue`", "values differ"] {
        assert!(message.contains(part), "{message}");
    }
}
