//! The server: the exchange behind real ports.
//!
//! One thin route feeds it; the rest is folders of files. Nothing here knows
//! what a call is.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::exchange::Exchange;
use crate::http::{Ending, HttpAnswer, HttpRequest};

mod connection;
mod cors;
mod desk;
mod folder;
mod switchboard;
mod torn;

use connection::{Connections, Scissors};
use folder::Folder;
use switchboard::Switchboard;

/// What to serve, and where.
pub struct Site {
    /// The address to listen on.
    pub bind: IpAddr,
    /// The port of gateway, desk and toolbar; 0 for any free one.
    pub port: u16,
    /// A folder to serve at `/`, beside the gateway.
    pub toolbar: Option<PathBuf>,
    /// Another folder on another port, and so of another origin.
    pub host_page: Option<(PathBuf, u16)>,
    /// An origin that may call the gateway from its own pages.
    pub cors: Option<String>,
}

/// A server that runs until it is dropped.
pub struct Running {
    /// Where the gateway, the desk and the toolbar are.
    pub address: SocketAddr,
    /// Where the host page is.
    pub host_page: Option<SocketAddr>,
    tasks: JoinSet<()>,
}

impl Running {
    /// Ends the server.
    pub fn stop(mut self) {
        self.tasks.abort_all();
    }
}

/// Why a server did not start.
#[derive(Debug)]
pub struct NotStarted {
    /// The port it wanted.
    pub port: u16,
    /// What the system said.
    pub error: io::Error,
}

/// Starts serving an exchange.
///
/// # Errors
///
/// A port that cannot be had.
pub async fn start(exchange: Exchange, site: Site) -> Result<Running, NotStarted> {
    let mut tasks = JoinSet::new();
    let switchboard = Arc::new(Switchboard::new(exchange));
    let front = Arc::new(Front {
        switchboard: Arc::clone(&switchboard),
        toolbar: site.toolbar.map(Folder::new),
        cors: site.cors,
    });
    let address = listen(&mut tasks, site.bind, site.port, move |listener| {
        let router = Router::new().fallback(serve).with_state(front);
        axum::serve(
            Connections(listener),
            router.into_make_service_with_connect_info::<Scissors>(),
        )
    })
    .await?;
    let mut host_page = None;
    if let Some((folder, port)) = site.host_page {
        let folder = Arc::new(Folder::new(folder));
        let served = listen(&mut tasks, site.bind, port, move |listener| {
            let router = Router::new().fallback(serve_folder).with_state(folder);
            axum::serve(listener, router)
        })
        .await?;
        host_page = Some(served);
    }
    tasks.spawn(async move { switchboard.keep_time().await });
    Ok(Running {
        address,
        host_page,
        tasks,
    })
}

async fn listen<S>(
    tasks: &mut JoinSet<()>,
    bind: IpAddr,
    port: u16,
    serve: impl FnOnce(TcpListener) -> S,
) -> Result<SocketAddr, NotStarted>
where
    S: IntoFuture<Output = io::Result<()>>,
    S::IntoFuture: Send + 'static,
{
    let refused = |error| NotStarted { port, error };
    let listener = TcpListener::bind((bind, port)).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let serving = serve(listener).into_future();
    tasks.spawn(async move {
        // Accepting goes on for ever; it has no end to report.
        let _ = serving.await;
    });
    Ok(address)
}

/// What answers on the first port.
struct Front {
    switchboard: Arc<Switchboard>,
    toolbar: Option<Folder>,
    cors: Option<String>,
}

/// The most a request's body may hold: an armed answer of 2 MB, escaped.
const LARGEST_BODY: usize = 16 * 1024 * 1024;

async fn serve(
    State(front): State<Arc<Front>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    request: Request,
) -> Response {
    let path = request.uri().path();
    let is_exchange = path.starts_with("/agentgateway/") || path.starts_with("/sim/");
    if !is_exchange {
        return match &front.toolbar {
            Some(folder) => folder.answer(request.method(), path).await,
            None if path == "/" => redirect("/sim/"),
            None => plain(StatusCode::NOT_FOUND, "Not found."),
        };
    }
    if request.method() == Method::GET
        && let Some(page) = desk::page(path)
    {
        return page;
    }
    let origin = front.cors.as_deref();
    if request.method() == Method::OPTIONS
        && let Some(origin) = origin
    {
        return cors::preflight(origin);
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return plain(StatusCode::PAYLOAD_TOO_LARGE, "The body is too large.");
    };
    let mut response = match front.switchboard.ask(plain_request(&parts, &body)).await {
        Ending::Answer(answer) => http_response(answer),
        Ending::Torn(torn) => torn::response(torn, &scissors),
        Ending::Cut => {
            scissors.cut();
            plain(StatusCode::SERVICE_UNAVAILABLE, "This is never sent.")
        }
    };
    if let Some(origin) = origin {
        cors::allow(&mut response, origin);
    }
    response
}

async fn serve_folder(State(folder): State<Arc<Folder>>, request: Request) -> Response {
    folder.answer(request.method(), request.uri().path()).await
}

fn plain_request(parts: &axum::http::request::Parts, body: &Bytes) -> HttpRequest {
    HttpRequest {
        method: parts.method.as_str().to_owned(),
        path_and_query: parts
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str())
            .to_owned(),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            })
            .collect(),
        body: body.to_vec(),
    }
}

fn http_response(answer: HttpAnswer) -> Response {
    let body = Body::from(answer.body);
    response_with(answer.status, answer.headers, body)
}

fn response_with(status: u16, headers: Vec<(String, String)>, body: Body) -> Response {
    let mut builder = Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(name, value);
    }
    builder
        .body(body)
        .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "No such answer."))
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain;charset=UTF-8"),
    );
    response
}

fn redirect(to: &'static str) -> Response {
    let mut response = plain(StatusCode::FOUND, "");
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static(to));
    response
}
