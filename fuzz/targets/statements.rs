#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| istinad_fuzz::attempt("statements", bytes));
