//! A server for the test of one crate: it keeps what it was sent, and answers as it was told.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

pub struct Server {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server with these answers: status, media type and body.
    pub fn new<const N: usize>(answers: [(&'static str, &'static str, &'static str); N]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let kept = requests.clone();
        thread::spawn(move || {
            for (status, media_type, body) in answers {
                let (mut stream, _) = listener.accept().unwrap();
                let request = read(&mut BufReader::new(&stream));
                kept.lock().unwrap().push(request);
                let mut head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
                if !media_type.is_empty() {
                    head += &format!("content-type: {media_type}\r\n");
                }
                if !status.starts_with("204") {
                    head += &format!("content-length: {}\r\n", body.len());
                }
                stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
            }
        });
        Self { url, requests }
    }

    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// The requests so far, as they came; a body in chunks is put together.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn read(reader: &mut impl BufRead) -> String {
    let mut text = String::new();
    let (mut length, mut is_chunked) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if let Some(value) = line.strip_prefix("content-length: ") {
            length = value.trim().parse().unwrap();
        }
        is_chunked |= line.trim() == "transfer-encoding: chunked";
        text += &line;
        if line.trim().is_empty() {
            break;
        }
    }
    loop {
        if is_chunked {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            length = usize::from_str_radix(line.trim(), 16).unwrap();
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        text += &String::from_utf8(body).unwrap();
        if !is_chunked {
            return text;
        }
        reader.read_line(&mut String::new()).unwrap();
        if length == 0 {
            return text;
        }
    }
}
