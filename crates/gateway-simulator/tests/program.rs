//! The program as it is started by people and scripts.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gateway-simulator"));
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(flags: &[&str]) -> Output {
    match program().args(flags).output() {
        Ok(output) => output,
        Err(error) => panic!("{flags:?}: {error}"),
    }
}

/// The first line of a program that has started.
fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    let output = child.stdout.take().map(BufReader::new);
    let read = output.map(|mut output| output.read_line(&mut line));
    assert!(matches!(read, Some(Ok(1..))), "{read:?}");
    line
}

fn spawn(flags: &[&str]) -> Child {
    match program().args(flags).spawn() {
        Ok(child) => child,
        Err(error) => panic!("{flags:?}: {error}"),
    }
}

#[test]
fn it_tells_its_addresses_in_json_and_ends_when_its_input_closes() {
    let mut child = spawn(&["--port", "0", "--json", "--until-stdin-closes"]);
    let line: Value = serde_json::from_str(&first_line(&mut child)).unwrap_or_default();
    let port = line["port"].as_u64().unwrap_or_default();
    assert_eq!(line["desk"], format!("http://127.0.0.1:{port}/sim/"));
    drop(child.stdin.take());
    let ended = child.wait().map(|status| status.success());
    assert!(matches!(ended, Ok(true)), "{ended:?}");
}

#[test]
fn settings_and_readings_hold_from_the_start() {
    let mut child = spawn(&[
        "--port",
        "0",
        "--json",
        "--until-stdin-closes",
        "--password-days",
        "9",
        "--reading",
        "lostRenewal=toldOnce",
        "--reading",
        "invitationOccupies=true",
        "--faults",
        "answerDelayed=2000:answer@0.05,eventLost:AgentEvent_Ringing",
        "--faults",
        "refused=200-038:reject",
        "--faults-seed",
        "7",
    ]);
    let line: Value = serde_json::from_str(&first_line(&mut child)).unwrap_or_default();
    let state = get(line["port"].as_u64(), "/sim/state");
    assert_eq!(state["settings"]["passwordDays"], 9);
    let readings = &state["settings"]["readings"];
    assert_eq!(readings["lostRenewal"], "toldOnce");
    assert_eq!(readings["invitationOccupies"], true);
    let armed = serde_json::json!([
        {"fault": "answerDelayed", "on": "answer", "ms": 2000, "probability": 0.05, "times": null},
        {"fault": "eventLost", "on": "AgentEvent_Ringing", "times": 1},
        {"fault": "refused", "on": "reject", "retcode": "200-038", "times": 1},
    ]);
    assert_eq!(state["armed"], armed);
    drop(child.stdin.take());
    let ended = child.wait().map(|status| status.success());
    assert!(matches!(ended, Ok(true)), "{ended:?}");
}

/// Asks over a connection that is closed after the answer.
fn get(port: Option<u64>, path: &str) -> Value {
    let address = format!("127.0.0.1:{}", port.unwrap_or_default());
    let asked = TcpStream::connect(address).and_then(|mut stream| {
        let request = format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    });
    let answer = asked.unwrap_or_default();
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body);
    serde_json::from_str(body.unwrap_or_default()).unwrap_or_default()
}

#[test]
fn a_taken_port_is_one_sentence_and_exit_code_two() {
    let Ok(taken) = std::net::TcpListener::bind("127.0.0.1:0") else {
        panic!("no port is free");
    };
    let port = taken.local_addr().map(|address| address.port().to_string());
    let output = run(&["--port", &port.unwrap_or_default()]);
    assert_eq!(output.status.code(), Some(2));
    let sentence = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(sentence.contains("is taken"), "{sentence}");
}

#[test]
fn a_wrong_flag_is_named() {
    let check = |flags: &[&str], word: &str| {
        let output = run(flags);
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        let sentence = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(sentence.contains(word), "{flags:?}: {sentence}");
    };
    check(&["--prot", "1"], "--prot");
    check(&["--port", "x"], "x");
    check(&["--auth-mode", "3"], "1 or 2");
    check(&["--toolbar", "no/such/folder"], "no/such/folder");
    check(&["--guid-interval", "200000"], "--guid-interval");
    check(&["--agents", "no/such/file"], "no/such/file");
    check(&["--reading", "lostRenewal"], "NAME=VALUE");
    check(&["--reading", "weather=fine"], "no reading weather");
    check(&["--reading", "lostRenewal=never"], "toldOnce");
    check(&["--password-days", "soon"], "soon");
    check(&["--faults", "rain"], "no fault rain");
    check(&["--faults", "answerLost@often"], "0 to 1");
    check(&["--faults", "answerLost:nothing"], "nothing");
    check(&["--faults", "answerLost=5"], "takes no value");
    check(&["--faults", "answerDelayed=soon"], "soon");
    check(&["--faults", "down"], "/sim/faults");
}

#[test]
fn the_help_shows_how_to_try_it_and_names_every_fault() {
    let output = run(&["--help"]);
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0));
    assert!(help.contains("curl --json"), "{help}");
    for known in gateway_simulator::FAULTS {
        let name = known.fault.name();
        assert!(help.contains(name), "{name}");
    }
}
