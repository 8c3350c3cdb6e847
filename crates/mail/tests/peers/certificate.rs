//! A certificate for `localhost`, made for one test.

use std::fs;
use std::path::{Path, PathBuf};

pub struct Certificate {
    /// To be trusted.
    pub der: Vec<u8>,
    pub file: PathBuf,
    pub key: PathBuf,
}

impl Certificate {
    pub fn new(folder: &Path) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let (file, key) = (folder.join("cert.pem"), folder.join("key.pem"));
        fs::write(&file, made.cert.pem()).unwrap();
        fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        Self {
            der: made.cert.der().to_vec(),
            file,
            key,
        }
    }
}
