//! Compiles the window's description. Nothing else is generated.

fn main() {
    // Without a word about what it depends on, any changed file, even a test, would compile the whole crate again.
    println!("cargo::rerun-if-changed=src/build.rs");
    #[cfg(feature = "kiosk")]
    slint_build::compile("ui/kiosk.slint").expect("ui/kiosk.slint compiles");
}
