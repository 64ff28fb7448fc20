//! A server on a loopback port that answers as a test says, faults included.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex},
    thread,
    time::Duration,
};

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// Writes these bytes, and waits for the next request.
    Complete(Vec<u8>),
    /// Writes these bytes, and closes the connection.
    Close(Vec<u8>),
    /// Writes these bytes, and resets the connection.
    Reset(Vec<u8>),
    /// Writes these bytes, and then nothing until the client goes away.
    Stall(Vec<u8>),
    /// Writes these bytes one by one, with a pause behind each.
    Drip(Vec<u8>, Duration),
}

impl Answer {
    /// The bytes of the answer.
    pub(crate) fn bytes(self) -> Vec<u8> {
        match self {
            Self::Complete(b) | Self::Close(b) | Self::Reset(b) | Self::Stall(b) => b,
            Self::Drip(b, _) => b,
        }
    }
}

/// An answer of this status, with these header lines and this body.
pub(crate) fn answer(status: u16, headers: &str, body: &str) -> Answer {
    let length = body.len();
    let headers = headers.replace('\n', "\r\n");
    let separator = if headers.is_empty() { "" } else { "\r\n" };
    Answer::Complete(
        format!(
            "HTTP/1.1 {status} X\r\n{headers}{separator}content-length: {length}\r\n\r\n{body}"
        )
        .into_bytes(),
    )
}

/// An answer in JSON.
pub(crate) fn json(status: u16, body: &str) -> Answer {
    answer(status, "content-type: application/json\ncf-ray: ray-1", body)
}

/// A success in an envelope.
pub(crate) fn ok(result: &str) -> Answer {
    json(200, &super::enveloped(result))
}

type Script = dyn Fn(usize, &Received) -> Answer + Send + Sync;

/// A server.
pub(crate) struct Server {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    script: Box<Script>,
    requests: Mutex<Vec<Received>>,
    /// How many clients have gone away.
    gone: Mutex<usize>,
    changed: Condvar,
}

impl Server {
    /// Starts a server whose answer depends on how many requests came before.
    pub(crate) fn start(
        script: impl Fn(usize, &Received) -> Answer + Send + Sync + 'static,
    ) -> Self {
        super::log::install();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            script: Box::new(script),
            requests: Mutex::default(),
            gone: Mutex::default(),
            changed: Condvar::new(),
        });
        let for_thread = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = for_thread.clone();
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self { port, shared }
    }

    /// Starts a server that gives these answers, and the last one over and over.
    pub(crate) fn replies(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<_> = answers.into_iter().collect();
        Self::start(move |index, _| answers[index.min(answers.len() - 1)].clone())
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v4", self.port)
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Received> {
        self.shared.requests.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.requests().len()
    }

    /// The only request so far.
    pub(crate) fn request(&self) -> Received {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests[0].clone()
    }

    /// Waits until so many clients have closed their connection on a stalled answer.
    pub(crate) fn wait_for_gone(&self, count: usize) {
        let gone = self.shared.gone.lock().unwrap();
        let limit = Duration::from_secs(5);
        let (gone, _) =
            self.shared.changed.wait_timeout_while(gone, limit, |gone| *gone < count).unwrap();
        assert_eq!(*gone, count, "clients that went away");
    }
}

impl Shared {
    fn serve(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut stream = stream;
        while let Some(request) = read(&mut reader) {
            let index = {
                let mut requests = self.requests.lock().unwrap();
                requests.push(request.clone());
                requests.len() - 1
            };
            let answer = (self.script)(index, &request);
            if let Answer::Drip(bytes, pause) = &answer {
                for byte in bytes {
                    if stream.write_all(&[*byte]).is_err() {
                        return;
                    }
                    thread::sleep(*pause);
                }
                continue;
            }
            let _ = stream.write_all(&answer.clone().bytes());
            match answer {
                Answer::Drip(..) => {}
                Answer::Complete(_) => continue,
                Answer::Close(_) => {}
                Answer::Reset(_) => {
                    // The bytes must be read before the reset throws them away.
                    thread::sleep(Duration::from_millis(5));
                    let _ = socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO));
                }
                Answer::Stall(_) => {
                    let _ = reader.read(&mut [0]);
                    *self.gone.lock().unwrap() += 1;
                    self.changed.notify_all();
                }
            }
            return;
        }
    }
}

/// Reads a request; none at the end of the connection.
fn read(reader: &mut BufReader<TcpStream>) -> Option<Received> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut first = lines.first()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines[1..]
        .iter()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    if headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked") {
        let body = chunks(reader)?;
        return Some(Received { method, target, headers, body });
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.map_or(0, |(_, length)| length.parse().unwrap())];
    reader.read_exact(&mut body).ok()?;
    Some(Received { method, target, headers, body })
}

/// Reads a body that comes in chunks (RFC 9112, section 7.1).
fn chunks(reader: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let length = usize::from_str_radix(line.trim(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        reader.read_exact(&mut chunk).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}
