//! The program: a gateway and its control desk on a port.

use std::process::ExitCode;

use gateway_simulator::Exchange;
use gateway_simulator::server::{self, NotStarted, Running};
use tokio::io::{AsyncReadExt, stdin};

mod measure;
mod options;

use options::{Asked, Options, Report};

/// The exit code for a port that cannot be had and for wrong flags.
const CANNOT: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let options = match options::read() {
        Ok(Asked::Serve(options)) => *options,
        Ok(Asked::Measure) => return measure().await,
        Ok(Asked::Help) => {
            say(options::HELP);
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            complain(&format!("{sentence} See --help."));
            return ExitCode::from(CANNOT);
        }
    };
    serve(options).await
}

async fn measure() -> ExitCode {
    match measure::measure().await {
        Ok(line) => {
            say(&format!("{line}\n"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            complain(&format!("The load could not be measured: {error}."));
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> ExitCode {
    if !options.site.bind.is_loopback() {
        complain(&format!(
            "WARNING: listening on {}: everybody who can reach this machine can use the gateway and its control desk.",
            options.site.bind
        ));
    }
    let exchange = Exchange::with_staff(options.settings, options.staff);
    let exchange = exchange.with_faults(options.faults);
    let has_toolbar = options.site.toolbar.is_some();
    let running = match server::start(exchange, options.site).await {
        Ok(running) => running,
        Err(NotStarted { port, error }) => {
            complain(&match error.kind() {
                std::io::ErrorKind::AddrInUse => format!(
                    "Port {port} is taken: end the program that uses it, or choose another port with --port or --host-port."
                ),
                _ => format!("Port {port} cannot be used: {error}."),
            });
            return ExitCode::from(CANNOT);
        }
    };
    report(&running, options.report, has_toolbar);
    tokio::select! {
        () = end_signal() => {}
        () = input_closed(), if options.ends_with_input => {}
    }
    running.stop();
    ExitCode::SUCCESS
}

fn report(running: &Running, report: Report, has_toolbar: bool) {
    let base = format!("http://{}", running.address);
    let host_page = running
        .host_page
        .map(|address| format!("http://{address}/"));
    match report {
        Report::Json => say(&format!(
            "{}\n",
            serde_json::json!({
                "gateway": format!("{base}/agentgateway/resource"),
                "desk": format!("{base}/sim/"),
                "toolbar": has_toolbar.then(|| format!("{base}/")),
                "hostPage": host_page,
                "port": running.address.port(),
                "hostPort": running.host_page.map(|address| address.port()),
            })
        )),
        Report::Words => {
            say(&format!(
                "The gateway is at {base}/agentgateway/resource\nThe control desk is at {base}/sim/\n"
            ));
            if has_toolbar {
                say(&format!("The toolbar is at {base}/\n"));
            }
            if let Some(address) = host_page {
                say(&format!("The host page is at {address}\n"));
            }
            say("Ctrl-C ends it.\n");
        }
    }
}

/// Ctrl-C or SIGTERM.
async fn end_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        },
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

async fn input_closed() {
    let mut input = stdin();
    let mut ignored = [0; 256];
    while matches!(input.read(&mut ignored).await, Ok(1..)) {}
}

/// Prints to the standard output, whoever reads it.
fn say(text: &str) {
    use std::io::Write as _;
    let mut output = std::io::stdout();
    // A reader that has gone does not stop the gateway.
    let _ = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
}

fn complain(sentence: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
