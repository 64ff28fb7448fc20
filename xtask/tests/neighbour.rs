//! What the generated crate does to the rest of a program that depends on it: nothing.

#![allow(clippy::unwrap_used, reason = "a test may end wherever something is not as expected")]

#[path = "../../generator/tests/support/scratch.rs"]
mod scratch;

use scratch::{Scratch, succeeds, workspace};

/// A program with these dependencies beside, or without, the generated crate.
fn program(dependencies: &str, generated: Option<&str>, text: &str) -> Scratch {
    let generated = generated.map_or_else(String::new, |features| {
        let path = workspace().join("generated");
        format!("cloudflare-shares = {{ path = {path:?}, {features} }}\n")
    });
    let scratch = Scratch::new(&format!(
        "[package]\nname = \"neighbour\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n{generated}{dependencies}\n[workspace]\n"
    ));
    scratch.write("src/main.rs", text);
    scratch
}

/// What a program does with TLS that knows nothing of the generated crate.
const OWN: &str = r#"
fn main() {
    let _ = rustls::ClientConfig::builder();
    reqwest::Client::builder().build().unwrap();
    println!("ok");
}
"#;

#[test]
fn other_users_of_rustls_and_reqwest_are_as_they_were() {
    let dependencies = "rustls = \"0.23\"\n\
                        reqwest = { version = \"0.13\", default-features = false }\n";
    for generated in [None, Some("features = []")] {
        let program = program(dependencies, generated, OWN);
        assert_eq!(succeeds(&mut program.cargo(&["run"])), "ok\n", "{generated:?}");
    }
}

#[test]
fn a_program_with_ring_alone_takes_it_here_too() {
    let dependencies = "rustls = { version = \"0.23\", default-features = false, \
                        features = [\"ring\", \"std\"] }\n";
    let own = "fn main() {\n    let _ = rustls::ClientConfig::builder();\n    \
               OTHER\n    println!(\"ok\");\n}\n";
    let client = "cloudflare_shares::Client::builder().api_token(\"t\").build().unwrap();";
    let with = "default-features = false, features = [\"ring\", \"shares\"]";
    for (generated, other) in [(None, ""), (Some(with), client)] {
        let program = program(dependencies, generated, &own.replace("OTHER", other));
        assert_eq!(succeeds(&mut program.cargo(&["run"])), "ok\n", "{generated:?}");
    }
}

#[test]
fn without_a_provider_the_client_is_the_programs_own() {
    let dependencies = "reqwest = { version = \"0.13\", default-features = false }\n";
    let with = Some("default-features = false, features = [\"shares\"]");
    let text = r#"
use cloudflare_shares::Client;
use reqwest::redirect::Policy;

fn main() {
    let error = Client::builder().api_token("t").build().unwrap_err();
    println!("{error}");
    let http = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    Client::builder().api_token("t").http_client(http).build().unwrap();
    let http = reqwest::Client::builder().build().unwrap();
    assert!(Client::builder().api_token("t").http_client(http).build().is_err());
}
"#;
    let program = program(dependencies, with, text);
    let printed = succeeds(&mut program.cargo(&["run"]));
    assert!(printed.contains("turn on its feature `aws-lc-rs` or `ring`"), "{printed}");
}
