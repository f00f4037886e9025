//! The folders that the demo serves: the built toolbar that knows the sample CRM page, and that page with the host script.
//!
//! They are copies, so that neither what was built nor what is kept is changed by trying it.

use crate::Outcome;
use crate::workspace::Workspace;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// What the sample CRM page may ask for.
const GRANTED: &[&str] = &["answer", "reject", "drop"];

/// Where both lie.
pub struct Pages {
    /// The toolbar.
    pub toolbar: PathBuf,
    /// The sample CRM page.
    pub crm: PathBuf,
}

/// Makes both for a CRM page on this port.
pub fn prepare(workspace: &Workspace, host_port: u16) -> Outcome<Pages> {
    let folder = workspace.target().join("demo");
    let pages = Pages {
        toolbar: folder.join("toolbar"),
        crm: folder.join("crm"),
    };
    let dist = workspace.dist();
    let made = fs::remove_dir_all(&folder)
        .or_else(if_missing)
        .and_then(|()| copy(&dist, &pages.toolbar))
        .and_then(|()| copy(&workspace.root().join("demo/crm"), &pages.crm))
        .and_then(|()| {
            let script = "agent-toolbar.js";
            fs::copy(dist.join(script), pages.crm.join(script)).map(|_| ())
        });
    made.map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    let file = pages.toolbar.join("toolbar.json");
    let read = |error| format!("{} cannot be used: {error}.", file.display());
    let text = fs::read_to_string(&file).map_err(|error| read(error.to_string()))?;
    let settings = with_host(&text, host_port).map_err(read)?;
    fs::write(&file, settings).map_err(|error| read(error.to_string()))?;
    Ok(pages)
}

/// A toolbar.json that grants the page on this port what the sample asks for.
fn with_host(text: &str, port: u16) -> Result<String, String> {
    let mut settings: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    settings["hosts"] = json!([
        {"origin": format!("http://127.0.0.1:{port}"), "verbs": GRANTED},
        {"origin": format!("http://localhost:{port}"), "verbs": GRANTED},
    ]);
    Ok(settings.to_string())
}

fn if_missing(error: std::io::Error) -> std::io::Result<()> {
    match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_page_is_granted_what_it_asks_for_and_nothing_else_is_changed() {
        let text = with_host(r#"{"gateway":"/agentgateway/resource"}"#, 8044).expect("settings");
        let settings: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(settings["gateway"], "/agentgateway/resource");
        assert_eq!(settings["hosts"][0]["origin"], "http://127.0.0.1:8044");
        assert_eq!(settings["hosts"][0]["verbs"], json!(GRANTED));
        assert!(with_host("no settings", 8044).is_err());
    }
}
