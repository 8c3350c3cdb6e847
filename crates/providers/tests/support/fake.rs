//! A real HTTP/1.1 server on loopback that answers as it is told, or not at all.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// Path and query.
    pub path: String,
    /// Names in lower case.
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// What to do with it.
#[derive(Debug, Clone)]
pub enum Say {
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Close the connection without a word.
    Cut,
    /// Keep the connection open without a word.
    Silence,
}

impl Say {
    pub fn status(status: u16) -> Self {
        Self::Answer(status, Vec::new(), String::new())
    }
}

/// Starts a server and gives its address. It ends with the runtime.
pub async fn serve(answer: impl Fn(&Asked) -> Say + Send + Sync + 'static) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let _ = talk(stream, &*answer).await;
            });
        }
    });
    Url::parse(&format!("http://{address}/")).unwrap()
}

async fn talk(stream: TcpStream, answer: &(dyn Fn(&Asked) -> Say + Sync)) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(asked) = read(&mut stream).await? {
        match answer(&asked) {
            Say::Cut => return Ok(()),
            Say::Silence => std::future::pending().await,
            Say::Answer(status, headers, body) => {
                let mut out = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n", body.len());
                for (name, value) in headers {
                    let _ = write!(out, "{name}: {value}\r\n");
                }
                out.push_str("\r\n");
                let stream = stream.get_mut();
                stream.write_all(out.as_bytes()).await?;
                // An answer to 304 or HEAD has no body; none of ours has one either.
                stream.write_all(body.as_bytes()).await?;
                stream.flush().await?;
            }
        }
    }
    Ok(())
}

async fn read(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Asked>> {
    let mut line = String::new();
    if stream.read_line(&mut line).await? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace();
    let method = words.next().unwrap_or_default().to_owned();
    let path = words.next().unwrap_or_default().to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let Some((name, value)) = line.trim().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|n| n.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await?;
    Ok(Some(Asked {
        method,
        path,
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }))
}
