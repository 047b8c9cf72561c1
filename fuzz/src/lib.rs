//! What the targets of the fuzzers share: the code that the suite replays their finds with.

#[path = "../../tests/random/mod.rs"]
pub mod random;

/// Tries bytes with one of [`random::targets`].
///
/// # Panics
/// If something is wrong: the fuzzer keeps the bytes as a find.
pub fn attempt(name: &str, bytes: &[u8]) {
    let (_, target) = random::targets::TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    if let Err(fault) = target(bytes) {
        panic!("{name}: {fault}");
    }
}
