//! `muster stdio`: one JSON request a line in, one JSON answer a line out, in order (FORMATS.md).

mod quick;

use std::io::{BufRead, BufReader, Write as _};
use std::process::ExitCode;

use muster_desk::{Desk, Failure, Origin};
use serde_json::{Map, Value, json};

use self::quick::Quick;
use crate::answer::{Request, not_json};
use crate::arguments::Arguments;

/// A longer line is refused without being kept in memory.
const LONGEST_LINE: usize = 64 * 1024 * 1024;

/// Read at once, when there is so much.
const CHUNK: usize = 64 * 1024;

/// Answers until standard input ends or nobody reads the answers any more.
///
/// Lines are read and written by this thread, which is the process's first and none of the
/// runtime's workers: the work of a command goes on while it waits for the next line, and no line
/// has to be handed from thread to thread.
pub async fn serve(arguments: &Arguments) -> ExitCode {
    let desk = arguments.desk(Origin::Cli);
    let mut input = BufReader::with_capacity(CHUNK, std::io::stdin().lock());
    let code = loop {
        let line = match read_line(&mut input) {
            Ok(Some(line)) => line,
            Ok(None) => break ExitCode::SUCCESS,
            Err(error) => {
                tracing::warn!(%error, "standard input broke");
                break ExitCode::FAILURE;
            }
        };
        let mut answer = match line.as_deref().and_then(Quick::read) {
            Some(quick) => quick.answer(&desk).await,
            None => reply(&desk, line).await.to_string(),
        };
        answer.push('\n');
        let mut output = std::io::stdout().lock();
        let written = output.write_all(answer.as_bytes());
        if written.is_err() || output.flush().is_err() {
            break ExitCode::FAILURE;
        }
    };
    desk.wait_for_operations().await;
    code
}

/// The answer to one line; `None` is a line that was too long.
async fn reply(desk: &Desk, line: Option<Vec<u8>>) -> Value {
    let Some(line) = line else {
        return answer(
            &Value::Null,
            Err(not_json("The line", "it is longer than 64 MiB")),
        );
    };
    let mut object = match serde_json::from_slice::<Map<String, Value>>(&line) {
        Ok(object) => object,
        Err(error) => {
            return answer(&Value::Null, Err(not_json("The line", &error.to_string())));
        }
    };
    let id = object.remove("id").unwrap_or(Value::Null);
    let result = match Request::take(&mut object) {
        Ok(request) => request.run(desk).await,
        Err(failure) => Err(failure),
    };
    answer(&id, result)
}

fn answer(id: &Value, result: Result<Value, Failure>) -> Value {
    match result {
        Ok(ok) => json!({ "id": id, "ok": ok }),
        Err(error) => json!({ "id": id, "error": error }),
    }
}

/// The next line without its end; `None` at the end of the input, `Some(None)` for a line that is
/// too long and was skipped.
#[expect(
    clippy::option_option,
    reason = "the end of the input and a line that is refused are two things"
)]
fn read_line<R: BufRead>(input: &mut R) -> std::io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            chunk => chunk?,
        };
        if chunk.is_empty() {
            let ended = line.is_empty() && !too_long;
            return Ok((!ended).then(|| (!too_long).then_some(line)));
        }
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let take = end.unwrap_or(chunk.len());
        if line.len() + take > LONGEST_LINE {
            too_long = true;
            line = Vec::new();
        } else if !too_long {
            line.extend_from_slice(chunk.get(..take).unwrap_or_default());
        }
        input.consume(end.map_or(take, |at| at + 1));
        if end.is_some() {
            return Ok(Some((!too_long).then_some(line)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_with_a_line_feed_or_with_the_input() {
        let mut input: &[u8] = b"one\n\nthree";
        let mut lines = Vec::new();
        while let Some(line) = read_line(&mut input).unwrap() {
            lines.push(String::from_utf8(line.unwrap()).unwrap());
        }
        assert_eq!(lines, ["one", "", "three"]);
    }

    #[test]
    fn a_line_without_end_is_not_kept() {
        let mut text = vec![b'x'; LONGEST_LINE + 1];
        text.extend(b"\nnext\n");
        let mut input: &[u8] = &text;
        assert_eq!(read_line(&mut input).unwrap(), Some(None));
        assert_eq!(read_line(&mut input).unwrap(), Some(Some(b"next".to_vec())));
        assert_eq!(read_line(&mut input).unwrap(), None);
    }
}
