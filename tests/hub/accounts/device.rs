//! What a device with a passkey does, as far as a hub sees it: a key on P-256 that signs what it is
//! asked, counts its signatures, and says where the page was from.

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody was there, and it was them.
const PRESENT_AND_VERIFIED: u8 = 0x05;
/// What follows is a new key.
const WITH_KEY: u8 = 0x40;

#[derive(Clone)]
pub struct Passkey {
    key: SigningKey,
    /// By what a hub knows it.
    pub id: Vec<u8>,
    /// Whose it is: what the hub said when it was made.
    person: Vec<u8>,
    /// Signatures so far.
    count: u32,
    /// Where the browser says that the page is from.
    origin: String,
    /// The name it was made for.
    name: String,
}

impl Passkey {
    /// Makes one, as `navigator.credentials.create` does; and what the page is told.
    pub fn made(seed: u8, question: &Value, origin: &str) -> (Passkey, String) {
        let options = &question["publicKey"];
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required", "{options}");
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        let passkey = Passkey {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 20],
            person: from_base64(options["user"]["id"].as_str().unwrap()),
            count: 1,
            origin: origin.to_owned(),
            name: options["rp"]["id"].as_str().unwrap().to_owned(),
        };
        let mut object = b"\xA3\x63fmt\x64none\x67attStmt\xA0\x68authData\x59".to_vec();
        let data = passkey.data(PRESENT_AND_VERIFIED | WITH_KEY, &passkey.public());
        object.extend_from_slice(&u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend_from_slice(&data);
        let client = passkey.client("webauthn.create", options);
        let response =
            json!({ "attestationObject": base64(&object), "clientDataJSON": base64(client.as_bytes()) });
        let answer = passkey.answer(&response);
        (passkey, answer)
    }

    /// Signs, as `navigator.credentials.get` does; what the page is told.
    pub fn signs(&mut self, question: &Value) -> String {
        let options = &question["publicKey"];
        assert_eq!(options["userVerification"], "required", "{options}");
        assert_eq!(options["allowCredentials"], json!([]), "nobody is told whose passkeys there are");
        self.count += 1;
        let data = self.data(PRESENT_AND_VERIFIED, &[]);
        let client = self.client("webauthn.get", options);
        let signed = [data.as_slice(), &Sha256::digest(client.as_bytes())].concat();
        let signature: Signature = self.key.sign(&signed);
        self.answer(&json!({
            "authenticatorData": base64(&data),
            "clientDataJSON": base64(client.as_bytes()),
            "signature": base64(signature.to_der().as_bytes()),
            "userHandle": base64(&self.person),
        }))
    }

    /// The same, asked on a page that is from elsewhere.
    pub fn on_a_page_of(&self, origin: &str) -> Passkey {
        Passkey { origin: origin.to_owned(), ..self.clone() }
    }

    /// Says that it is somebody else's.
    pub fn pretends_to_be(&mut self, person: &str) {
        let pair = |at: usize| u8::from_str_radix(&person[at..at + 2], 16).unwrap();
        self.person = (0..person.len()).step_by(2).map(pair).collect();
    }

    fn answer(&self, response: &Value) -> String {
        let id = base64(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }

    fn data(&self, flags: u8, rest: &[u8]) -> Vec<u8> {
        [&Sha256::digest(self.name.as_bytes())[..], &[flags], &self.count.to_be_bytes(), rest].concat()
    }

    fn client(&self, kind: &str, options: &Value) -> String {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    /// Its model (none), its id and its public key as COSE.
    fn public(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        let (head, middle) = (b"\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20", b"\x22\x58\x20");
        [&[0; 16][..], &length, &self.id, head, x, middle, y].concat()
    }
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            text.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

fn from_base64(text: &str) -> Vec<u8> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter).unwrap();
        bits = bits << 6 | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

#[test]
fn bytes_come_back_from_their_letters() {
    for length in 0..20 {
        let bytes: Vec<u8> = (0..length).map(|at| 251_u8.wrapping_mul(at)).collect();
        assert_eq!(from_base64(&base64(&bytes)), bytes);
    }
    assert_eq!(base64(b"\xfb\xff"), "-_8");
}
