#!/usr/bin/env bash
# whatlang 0.18.0 (the Rust crate) on a Kazakh sentence.
#
# whatlang knows some seventy languages; Kazakh is none of them. What it has no model for it does not leave open: a plain
# sentence of news in Kazakh is Belarusian, with a confidence of 1 and `is_reliable()` true. The reliability is that of the
# best language against the second, among those that share letters; it does not say that the text is in any of them.
#
# istinad looks for the letters that only Kazakh has before it asks, and keeps `und` where nothing is certain.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/src"
cd "$work"
cat >Cargo.toml <<'TOML'
[package]
name = "try"
version = "0.1.0"
edition = "2021"

[dependencies]
whatlang = "=0.18.0"
TOML
cat >src/main.rs <<'RS'
fn main() {
    let text = "Ауыл жанындағы көл үш жылдан кейін қайтадан суға толды, тұрғындар жағаға балаларымен келді.";
    let found = whatlang::detect(text).expect("an answer");
    println!("{} {} {}", found.lang().eng_name(), found.confidence(), found.is_reliable());
}
RS
seen=$(CARGO_TARGET_DIR=$work/target cargo run --quiet)
echo "whatlang 0.18.0: Kazakh is $seen"
[ "$seen" = 'Belarusian 1 true' ]
