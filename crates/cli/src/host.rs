//! `muster host`: the command list for a browser on this computer, for development and tests.
//!
//! It listens on 127.0.0.1 only. Whoever can read the token from our standard output may do
//! everything; whoever cannot may read nothing but the window's own files.

mod events;
mod guard;
mod routes;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use muster_desk::{Code, Failure, Origin};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::arguments::Arguments;
use crate::output::{print, refuse};
use guard::Token;

/// Serves until Ctrl+C or a request to terminate, then lets running work end.
pub async fn serve(arguments: &Arguments, port: u16, ui: Option<&Path>) -> ExitCode {
    let token = match Token::new() {
        Ok(token) => token,
        Err(failure) => return refuse(&failure),
    };
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let (listener, address) = match listen(wanted).await {
        Ok(listening) => listening,
        Err(error) => return refuse(&no_port(port, &error)),
    };
    let ended = match watch_signals() {
        Ok(ended) => ended,
        Err(error) => return refuse(&Failure::internal(error)),
    };
    let desk = arguments.desk(Origin::Host);
    let pages = ui.map(Path::to_owned).or_else(built_window);
    let app = routes::router(
        routes::Host {
            desk: desk.clone(),
            token: token.clone(),
            port: address.port(),
            ended: ended.clone(),
        },
        pages.as_deref(),
    );
    tracing::info!(
        port = address.port(),
        pages = pages.is_some(),
        "the loopback host listens"
    );
    let said = print(&json!({
        "address": format!("http://{address}"),
        "token": token.reveal(),
    }));
    if said != ExitCode::SUCCESS {
        return said;
    }
    let served = axum::serve(listener, app)
        .with_graceful_shutdown(signalled(ended))
        .await;
    desk.wait_for_operations().await;
    tracing::info!("the loopback host ends");
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => refuse(&Failure::internal(error)),
    }
}

async fn listen(wanted: SocketAddr) -> std::io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(wanted).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

fn no_port(port: u16, error: &std::io::Error) -> Failure {
    Failure::new(
        Code::InvalidParameter,
        format!("The host cannot listen on port {port}: {error}."),
        "Choose another port, or leave --port away.",
    )
    .with(json!({ "field": "port" }))
}

/// The built window, in the repository that `muster` is run in or was built in.
fn built_window() -> Option<PathBuf> {
    let beside_target = std::env::current_exe()
        .ok()
        .and_then(|exe| Some(exe.parent()?.parent()?.parent()?.join("ui/dist")));
    [Some(PathBuf::from("ui/dist")), beside_target]
        .into_iter()
        .flatten()
        .find(|folder| folder.join("index.html").is_file())
}

/// Turns true at the first signal. A second one ends the process at once.
fn watch_signals() -> std::io::Result<watch::Receiver<bool>> {
    let (tell, told) = watch::channel(false);
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        loop {
            #[cfg(unix)]
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            #[cfg(not(unix))]
            let _ = tokio::signal::ctrl_c().await;
            if *tell.borrow() {
                tracing::warn!("ended by a second signal");
                std::process::exit(130);
            }
            tell.send_replace(true);
        }
    });
    Ok(told)
}

/// Waits for the first signal.
async fn signalled(mut ended: watch::Receiver<bool>) {
    let _ = ended.wait_for(|ended| *ended).await;
}
