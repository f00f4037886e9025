//! A page with the toolbar in it, as a person uses it: by names, roles and visible text.

use agent_toolbar::embed::{Handle, mount};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Looks again and again until something is there; a test that waits for ever fails with its name.
pub async fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = js_sys::Date::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            js_sys::Date::now() - began < 10_000.0,
            "waited in vain for {what}"
        );
        turn().await;
    }
}

/// Lets the page do what it has to do.
pub async fn turn() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().unwrap();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 5)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// A mounted toolbar; dropped, it is gone.
pub struct Page {
    pub element: HtmlElement,
    pub handle: Handle,
}

impl Page {
    /// Mounts a toolbar with default settings.
    pub fn open() -> Page {
        Page::open_with(None)
    }

    /// Mounts a toolbar that reads its settings from an address.
    pub fn open_with(settings: Option<&str>) -> Page {
        let document = web_sys::window().unwrap().document().unwrap();
        let element: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&element).unwrap();
        Page {
            handle: mount_into(&element, settings),
            element,
        }
    }

    /// Every text that can be seen.
    pub fn text(&self) -> String {
        self.element.inner_text()
    }

    /// Waits for a text.
    pub async fn sees(&self, text: &str) {
        let look = || self.text().contains(text).then_some(());
        eventually(&format!("{text:?} on the page"), look).await;
    }

    /// Waits for the element with a role and a name.
    pub async fn finds(&self, role: &str, name: &str) -> HtmlElement {
        eventually(&format!("{role} {name:?}"), || self.find(role, name)).await
    }

    /// Waits for the element with a role and a name that begins like this.
    pub async fn finds_part(&self, role: &str, beginning: &str) -> HtmlElement {
        let look = || self.look(role, |name| name.starts_with(beginning));
        eventually(&format!("{role} {beginning:?}…"), look).await
    }

    /// The element with a role and a name, if it can be seen.
    pub fn find(&self, role: &str, name: &str) -> Option<HtmlElement> {
        self.look(role, |found| found == name)
    }

    fn look(&self, role: &str, is_it: impl Fn(&str) -> bool) -> Option<HtmlElement> {
        let all = self.element.query_selector_all("*").unwrap();
        (0..all.length())
            .filter_map(|index| all.get(index)?.dyn_into::<HtmlElement>().ok())
            .filter(|element| role_of(element) == role && is_visible(element))
            .find(|element| is_it(&name_of(element)))
    }

    /// Presses the button with a name, once it may be pressed.
    pub async fn presses(&self, name: &str) {
        let look = || {
            let button = self.find("button", name)?;
            let is_off = button.get_attribute("aria-disabled").as_deref() == Some("true");
            (!is_off).then_some(button)
        };
        eventually(&format!("a {name:?} to press"), look)
            .await
            .click();
    }

    /// Writes into the field with a name.
    pub async fn writes(&self, name: &str, text: &str) {
        let field: HtmlInputElement = self.finds("textbox", name).await.unchecked_into();
        field.set_value(text);
        let init = web_sys::EventInit::new();
        init.set_bubbles(true);
        let event = web_sys::Event::new_with_event_init_dict("input", &init).unwrap();
        field.dispatch_event(&event).unwrap();
    }

    /// Signs agent 101 in.
    pub async fn signs_in(&self) {
        self.writes("Agent id", "101").await;
        self.writes("Password", "secret").await;
        self.writes("Softphone number", "60015").await;
        self.presses("Sign in").await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.handle.dispose();
        self.element.remove();
    }
}

/// Mounts a toolbar into an element that is there already.
pub fn mount_into(element: &HtmlElement, settings: Option<&str>) -> Handle {
    let options = Object::new();
    if let Some(settings) = settings {
        Reflect::set(&options, &"settings".into(), &settings.into()).unwrap();
    }
    mount(element.into(), options.into()).unwrap()
}

fn role_of(element: &Element) -> String {
    let implied = || match element.tag_name().as_str() {
        "BUTTON" => "button",
        "INPUT" => "textbox",
        _ => "",
    };
    element
        .get_attribute("role")
        .unwrap_or_else(|| implied().to_owned())
}

fn name_of(element: &Element) -> String {
    if let Some(name) = element.get_attribute("aria-label") {
        return name;
    }
    let labels = Reflect::get(element, &"labels".into()).unwrap_or(JsValue::UNDEFINED);
    let label = labels
        .dyn_ref::<web_sys::NodeList>()
        .and_then(|labels| labels.get(0));
    let text = label.map_or_else(|| element.text_content(), |label| label.text_content());
    text.unwrap_or_default().trim().to_owned()
}

fn is_visible(element: &HtmlElement) -> bool {
    element.offset_parent().is_some()
}
