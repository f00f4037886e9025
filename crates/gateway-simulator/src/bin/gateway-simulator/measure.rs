//! A thousand agents polling at once, measured.
//!
//! The gateway runs as a process of its own, so that processor time and memory
//! are its alone; the agents are plain keep-alive lines in this one. Two
//! loads: polls that wait for a second, ten times what the pages ask of a
//! thousand agents; and polls that do not wait, as many as go through.

use std::io;
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

const AGENTS: u32 = 1000;
const FIRST_AGENT: u32 = 1001;
/// How long each load runs before and while it is measured.
const WARM_UP: Duration = Duration::from_millis(1500);
const MEASURED: Duration = Duration::from_secs(3);

/// Runs both loads; the line to print.
pub(crate) async fn measure() -> io::Result<String> {
    let mut gateway = start_gateway().await?;
    let address = address_of(&mut gateway).await?;
    let pid = gateway
        .id()
        .ok_or_else(|| io::Error::other("the gateway has ended"))?;
    let load = Arc::new(Load::default());
    let mut agents = JoinSet::new();
    for agent in FIRST_AGENT..FIRST_AGENT + AGENTS {
        agents.spawn(work(address, agent, Arc::clone(&load)));
    }
    set_hold(address, 1000).await?;
    let held = observe(pid, &load).await?;
    set_hold(address, 0).await?;
    let flat_out = observe(pid, &load).await?;
    let memory = resident_megabytes(pid)?;
    load.is_over.store(true, Ordering::Relaxed);
    let mut failures = 0;
    while let Some(ended) = agents.join_next().await {
        failures += u32::from(!matches!(ended, Ok(Ok(()))));
    }
    drop(gateway.stdin.take());
    gateway.wait().await?;
    if failures > 0 {
        return Err(io::Error::other(format!("{failures} agents failed")));
    }
    Ok(format!(
        "{AGENTS} agents polling at once: {:.0} polls/s held 1 s each at {:.0} % of a processor; at most {:.0} polls/s at {:.0} %; {memory} MB resident",
        held.polls, held.processor, flat_out.polls, flat_out.processor
    ))
}

#[derive(Default)]
struct Load {
    polls: AtomicU64,
    is_over: AtomicBool,
}

/// What was seen: polls a second, per cent of one processor.
struct Seen {
    polls: f64,
    processor: f64,
}

async fn observe(pid: u32, load: &Load) -> io::Result<Seen> {
    tokio::time::sleep(WARM_UP).await;
    let (polls, ticks, began) = (
        load.polls.load(Ordering::Relaxed),
        ticks(pid)?,
        Instant::now(),
    );
    tokio::time::sleep(MEASURED).await;
    let seconds = began.elapsed().as_secs_f64();
    let polls = load.polls.load(Ordering::Relaxed) - polls;
    let ticks = self::ticks(pid)? - ticks;
    Ok(Seen {
        polls: polls as f64 / seconds,
        // The kernel counts 100 ticks a second, so a tick a second is a per cent.
        processor: ticks as f64 / seconds,
    })
}

async fn start_gateway() -> io::Result<Child> {
    Command::new(std::env::current_exe()?)
        .args(["--port", "0", "--json", "--until-stdin-closes"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
}

async fn address_of(gateway: &mut Child) -> io::Result<SocketAddr> {
    let output = gateway
        .stdout
        .take()
        .ok_or_else(|| io::Error::other("the gateway has no output"))?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).await?;
    let port = serde_json::from_str::<serde_json::Value>(&line)?["port"]
        .as_u64()
        .and_then(|port| u16::try_from(port).ok())
        .ok_or_else(|| io::Error::other("the gateway told no port"))?;
    Ok(SocketAddr::from(([127, 0, 0, 1], port)))
}

async fn set_hold(address: SocketAddr, hold: u32) -> io::Result<()> {
    let mut line = Line::open(address).await?;
    let body = format!("{{\"hold\": {hold}}}");
    line.ask("POST", "/sim/settings", "", &body).await?;
    Ok(())
}

/// One agent: signs in, then polls until it is over.
async fn work(address: SocketAddr, agent: u32, load: Arc<Load>) -> io::Result<()> {
    let mut line = Line::open(address).await?;
    let path = format!("/agentgateway/resource/onlineagent/{agent}");
    let fields = r#"{"password": "", "phonenum": "1"}"#;
    let signed_in = line.ask("PUT", &path, "", fields).await?;
    let guid = signed_in
        .lines()
        .find_map(|line| line.strip_prefix("set-guid: JSESSIONID="))
        .ok_or_else(|| io::Error::other("no Guid at sign-in"))?
        .to_owned();
    let path = format!("/agentgateway/resource/agentevent/{agent}");
    while !load.is_over.load(Ordering::Relaxed) {
        let polled = line.ask("GET", &path, &guid, "").await?;
        if !polled.contains(r#""retcode":"0""#) {
            return Err(io::Error::other("a poll was refused"));
        }
        load.polls.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// A keep-alive line.
struct Line {
    stream: TcpStream,
    received: Vec<u8>,
}

impl Line {
    async fn open(address: SocketAddr) -> io::Result<Self> {
        Ok(Self {
            stream: TcpStream::connect(address).await?,
            received: Vec::with_capacity(1024),
        })
    }

    async fn ask(
        &mut self,
        method: &str,
        path: &str,
        guid: &str,
        body: &str,
    ) -> io::Result<String> {
        let length = body.len();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\nguid: {guid}\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.received.clear();
        loop {
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let text = String::from_utf8_lossy(&self.received);
            if is_whole(&text) {
                return Ok(text.into_owned());
            }
        }
    }
}

/// Whether an answer has come to its end.
fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .and_then(|length| length.parse::<usize>().ok());
    length.is_some_and(|length| body.len() >= length)
}

/// Processor time of a process so far, in hundredths of a second.
fn ticks(pid: u32) -> io::Result<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> = stat
        .rsplit_once(')')
        .map(|(_, fields)| fields.split_whitespace().collect())
        .unwrap_or_default();
    // After the name in brackets, user time is the 12th field and system time the 13th.
    let field = |index: usize| fields.get(index).and_then(|text| text.parse::<u64>().ok());
    match (field(11), field(12)) {
        (Some(user), Some(system)) => Ok(user + system),
        _ => Err(io::Error::other("the process's times cannot be read")),
    }
}

fn resident_megabytes(pid: u32) -> io::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .map(|kilobytes| kilobytes / 1024)
        .ok_or_else(|| io::Error::other("the process's memory cannot be read"))
}
