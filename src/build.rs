//! Compiles the window's description. Nothing else is generated.

fn main() {
    #[cfg(feature = "kiosk")]
    slint_build::compile("ui/kiosk.slint").expect("ui/kiosk.slint compiles");
}
