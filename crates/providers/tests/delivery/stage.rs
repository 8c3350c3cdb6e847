//! A server that says what it is told, in order, and remembers what it was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use muster_providers::http::{Limits, Line};
use url::Url;

use crate::support::fake::{Asked, Say, serve};
use crate::support::timing::{FakeTiming, line_with};

pub struct Stage {
    pub url: Url,
    pub timing: Arc<FakeTiming>,
    silent: bool,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Stage {
    /// Says these things, the last for ever.
    pub async fn saying(says: Vec<Say>) -> Self {
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let log = asked.clone();
        let silent = says.iter().any(|say| matches!(say, Say::Silence));
        let url = serve(move |request: &Asked| {
            let mut log = log.lock().unwrap();
            log.push(request.clone());
            says.get(log.len() - 1).or(says.last()).cloned().unwrap()
        })
        .await;
        Self {
            url,
            timing: FakeTiming::new(),
            silent,
            asked,
        }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// A line; where silence is awaited, a short one.
    pub fn line(&self) -> Line {
        let mut limits = Limits::default();
        if self.silent {
            limits.time = Duration::from_secs(1);
        }
        line_with(&self.timing, limits)
    }
}

/// An answer of JSON.
pub fn json(status: u16, body: &serde_json::Value) -> Say {
    let kind = ("Content-Type", "application/json".to_owned());
    Say::Answer(status, vec![kind], body.to_string())
}

/// An answer that asks for a pause.
pub fn later(status: u16, after: Option<&str>) -> Say {
    let headers = after.map(|after| ("Retry-After", after.to_owned()));
    Say::Answer(status, headers.into_iter().collect(), String::new())
}
