//! The server over real HTTP: what sockets add to the exchange.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use gateway_simulator::server::{self, Running, Site};
use gateway_simulator::{Exchange, Millis, Settings};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn site() -> Site {
    Site {
        bind: IpAddr::V4(Ipv4Addr::LOCALHOST),
        port: 0,
        toolbar: None,
        host_page: None,
        cors: None,
    }
}

async fn start(settings: Settings, site: Site) -> Running {
    match server::start(Exchange::new(settings), site).await {
        Ok(running) => running,
        Err(not_started) => panic!("port {}: {}", not_started.port, not_started.error),
    }
}

/// Longer than anything takes that is on its way.
const SILENCE: Duration = Duration::from_millis(300);

/// A keep-alive connection.
struct Line {
    stream: TcpStream,
    guid: String,
}

struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

impl Line {
    async fn open(address: SocketAddr) -> Self {
        match TcpStream::connect(address).await {
            Ok(stream) => Self {
                stream,
                guid: String::new(),
            },
            Err(error) => panic!("{address}: {error}"),
        }
    }

    async fn send(&mut self, method: &str, path: &str, body: &str) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: test\r\nContent-Type: application/json; charset=UTF-8\r\nGuid: {}\r\nContent-Length: {}\r\n\r\n{body}",
            self.guid,
            body.len()
        );
        let sent = self.stream.write_all(request.as_bytes()).await;
        assert!(sent.is_ok(), "{path}: {sent:?}");
    }

    async fn receive(&mut self) -> Reply {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            let read = self.stream.read_buf(&mut bytes).await;
            assert!(matches!(read, Ok(1..)), "{read:?}");
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut reply = Reply {
            status: head[9..12].parse().unwrap_or_default(),
            body: bytes[end + 4..].to_vec(),
            head,
        };
        let length = reply
            .header("content-length")
            .and_then(|text| text.parse::<usize>().ok())
            .unwrap_or_default();
        while reply.body.len() < length {
            let read = self.stream.read_buf(&mut reply.body).await;
            assert!(matches!(read, Ok(1..)), "{read:?}");
        }
        reply
    }

    async fn ask(&mut self, method: &str, path: &str, body: &str) -> Reply {
        self.send(method, path, body).await;
        self.receive().await
    }

    /// What comes until the other side closes the connection.
    async fn rest(&mut self) -> Vec<u8> {
        let mut rest = Vec::new();
        // A reset is an end like any other.
        let _ = self.stream.read_to_end(&mut rest).await;
        rest
    }

    /// What comes until the other side closes the connection (`true`), or
    /// for a while says nothing more.
    async fn until_silent(&mut self) -> (Vec<u8>, bool) {
        let mut bytes = Vec::new();
        loop {
            let read = self.stream.read_buf(&mut bytes);
            match tokio::time::timeout(SILENCE, read).await {
                Ok(Ok(1..)) => {}
                Ok(_) => return (bytes, true),
                Err(_) => return (bytes, false),
            }
        }
    }

    /// Signs in, takes on the skills and reads the two first events.
    async fn sign_in(&mut self) {
        let fields = json!({"password": "", "phonenum": "1", "autoanswer": false}).to_string();
        let reply = self.ask("PUT", &resource("onlineagent/101"), &fields).await;
        let guid = reply.header("set-guid").unwrap_or_default();
        self.guid = guid.trim_start_matches("JSESSIONID=").to_owned();
        let path = resource("onlineagent/101/resetskill/true?phonelinkage=0");
        self.ask("POST", &path, "").await;
        for _ in 0..2 {
            self.ask("GET", &resource("agentevent/101"), "").await;
        }
    }
}

fn resource(path: &str) -> String {
    format!("/agentgateway/resource/{path}")
}

fn event(reply: &Reply) -> Value {
    reply.json()["event"]["eventType"].clone()
}

#[tokio::test]
async fn a_held_poll_is_answered_by_an_event_that_another_line_brings_about() {
    let running = start(Settings::default(), site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    agent.send("GET", &resource("agentevent/101"), "").await;
    let mut desk = Line::open(running.address).await;
    let rung = desk.ask("POST", "/sim/ring", r#"{"agent": 101}"#).await;
    assert_eq!(rung.status, 200);
    assert_eq!(event(&agent.receive().await), "AgentState_Busy");
}

#[tokio::test]
async fn a_held_poll_is_answered_when_its_time_is_over() {
    let settings = Settings {
        hold: Millis(50),
        ..Settings::default()
    };
    let running = start(settings, site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    let reply = agent.ask("GET", &resource("agentevent/101"), "").await;
    assert_eq!(reply.json(), json!({"message": "", "retcode": "0"}));
}

#[tokio::test]
async fn a_shorter_wait_that_begins_later_ends_first() {
    let running = start(Settings::default(), site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    agent.send("GET", &resource("agentevent/101"), "").await;
    let mut desk = Line::open(running.address).await;
    desk.ask("POST", "/sim/settings", r#"{"ringTime": 20, "hold": 10}"#)
        .await;
    desk.ask("POST", "/sim/ring", r#"{"agent": 101}"#).await;
    let mut news = vec![event(&agent.receive().await)];
    while !news.contains(&json!("AgentEvent_No_Answer")) {
        news.push(event(
            &agent.ask("GET", &resource("agentevent/101"), "").await,
        ));
    }
    assert!(news.contains(&json!("AgentEvent_Ringing")));
}

#[tokio::test]
async fn a_line_that_is_cut_abandons_its_poll() {
    let running = start(Settings::default(), site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    agent.send("GET", &resource("agentevent/101"), "").await;
    let mut desk = Line::open(running.address).await;
    poll_is_held(&mut desk).await;
    drop(agent);
    assert!(has_logged(&mut desk, "abandoned").await);
}

/// Waits until the poll of the first agent has arrived.
async fn poll_is_held(desk: &mut Line) {
    let polls_held = |state: &Reply| state.json()["agents"][0]["session"]["pollsHeld"].clone();
    while polls_held(&desk.ask("GET", "/sim/state", "").await) != json!(1) {}
}

/// Arms a fault.
async fn arm(desk: &mut Line, fault: &str) {
    let armed = desk.ask("POST", "/sim/faults", fault).await;
    assert_eq!(armed.status, 200, "{fault}");
}

/// Waits until the log has a row of this kind.
async fn has_logged(desk: &mut Line, kind: &str) -> bool {
    let is_there = async {
        loop {
            let log = desk.ask("GET", "/sim/log", "").await.json();
            let rows = log["rows"].as_array().cloned().unwrap_or_default();
            if rows.iter().any(|row| row["kind"] == kind) {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    let found = tokio::time::timeout(Duration::from_secs(5), is_there).await;
    found.is_ok()
}

#[tokio::test]
async fn a_gateway_that_is_down_drops_connections_without_a_byte() {
    let running = start(Settings::default(), site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    agent.send("GET", &resource("agentevent/101"), "").await;
    let mut desk = Line::open(running.address).await;
    poll_is_held(&mut desk).await;
    arm(&mut desk, r#"{"fault": "down"}"#).await;
    assert_eq!(agent.rest().await, b"");

    let mut refused = Line::open(running.address).await;
    let status = resource("onlineagent/101/agentstatus");
    refused.send("GET", &status, "").await;
    assert_eq!(refused.rest().await, b"");

    desk.ask("DELETE", "/sim/faults", "").await;
    let mut served = Line::open(running.address).await;
    served.guid = agent.guid;
    let answer = served.ask("GET", &status, "").await.json();
    assert_eq!(answer["retcode"], "0");
}

#[tokio::test]
async fn a_gateway_comes_back_by_itself_when_the_time_is_over() {
    let running = start(Settings::default(), site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    agent.send("GET", &resource("agentevent/101"), "").await;
    let mut desk = Line::open(running.address).await;
    poll_is_held(&mut desk).await;
    let restart = r#"{"fault": "restartWithSessions", "lasting": 20}"#;
    arm(&mut desk, restart).await;
    assert_eq!(agent.rest().await, b"");
    assert!(has_logged(&mut desk, "outageEnded").await);
    let mut served = Line::open(running.address).await;
    served.guid = agent.guid;
    let status = resource("onlineagent/101/agentstatus");
    let answer = served.ask("GET", &status, "").await.json();
    assert_eq!(answer["retcode"], "0");
}

#[tokio::test]
async fn a_black_hole_answers_nothing_even_when_it_is_over() {
    let running = start(Settings::default(), site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    let mut desk = Line::open(running.address).await;
    arm(&mut desk, r#"{"fault": "blackHole"}"#).await;
    let status = resource("onlineagent/101/agentstatus");
    agent.send("GET", &status, "").await;
    assert!(has_logged(&mut desk, "unserved").await);
    desk.ask("DELETE", "/sim/faults", "").await;
    let mut served = Line::open(running.address).await;
    served.guid.clone_from(&agent.guid);
    let answer = served.ask("GET", &status, "").await.json();
    assert_eq!(answer["retcode"], "0");
    let nothing = agent.stream.try_read(&mut [0; 1]);
    let kind = nothing.err().map(|error| error.kind());
    assert_eq!(kind, Some(std::io::ErrorKind::WouldBlock));
}

#[tokio::test]
async fn an_armed_answer_of_two_megabytes_arrives_whole() {
    let running = start(Settings::default(), site()).await;
    let mut desk = Line::open(running.address).await;
    let body = "x".repeat(2 * 1024 * 1024);
    let armed =
        json!({"fault": "anyAnswer", "on": "login", "body": body, "contentType": "text/plain"});
    arm(&mut desk, &armed.to_string()).await;
    let reply = desk.ask("PUT", &resource("onlineagent/101"), "{}").await;
    assert_eq!(reply.body.len(), body.len());
}

/// A fault at a request, and what comes over the wire until it is closed or
/// stays silent for good.
#[tokio::test]
async fn faults_of_the_wire_are_seen_on_a_socket() {
    let running = start(Settings::default(), site()).await;
    let mut desk = Line::open(running.address).await;
    let mut check = async |fault: &str, part: Option<bool>, is_open: bool| {
        arm(&mut desk, &format!(r#"{{"fault": "{fault}"}}"#)).await;
        let mut line = Line::open(running.address).await;
        line.send("GET", &resource("onlineagent/101/agentstatus"), "")
            .await;
        let (bytes, ended) = line.until_silent().await;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
        let announced = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .and_then(|length| length.parse::<usize>().ok());
        let arrived = announced.map(|announced| {
            assert!(body.len() < announced, "{fault}: {text}");
            !body.is_empty()
        });
        assert_eq!(arrived, part, "{fault}: {text}");
        assert_eq!(!ended, is_open, "{fault}");
    };
    check("requestLost", None, false).await;
    check("answerLost", None, false).await;
    check("requestSwallowed", None, true).await;
    check("answerSwallowed", None, true).await;
    check("resetMidBody", Some(true), false).await;
    check("bodyStalls", Some(true), true).await;
    check("headersOnly", Some(false), true).await;
}

#[tokio::test]
async fn a_reset_is_a_reset() {
    let running = start(Settings::default(), site()).await;
    let mut desk = Line::open(running.address).await;
    arm(&mut desk, r#"{"fault": "resetMidBody"}"#).await;
    let mut line = Line::open(running.address).await;
    line.send("GET", &resource("onlineagent/101/agentstatus"), "")
        .await;
    let ended = line.stream.read_to_end(&mut Vec::new()).await;
    let kind = ended.err().map(|error| error.kind());
    assert_eq!(kind, Some(std::io::ErrorKind::ConnectionReset));
}

#[tokio::test]
async fn a_doubled_command_acts_twice_and_is_answered_once() {
    let running = start(Settings::default(), site()).await;
    let mut agent = Line::open(running.address).await;
    agent.sign_in().await;
    let mut desk = Line::open(running.address).await;
    desk.ask("POST", "/sim/ring", r#"{"agent": 101}"#).await;
    arm(&mut desk, r#"{"fault": "requestDoubled"}"#).await;
    let answer = agent
        .ask("PUT", &resource("voicecall/101/answer"), "")
        .await;
    assert_eq!(answer.json()["retcode"], "200-002");
    let state = desk.ask("GET", "/sim/state", "").await.json();
    assert_eq!(state["calls"][0]["place"], "talking");
}

#[tokio::test]
async fn a_delayed_answer_comes_when_its_time_is_over() {
    let running = start(Settings::default(), site()).await;
    let mut line = Line::open(running.address).await;
    line.sign_in().await;
    let status = resource("onlineagent/101/agentstatus");
    for fault in ["requestDelayed", "answerDelayed"] {
        let armed = format!(r#"{{"fault": "{fault}", "ms": 40}}"#);
        arm(&mut line, &armed).await;
        let began = std::time::Instant::now();
        let answer = line.ask("GET", &status, "").await;
        assert_eq!(answer.json()["retcode"], "0", "{fault}");
        assert!(began.elapsed() >= Duration::from_millis(40), "{fault}");
    }
}

#[tokio::test]
async fn a_redirection_leads_to_a_page() {
    let running = start(Settings::default(), site()).await;
    let mut line = Line::open(running.address).await;
    arm(&mut line, r#"{"fault": "redirected"}"#).await;
    let status = resource("onlineagent/101/agentstatus");
    let answer = line.ask("GET", &status, "").await;
    assert_eq!(answer.status, 302);
    let place = answer.header("location").unwrap_or_default().to_owned();
    let page = line.ask("GET", &place, "").await;
    assert_eq!(page.header("content-type"), Some("text/html;charset=UTF-8"));
}

#[tokio::test]
async fn an_answer_of_ten_megabytes_arrives_whole() {
    let running = start(Settings::default(), site()).await;
    let mut line = Line::open(running.address).await;
    arm(&mut line, r#"{"fault": "hugeAnswer"}"#).await;
    let status = resource("onlineagent/101/agentstatus");
    let answer = line.ask("GET", &status, "").await;
    assert!(answer.body.len() > 10_000_000);
}

#[tokio::test]
async fn the_desks_page_is_served() {
    let running = start(Settings::default(), site()).await;
    let mut line = Line::open(running.address).await;
    let check = async |line: &mut Line, path: &str, mime: &str| {
        let reply = line.ask("GET", path, "").await;
        assert_eq!(reply.status, 200, "{path}");
        assert_eq!(reply.header("content-type"), Some(mime), "{path}");
        assert!(!reply.body.is_empty());
    };
    check(&mut line, "/sim/", "text/html;charset=UTF-8").await;
    check(&mut line, "/sim/desk.css", "text/css;charset=UTF-8").await;
    check(&mut line, "/sim/desk.js", "text/javascript;charset=UTF-8").await;
    assert_eq!(
        line.ask("GET", "/", "").await.header("location"),
        Some("/sim/")
    );
}

/// A folder that is removed with the test.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        for (path, text) in files {
            let file = root.join(path);
            let folder = file.parent().map(std::fs::create_dir_all);
            assert!(matches!(folder, Some(Ok(()))), "{path}: {folder:?}");
            let written = std::fs::write(&file, text);
            assert!(written.is_ok(), "{path}: {written:?}");
        }
        Self(root)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed lies in the temporary folder anyway.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test]
async fn a_toolbars_folder_is_served_beside_the_gateway() {
    let scratch = Scratch::new(
        "toolbar",
        &[
            ("dist/index.html", "<p>"),
            ("dist/a/toolbar.wasm", "wasm"),
            ("dist/toolbar.json", "{}"),
            ("dist/boot.js", "1"),
            ("secret.txt", "no"),
        ],
    );
    let site = Site {
        toolbar: Some(scratch.0.join("dist")),
        ..site()
    };
    let running = start(Settings::default(), site).await;
    let mut line = Line::open(running.address).await;
    let check = async |line: &mut Line, path: &str, status: u16, mime: &str| {
        let reply = line.ask("GET", path, "").await;
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(reply.header("content-type"), Some(mime), "{path}");
    };
    check(&mut line, "/", 200, "text/html;charset=UTF-8").await;
    check(
        &mut line,
        "/index.html?lang=zh",
        200,
        "text/html;charset=UTF-8",
    )
    .await;
    check(&mut line, "/a/toolbar.wasm", 200, "application/wasm").await;
    check(
        &mut line,
        "/toolbar.json",
        200,
        "application/json;charset=UTF-8",
    )
    .await;
    check(&mut line, "/boot.js", 200, "text/javascript;charset=UTF-8").await;
    for path in [
        "/nothing",
        "/a",
        "/a/",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "//secret.txt",
    ] {
        check(&mut line, path, 404, "text/plain;charset=UTF-8").await;
    }
    let fresh = line.ask("GET", "/toolbar.json", "").await;
    assert_eq!(fresh.header("cache-control"), Some("no-cache"));
    assert_eq!(line.ask("POST", "/", "").await.status, 405);
}

#[tokio::test]
async fn a_host_page_has_a_port_and_so_an_origin_of_its_own() {
    let scratch = Scratch::new("host-page", &[("index.html", "<p>")]);
    let site = Site {
        host_page: Some((scratch.0.clone(), 0)),
        ..site()
    };
    let running = start(Settings::default(), site).await;
    let Some(address) = running.host_page else {
        panic!("a host page was asked for");
    };
    assert_ne!(address.port(), running.address.port());
    let mut line = Line::open(address).await;
    assert_eq!(line.ask("GET", "/", "").await.status, 200);
    assert_eq!(line.ask("GET", "/sim/state", "").await.status, 404);
}

#[tokio::test]
async fn other_origins_are_let_in_only_when_named() {
    let preflight = async |cors: Option<String>| {
        let running = start(Settings::default(), Site { cors, ..site() }).await;
        let mut line = Line::open(running.address).await;
        let reply = line.ask("OPTIONS", &resource("onlineagent/101"), "").await;
        let allowed = reply
            .header("access-control-allow-origin")
            .map(str::to_owned);
        let fields = json!({"password": "", "phonenum": "1"}).to_string();
        let signed_in = line.ask("PUT", &resource("onlineagent/101"), &fields).await;
        let exposed = signed_in
            .header("access-control-expose-headers")
            .map(str::to_owned);
        (reply.status, allowed, exposed)
    };
    assert_eq!(preflight(None).await, (405, None, None));
    let origin = "http://127.0.0.1:9000".to_owned();
    assert_eq!(
        preflight(Some(origin.clone())).await,
        (204, Some(origin), Some("Set-GUID".to_owned()))
    );
}

#[tokio::test]
async fn a_taken_port_is_said_so() {
    let running = start(Settings::default(), site()).await;
    let taken = Site {
        port: running.address.port(),
        ..site()
    };
    let refused = server::start(Exchange::new(Settings::default()), taken).await;
    let kind = refused.err().map(|not_started| not_started.error.kind());
    assert_eq!(kind, Some(std::io::ErrorKind::AddrInUse));
}
