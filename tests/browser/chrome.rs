//! A real Chromium, driven by WebDriver, and axe-core in it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

const AXE: &str = include_str!("../data/axe/axe.min.js");

/// Longer than any page takes on a small machine that compiles something else meanwhile.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

/// WCAG 2.2 to AAA (ACCESSIBILITY row 27).
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa"];

/// How somebody has set up their browser.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub name: &'static str,
    pub width: u32,
    pub height: u32,
    /// The size of text, px; 16 is usual.
    pub text: u32,
    /// Media features, as CSS asks for them.
    pub media: &'static [(&'static str, &'static str)],
    pub scripts: bool,
}

pub const DESK: Setting =
    Setting { name: "desk", width: 1280, height: 900, text: 16, media: &[], scripts: true };
pub const PHONE: Setting = Setting { name: "phone", width: 320, height: 640, ..DESK };

/// The browser, until it is dropped.
pub struct Chrome {
    driver: Child,
    pub client: Client,
}

impl Drop for Chrome {
    fn drop(&mut self) {
        // Ends the browser with it.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A driver, and the port that it says it is on.
fn driver() -> Option<(Child, String)> {
    let mut driver = Command::new("chromedriver")
        .args(["--port=0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver is not here: apt-get install chromium-driver");
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = |line: String| line.split_once("successfully on port ").map(|(_, port)| port.to_owned());
    match lines.into_iter().find_map(said) {
        Some(port) => Some((driver, port.trim_end_matches('.').to_owned())),
        None => {
            driver.wait().unwrap();
            None
        }
    }
}

impl Chrome {
    pub async fn start(setting: &Setting) -> Chrome {
        // It asks for the same free port twice, for both protocols, and ends when another has taken the
        // second in between.
        let (driver, port) = (0..5)
            .find_map(|_| driver())
            .expect("chromedriver says on which port it is, in one of five tries");
        let options = json!({
            "args": [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=ja",
                "--hide-scrollbars", "--force-device-scale-factor=1",
                format!("--window-size={},{}", setting.width.max(500), setting.height),
            ],
            "prefs": {
                "webkit.webprefs.default_font_size": setting.text,
                "intl.accept_languages": "ja",
                "profile.managed_default_content_settings.javascript": if setting.scripts { 1 } else { 2 },
            },
        });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), options);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        let chrome = Chrome { driver, client };
        chrome.looks(setting.width, setting.height, setting.media).await;
        chrome
    }

    /// As large a window as that, for somebody who wishes that. Narrower than any window can be, too, as a
    /// phone is.
    pub async fn looks(&self, width: u32, height: u32, media: &[(&str, &str)]) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let features: Vec<Value> =
            media.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// A command of Chromium's own.
    pub async fn devtools(&self, command: &str, params: Value) -> Value {
        self.client.issue_cmd(Devtools { command: command.to_owned(), params }).await.unwrap()
    }

    /// What axe-core finds on the page, each with where.
    pub async fn axe(&self) -> Vec<String> {
        self.client.execute(AXE, vec![]).await.unwrap();
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] })
              .then(found => done(found.violations.map(v =>
                v.id + ': ' + v.help + ' @ ' + v.nodes.map(n => n.target + ' ' + n.html).join(' | '))),
                error => done(['axe: ' + error]));";
        let found = self.client.execute_async(script, vec![json!(TAGS)]).await.unwrap();
        found.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    }

    /// How far the page can be moved sideways, px.
    pub async fn sideways(&self) -> i64 {
        let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
        self.client.execute(script, vec![]).await.unwrap().as_i64().unwrap()
    }

    pub async fn goto(&self, address: &str) {
        self.client.goto(address).await.unwrap();
    }

    /// What the page says, as text.
    pub async fn text(&self) -> String {
        // Asked of whatever page there is by then: an element could be of the page before.
        let text = self.ask("return document.body ? document.body.innerText : ''", vec![]).await;
        text.as_str().unwrap().to_owned()
    }

    /// Writes into the field of that name, in the place of what stood there.
    pub async fn write(&self, name: &str, text: &str) {
        let field = self.client.find(Locator::Css(&format!("[name=\"{name}\"]"))).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses the button or link with these words.
    pub async fn press(&self, words: &str) {
        let path = format!(
            "//*[self::button or self::a][not(@aria-hidden)][contains(normalize-space(.), \"{words}\")]"
        );
        let found = self.client.find(Locator::XPath(&path)).await;
        match found {
            Ok(element) => element.click().await.unwrap(),
            Err(error) => panic!("there is no \"{words}\" ({error}) on:\n{}", self.text().await),
        }
    }

    /// What a script of the test's own finds.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Clicks what is found so.
    #[track_caller]
    pub fn click<'c>(&'c self, css: &'c str) -> impl Future<Output = ()> + 'c {
        let caller = std::panic::Location::caller();
        async move {
            match self.client.find(Locator::Css(css)).await {
                Ok(element) => {
                    element.click().await.unwrap_or_else(|error| panic!("{caller}: {css}: {error}"))
                }
                Err(error) => panic!("{caller}: there is no {css} ({error}) on:\n{}", self.text().await),
            }
        }
    }

    /// Puts a value into a field that a browser writes in a form of its own, such as a date.
    pub async fn put(&self, name: &str, value: &str) {
        let script = "const field = document.querySelector(`[name=\"${arguments[0]}\"]`);
            field.value = arguments[1]; field.dispatchEvent(new Event('change', { bubbles: true })); return field.value;";
        let now = self.ask(script, vec![json!(name), json!(value)]).await;
        assert_eq!(now, json!(value), "{name} does not take it");
    }

    /// Chooses among radios and boxes.
    pub async fn choose(&self, name: &str, value: &str) {
        self.click(&format!("label:has([name=\"{name}\"][value=\"{value}\"])")).await;
    }

    /// Waits until the page says so.
    #[track_caller]
    pub fn says<'c>(&'c self, words: &'c str) -> impl Future<Output = ()> + 'c {
        let caller = std::panic::Location::caller();
        async move {
            let begun = std::time::Instant::now();
            loop {
                let text = self.text().await;
                if text.contains(words) {
                    return;
                }
                assert!(begun.elapsed() < PATIENCE, "{caller}: {words} is not on:\n{text}");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    }

    /// Waits until the page says so, or holds it in one of its fields; whether it does.
    pub async fn comes_to_hold(&self, words: &str) -> bool {
        const ALL: &str = "return [document.body ? document.body.innerText : '',
            ...[...document.querySelectorAll('input, textarea')].map(field => field.value)].join('\\n')";
        let begun = std::time::Instant::now();
        while begun.elapsed() < PATIENCE / 3 {
            if self.ask(ALL, vec![]).await.as_str().is_some_and(|all| all.contains(words)) {
                return true;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        false
    }

    /// The whole page as a picture (PNG), however long it is.
    pub async fn picture(&self) -> Vec<u8> {
        let params = json!({ "format": "png", "captureBeyondViewport": true, "fromSurface": true, "clip": self.ask(
            "const page = document.documentElement;
             return { x: 0, y: 0, width: page.clientWidth, height: page.scrollHeight, scale: 1 };", vec![]).await });
        let taken = self.devtools("Page.captureScreenshot", params).await;
        unwrapped(taken["data"].as_str().unwrap())
    }

    /// Gives it a device that keeps passkeys, and somebody who always says yes to it.
    pub async fn has_a_device(&self) {
        self.client.issue_cmd(Device).await.unwrap();
    }

    pub async fn end(self) {
        let _ = self.client.clone().close().await;
    }
}

/// Bytes out of base64, as the browser sends a picture.
fn unwrapped(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u8> = text.bytes().filter(|byte| *byte != b'=').collect();
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    for group in digits.chunks(4) {
        let bits = group.iter().fold(0, |bits, byte| bits << 6 | value(*byte)) << (6 * (4 - group.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..group.len()]);
    }
    bytes
}

/// `goog/cdp/execute`.
#[derive(Debug)]
struct Devtools {
    command: String,
    params: Value,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Devtools {
    fn endpoint(
        &self,
        base: &reqwest::Url,
        session: Option<&str>,
    ) -> Result<reqwest::Url, <reqwest::Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &reqwest::Url) -> (reqwest::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.params });
        (reqwest::Method::POST, Some(body.to_string()))
    }
}

/// A device for passkeys, as WebDriver plays one (WebAuthn, 12.4).
#[derive(Debug)]
struct Device;

impl fantoccini::wd::WebDriverCompatibleCommand for Device {
    fn endpoint(
        &self,
        base: &reqwest::Url,
        session: Option<&str>,
    ) -> Result<reqwest::Url, <reqwest::Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/webauthn/authenticator", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &reqwest::Url) -> (reqwest::Method, Option<String>) {
        let body = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true, "isUserConsenting": true,
        });
        (reqwest::Method::POST, Some(body.to_string()))
    }
}
