//! The mock server's process.

use super::{node, tail};
use cratewright::report::Fault;
use generator::diagnostic::{Code, Diagnostic};
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The name of the mock server.
pub const MOCK: &str = "Prism";

/// The program, below the folder of its manifest.
const PROGRAM: &str = "node_modules/@stoplight/prism-cli/dist/index.js";

/// What ends the mock server with this command, however this command ends.
const END: &str = "./end-with-parent.cjs";

/// What the mock server says when it is ready.
const READY: &str = "is listening on";

/// What it says when another program has taken the port.
const TAKEN: &str = "EADDRINUSE";

/// How long it may take to start: a second, on a machine that does nothing else.
const START: Duration = Duration::from_secs(60);

/// How often a free port is looked for: another program may take it first.
const PORTS: usize = 5;

/// How many lines of its words are kept.
const LINES: usize = 200;

/// A mock server that runs. It ends when this is dropped.
pub(super) struct Mock {
    child: Child,
    port: u16,
    said: Said,
}

/// What a process said, line by line.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<Vec<String>>>);

impl Mock {
    /// Serves a document on a free port of this machine, and waits until it does.
    pub(super) fn start(root: &Path, document: &Path) -> Result<Self, Fault> {
        let mut tries = 0;
        loop {
            tries += 1;
            let mut mock = Self::on_port(root, document, free_port()?)?;
            match mock.wait() {
                Ok(()) => return Ok(mock),
                Err(_) if mock.said.has(TAKEN) && tries < PORTS => {}
                Err(why) => return Err(not_started(&why, &mock.said.text())),
            }
        }
    }

    fn on_port(root: &Path, document: &Path, port: u16) -> Result<Self, Fault> {
        let mut command = command(root, document, port)?;
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| not_run(&error))?;
        let said = Said::default();
        if let Some(out) = child.stdout.take() {
            said.listen(out);
        }
        if let Some(err) = child.stderr.take() {
            said.listen(err);
        }
        Ok(Self { child, port, said })
    }

    /// Waits until the mock server says that it is ready; else why it is not.
    fn wait(&mut self) -> Result<(), String> {
        let begin = Instant::now();
        while begin.elapsed() < START {
            if self.said.has(READY) {
                return Ok(());
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                // What it said last may still be on its way.
                std::thread::sleep(Duration::from_millis(100));
                return Err(format!("it ended ({status})"));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(format!("it was not ready after {} s", START.as_secs()))
    }

    /// Its address.
    pub(super) fn address(&self) -> String {
        address(self.port)
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        // It may have ended by itself; and it ends with this process in any case.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Said {
    /// Keeps what comes out of a pipe, and keeps the pipe empty.
    fn listen(&self, pipe: impl Read + Send + 'static) {
        let said = self.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                let mut lines = said.0.lock().unwrap_or_else(PoisonError::into_inner);
                if lines.len() == LINES {
                    lines.remove(0);
                }
                lines.push(line);
            }
        });
    }

    fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.join("\n")
    }

    fn has(&self, words: &str) -> bool {
        self.text().contains(words)
    }
}

/// Serves a document until the mock server ends; what it says goes where this command's words go.
pub(super) fn serve(root: &Path, document: &Path, port: u16) -> Result<(), Fault> {
    let mut child = command(root, document, port)?.spawn().map_err(|error| not_run(&error))?;
    // Its standard input must stay open; `wait` would close it.
    let _input = child.stdin.take();
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(not_started(&format!("it ended ({status})"), "")),
        Err(error) => Err(not_run(&error)),
    }
}

/// The address of a port of this machine.
pub(super) fn address(port: u16) -> String {
    format!("http://{}:{port}", Ipv4Addr::LOCALHOST)
}

fn command(root: &Path, document: &Path, port: u16) -> Result<Command, Fault> {
    let document = std::path::absolute(document).map_err(|error| not_run(&error))?;
    let mut command = Command::new(node::NODE);
    command
        .args(["--require", END, PROGRAM, "mock"])
        // A request that the document does not allow is an error, not a remark in the log.
        .args(["--errors", "--host"])
        .arg(Ipv4Addr::LOCALHOST.to_string())
        .args(["--port", &port.to_string()])
        .arg(document)
        .current_dir(node::folder(root))
        .stdin(Stdio::piped());
    Ok(command)
}

fn free_port() -> Result<u16, Fault> {
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|socket| socket.local_addr());
    port.map(|address| address.port()).map_err(|error| not_run(&error))
}

fn not_run(error: &std::io::Error) -> Fault {
    not_started(&error.to_string(), "")
}

fn not_started(why: &str, said: &str) -> Fault {
    let mut message = format!("the mock server {MOCK} does not run: {why}");
    let said = tail(said);
    if !said.is_empty() {
        message.push_str(":\n");
        message.push_str(&said);
    }
    Diagnostic::without_location(Code::ContractMock, message)
        .help("see `cargo xtask explain contract-mock`")
        .into()
}
