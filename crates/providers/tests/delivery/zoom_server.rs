//! Zoom with a memory, which loses requests and answers when it is told to.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use muster_providers::http::{Credentials, Limits};
use muster_providers::zoom::Zoom;
use serde_json::{Value, json};
use url::Url;

use crate::bodies::{zoom_meeting, zoom_move};
use crate::closed::fits;
use crate::stage;
use crate::support::fake::{Asked, Say, serve};
use crate::support::timing::{FakeTiming, line_with};

/// What happens to one write.
#[derive(Debug, Clone)]
pub enum Fate {
    /// It is done and answered.
    Done,
    /// It is done, and then this is said instead of the answer.
    DoneBut(Say),
    /// It is not done, and this is said.
    NotDone(Say),
}

#[derive(Default)]
pub struct State {
    pub meetings: BTreeMap<u64, Value>,
    /// The fates of the next writes; afterwards all are done.
    pub fates: VecDeque<Fate>,
    /// Meetings on one page.
    pub page: usize,
    /// Lists leave descriptions out.
    pub lists_without_agenda: bool,
    /// Lists do not show what was made since.
    pub slow_lists: bool,
    pub asked: Vec<Asked>,
}

pub struct ZoomServer {
    pub url: Url,
    state: Arc<Mutex<State>>,
}

impl ZoomServer {
    pub async fn start() -> Self {
        let state = Arc::new(Mutex::new(State {
            page: 300,
            ..State::default()
        }));
        let shared = state.clone();
        let url = serve(move |asked: &Asked| shared.lock().unwrap().answer(asked)).await;
        let url = url.join("v2").unwrap();
        Self { url, state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn client(&self) -> Zoom {
        let line = line_with(&FakeTiming::new(), Limits::default());
        Zoom::new(line, self.url.clone(), Credentials::bearer("token"))
    }
}

impl State {
    pub fn writes(&self) -> usize {
        self.asked
            .iter()
            .filter(|asked| asked.method != "GET")
            .count()
    }

    fn answer(&mut self, asked: &Asked) -> Say {
        self.asked.push(asked.clone());
        if asked.header("authorization") != Some("Bearer token") {
            return stage::json(
                401,
                &json!({"code": 124, "message": "Invalid access token."}),
            );
        }
        if asked.method == "GET" {
            return self.read(&asked.path);
        }
        match self.fates.pop_front().unwrap_or(Fate::Done) {
            Fate::Done => self.write(asked),
            Fate::DoneBut(say) => {
                self.write(asked);
                say
            }
            Fate::NotDone(say) => say,
        }
    }

    fn write(&mut self, asked: &Asked) -> Say {
        let body: Value = serde_json::from_str(&asked.body).unwrap_or_default();
        if asked.method == "POST" {
            assert_eq!(asked.path, "/v2/users/me/meetings");
            fits(&body, &zoom_meeting());
            let id = 85_000_000_000 + self.meetings.len() as u64;
            let mut meeting = body;
            meeting["id"] = id.into();
            meeting["join_url"] = format!("https://zoom.us/j/{id}?pwd=abc").into();
            meeting["start_url"] = format!("https://zoom.us/s/{id}?zak=host-key").into();
            self.meetings.insert(id, meeting.clone());
            return stage::json(201, &meeting);
        }
        let id = asked.path.strip_prefix("/v2/meetings/").unwrap();
        let id: u64 = id.parse().unwrap();
        let Some(meeting) = self.meetings.get_mut(&id) else {
            return gone();
        };
        match asked.method.as_str() {
            "PATCH" => {
                fits(&body, &zoom_move());
                for (name, value) in body.as_object().unwrap() {
                    meeting[name] = value.clone();
                }
            }
            "DELETE" => {
                self.meetings.remove(&id);
            }
            other => panic!("{other}"),
        }
        Say::status(204)
    }

    fn read(&self, path: &str) -> Say {
        let url = Url::parse("http://zoom.test").unwrap().join(path).unwrap();
        if let Some(id) = url.path().strip_prefix("/v2/meetings/") {
            let meeting = self.meetings.get(&id.parse().unwrap());
            return meeting.map_or_else(gone, |meeting| stage::json(200, meeting));
        }
        let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        let kinds = json!({"type": "=upcoming", "page_size": "string",
            "next_page_token?": "string"});
        fits(&json!(query), &kinds);
        let from = query.get("next_page_token");
        let from: usize = from.map_or(0, |token| token.parse().unwrap());
        let shown = if self.slow_lists {
            Vec::new()
        } else {
            self.meetings.values().cloned().collect()
        };
        let mut page: Vec<Value> = shown.iter().skip(from).take(self.page).cloned().collect();
        for meeting in &mut page {
            let meeting = meeting.as_object_mut().unwrap();
            meeting.remove("start_url");
            meeting.remove("settings");
            if self.lists_without_agenda {
                meeting.remove("agenda");
            }
        }
        let until = from + page.len();
        let next = if until < shown.len() {
            until.to_string()
        } else {
            String::new()
        };
        let list = json!({"page_size": self.page, "next_page_token": next, "meetings": page});
        stage::json(200, &list)
    }
}

fn gone() -> Say {
    stage::json(
        404,
        &json!({"code": 3001, "message": "Meeting does not exist: 8500."}),
    )
}
