//! A new file in `local/` must rebuild the migrator; Cargo does not see it by itself.
fn main() {
    println!("cargo:rerun-if-changed=local");
}
