//! `muster stdio`: one JSON request a line in, one JSON answer a line out, in order (FORMATS.md).

use std::process::ExitCode;

use muster_desk::{Desk, Failure, Origin};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};

use crate::answer::{Request, not_json};
use crate::arguments::Arguments;

/// A longer line is refused without being kept in memory.
const LONGEST_LINE: usize = 64 * 1024 * 1024;

/// Answers until standard input ends or nobody reads the answers any more.
pub async fn serve(arguments: &Arguments) -> ExitCode {
    let desk = arguments.desk(Origin::Cli);
    let mut input = BufReader::new(tokio::io::stdin());
    let mut output = tokio::io::stdout();
    let code = loop {
        let line = match read_line(&mut input).await {
            Ok(Some(line)) => line,
            Ok(None) => break ExitCode::SUCCESS,
            Err(error) => {
                tracing::warn!(%error, "standard input broke");
                break ExitCode::FAILURE;
            }
        };
        let mut answer = reply(&desk, line).await.to_string();
        answer.push('\n');
        let written = output.write_all(answer.as_bytes()).await;
        if written.is_err() || output.flush().await.is_err() {
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
async fn read_line<R: AsyncBufRead + Unpin>(
    input: &mut R,
) -> std::io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    let mut too_long = false;
    loop {
        let chunk = input.fill_buf().await?;
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
            line.extend(chunk.iter().take(take));
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

    #[tokio::test]
    async fn lines_end_with_a_line_feed_or_with_the_input() {
        let mut input: &[u8] = b"one\n\nthree";
        let mut lines = Vec::new();
        while let Some(line) = read_line(&mut input).await.unwrap() {
            lines.push(String::from_utf8(line.unwrap()).unwrap());
        }
        assert_eq!(lines, ["one", "", "three"]);
    }

    #[tokio::test]
    async fn a_line_without_end_is_not_kept() {
        let mut text = vec![b'x'; LONGEST_LINE + 1];
        text.extend(b"\nnext\n");
        let mut input: &[u8] = &text;
        assert_eq!(read_line(&mut input).await.unwrap(), Some(None));
        assert_eq!(
            read_line(&mut input).await.unwrap(),
            Some(Some(b"next".to_vec()))
        );
        assert_eq!(read_line(&mut input).await.unwrap(), None);
    }
}
