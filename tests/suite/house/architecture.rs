//! The rules of `docs/architecture.md`, held by reading the source.
//!
//! 1. a part imports only what lies before it in the pipeline, and no renderer knows another;
//! 2. only the command line touches disk, network, clock, environment and standard streams;
//! 3. a dependency's type stands in no public signature, and the layout names no type of PDF;
//! 4. no file is longer than 800 lines;
//! 5. no string names a flag of the command line but its own;
//! 6. the documents name only paths that exist, and list every diagnostic and every limit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use istinad::{Code, Limit};

/// What each part may import, beside itself and [`FOUNDATION`]. A part that is not listed here fails the test.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("limits", &[]),
    ("span", &[]),
    ("digest", &[]),
    ("remedy", &[]),
    ("source", &[]),
    ("diagnostic", &[]),
    ("error", &[]),
    ("text", &[]),
    ("memory", &[]),
    ("iri", &[]),
    ("digest", &[]),
    ("model", &[]),
    ("language", &["model"]),
    ("rights", &["model", "language"]),
    ("fonts", &["model", "language"]),
    ("picture", &["model", "language", "fonts"]),
    ("options", &["model", "rights"]),
    ("build", &["model"]),
    ("capture", &["model"]),
    ("assemble", &["model", "rights", "language", "picture", "build", "options", "capture"]),
    ("read", &["model", "rights", "language", "picture", "build", "options", "capture", "assemble"]),
    ("layout", &["model", "rights", "language", "fonts"]),
    ("render", &["model", "rights", "language", "fonts", "picture", "layout"]),
    ("inspect", &["model", "language", "rights"]),
    ("json", &["model", "rights", "inspect"]),
    ("convert", &["model", "options", "capture", "assemble", "read", "render"]),
    ("run", &["model", "options", "capture"]),
    ("package", &["model", "render"]),
];

/// What every part may import.
const FOUNDATION: &[&str] =
    &["span", "digest", "limits", "source", "diagnostic", "remedy", "error", "text", "iri", "memory"];

/// What `lib.rs` passes on, and where it comes from.
const FACE: &[(&str, &str)] = &[
    ("Code", "diagnostic"),
    ("Diagnostic", "diagnostic"),
    ("Outcome", "diagnostic"),
    ("Severity", "diagnostic"),
    ("Error", "error"),
    ("Result", "error"),
    ("Limit", "limits"),
    ("Limits", "limits"),
    ("Document", "model"),
    ("MediaLoader", "capture"),
    ("ReadOptions", "options"),
    ("Reader", "read"),
    ("Remedy", "remedy"),
    ("Setting", "remedy"),
    ("RenderOptions", "render"),
    ("Renderer", "render"),
    ("Source", "source"),
    ("Span", "span"),
];

/// What reaches out of the process.
const OUTSIDE: &[&str] = &[
    "println!",
    "print!",
    "eprintln!",
    "eprint!",
    "dbg!",
    "std::fs",
    "std::env",
    "std::net::Tcp",
    "std::net::Udp",
    "ToSocketAddrs",
    "std::process",
    "stdout()",
    "stderr()",
    "stdin()",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "thread::current",
    "RandomState",
];

const LONGEST_FILE: usize = 800;

#[test]
fn imports_run_in_one_direction() {
    let mut violations = Vec::new();
    for file in Source::all() {
        let part = file.part();
        if matches!(part, "lib" | "main" | "cli") {
            // The library's face knows every part; the command line knows the library as any other program does.
            continue;
        }
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == part) else {
            violations.push(format!("{}: the part {part:?} has no row in MAY_IMPORT", file.name));
            continue;
        };
        for path in file.imports() {
            let Some(first) = path.first() else { continue };
            let target = FACE.iter().find(|(name, _)| name == first).map_or(first.as_str(), |(_, part)| *part);
            let is_part = MAY_IMPORT.iter().any(|(name, _)| *name == target);
            if is_part && target != part && !allowed.contains(&target) && !FOUNDATION.contains(&target) {
                violations.push(format!("{}: {part} must not know {}", file.name, path.join("::")));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn no_renderer_knows_another() {
    let renderers: BTreeSet<String> = istinad::render::RENDERERS.iter().map(|it| it.name().to_owned()).collect();
    let mut violations = Vec::new();
    for file in Source::all() {
        let module = file.module();
        let ["render", own, ..] = module.iter().map(String::as_str).collect::<Vec<_>>()[..] else { continue };
        if !renderers.contains(own) {
            continue;
        }
        for path in file.imports() {
            if let [first, other, ..] = &path[..]
                && first == "render"
                && other != own
                && renderers.contains(other)
            {
                violations.push(format!("{}: {own} must not know {}", file.name, path.join("::")));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn no_files_know_one_another_in_a_circle() {
    let files: Vec<Source> = Source::all().into_iter().filter(|file| file.part() != "lib").collect();
    let modules: Vec<Vec<String>> = files.iter().map(Source::module).collect();
    // The file that a path leads into: the one whose module is the longest beginning of the path.
    let file_of = |path: &[String]| {
        let holds = |module: &[String]| !module.is_empty() && path.starts_with(module);
        (0..files.len()).filter(|&index| holds(&modules[index])).max_by_key(|&index| modules[index].len())
    };
    let knows: Vec<BTreeSet<usize>> = files
        .iter()
        .enumerate()
        .map(|(own, file)| {
            let paths = file.imports().into_iter().chain(file.paths_of_children());
            let others = paths.filter_map(|path| file_of(&path));
            // What a folder's files share stands in the file of the folder: with it they are one.
            others.filter(|&other| !modules[own].starts_with(&modules[other])).collect()
        })
        .collect();
    let reach = |start: usize| {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![start]);
        while let Some(file) = todo.pop() {
            todo.extend(knows[file].iter().copied().filter(|next| seen.insert(*next)));
        }
        seen
    };
    let reached: Vec<BTreeSet<usize>> = (0..files.len()).map(reach).collect();
    let circles: BTreeSet<Vec<&str>> = (0..files.len())
        .filter(|&file| reached[file].contains(&file) && files[file].part() != "model")
        .map(|file| {
            reached[file].iter().filter(|&&it| reached[it].contains(&file)).map(|&it| &*files[it].name).collect()
        })
        .collect();
    assert!(circles.is_empty(), "these know one another:\n{circles:#?}");
}

#[test]
fn type_names_are_unique() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, text) in sources() {
        for declared in declared_types(&without_comments_and_strings(&text)) {
            places.entry(declared).or_default().push(name.clone());
        }
    }
    assert!(places.len() > 300, "the types of src/ were not found");
    let shared: BTreeMap<_, _> = places.into_iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "these names say several things:\n{shared:#?}");
    let code =
        "pub(crate) struct A<T>(T);\nimpl X for A {\n    type Item = u8;\n}\nfn f() {\n    enum B {}\n}\ntype C = A;";
    assert_eq!(declared_types(code), ["A", "B", "C"]);
}

/// The types that code declares; an associated type has the name that its trait gives it.
fn declared_types(code: &str) -> Vec<String> {
    let declared = code.lines().filter_map(|line| {
        let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
        let kind = words.next()?;
        let is_type =
            matches!(kind, "struct" | "enum" | "trait" | "union") || line.starts_with(['t', 'p']) && kind == "type";
        let name: String = words.next()?.chars().take_while(|c| c.is_alphanumeric()).collect();
        (is_type && name.starts_with(char::is_uppercase)).then_some(name)
    });
    declared.collect()
}

#[test]
fn a_new_field_of_the_model_breaks_no_caller() {
    let model = sources().into_iter().filter(|(name, _)| name.starts_with("src/model/"));
    let mut open = Vec::new();
    for (name, text) in model {
        let code = without_comments_and_strings(&text);
        let lines: Vec<&str> = code.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("pub struct ")) {
            let has_public_fields = line.ends_with('{')
                && lines[at + 1..]
                    .iter()
                    .find(|line| !line.trim().is_empty())
                    .is_some_and(|line| line.trim().starts_with("pub "));
            if has_public_fields && lines[at - 1] != "#[non_exhaustive]" {
                open.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(
        open.is_empty(),
        "these are to be #[non_exhaustive], with a constructor in src/model/make.rs:\n{}",
        open.join("\n")
    );
}

#[test]
fn the_command_line_knows_only_the_public_face() {
    for file in Source::all().into_iter().filter(|file| file.part() == "cli") {
        for path in file.imports() {
            assert_eq!(path.first().map(String::as_str), Some("cli"), "{}: {}", file.name, path.join("::"));
        }
    }
}

#[test]
fn only_the_command_line_reaches_outside() {
    let mut violations = Vec::new();
    for file in Source::all() {
        if matches!(file.part(), "main" | "cli") {
            continue;
        }
        for token in OUTSIDE.iter().filter(|token| holds_token(&file.code, token)) {
            violations.push(format!("{}: {token}", file.name));
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn only_the_command_line_knows_its_flags() {
    let mut violations = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| !name.starts_with("src/cli/")) {
        let said = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
        violations
            .extend(strings(said).into_iter().filter(|string| names_a_flag(string)).map(|it| format!("{name}: {it}")));
    }
    assert!(violations.is_empty(), "a `Remedy` with a `Setting` says it:\n{}", violations.join("\n"));
    let found = strings("// \"--no\"\nf(\"state --lang\", 'x', r#\"--a\"#, '\"', \"<!--no-->\", \"---\", \"a--b\")");
    assert_eq!(found.into_iter().filter(|string| names_a_flag(string)).collect::<Vec<_>>(), ["state --lang", "--a"]);
}

/// Whether words name a flag, `--lang`: two hyphens that begin a word.
fn names_a_flag(words: &str) -> bool {
    words.match_indices("--").any(|(at, _)| {
        let before = words[..at].chars().next_back();
        let after = words[at + 2..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '`' | '(' | '"'))
            && after.is_some_and(|c| c.is_ascii_lowercase())
    })
}

#[test]
fn the_layout_knows_no_pdf() {
    for file in Source::all().into_iter().filter(|file| matches!(file.part(), "layout" | "fonts" | "model")) {
        for name in ["printpdf", "lopdf", "xmp_writer", "epub_builder", "zip"] {
            assert!(!holds_token(&file.code, &format!("{name}::")), "{} names {name}", file.name);
        }
    }
}

#[test]
fn no_dependency_stands_in_a_public_signature() {
    let manifest = read(&root().join("Cargo.toml"));
    let manifest: toml::Table = manifest.parse().expect("Cargo.toml is TOML");
    let dependencies: Vec<String> = manifest["dependencies"]
        .as_table()
        .expect("a table")
        .keys()
        .map(|name| format!("{}::", name.replace('-', "_")))
        .collect();
    let mut violations = Vec::new();
    for file in Source::all() {
        let used = || dependencies.iter().filter(|dependency| file.code.contains(dependency.as_str()));
        let of_a_dependency: Vec<String> =
            used().flat_map(|dependency| file.imported_names(dependency)).chain(used().cloned()).collect();
        for line in file.code.lines().map(str::trim).filter(|line| line.starts_with("pub ")) {
            for name in of_a_dependency.iter().filter(|name| holds_token(line, name)) {
                violations.push(format!("{}: {name} in `{line}`", file.name));
            }
        }
    }
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
}

#[test]
fn no_file_is_too_long() {
    for file in Source::all() {
        assert!(file.lines <= LONGEST_FILE, "{} has {} lines: split it by its passes", file.name, file.lines);
    }
}

#[test]
fn the_documents_name_only_what_exists() {
    let mut missing = Vec::new();
    for document in ["README.md", "docs/architecture.md"] {
        let text = read(&root().join(document));
        // What is commented out is not there yet.
        let text: String =
            text.split("<!--").map(|part| part.split_once("-->").map_or(part, |(_, shown)| shown)).collect();
        let code_spans = text.split('`').skip(1).step_by(2);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let paths = code_spans.chain(links).filter(|path| {
            ["src", "build", "fonts", "tests", "docs", "benches", "fuzz", ".ci", "LICENSE", "CHANGELOG"].iter().any(
                |start| {
                    path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '-', '.']))
                },
            ) && !path.contains([' ', '*', '<'])
        });
        let folder = root().join(document).parent().expect("a folder").to_owned();
        missing.extend(
            paths
                .filter(|path| !root().join(path).exists() && !folder.join(path).exists())
                .map(|path| format!("{document}: {path}")),
        );
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

/// `ISTINAD_BLESS=1 cargo test architecture` writes the list anew.
#[test]
fn every_diagnostic_is_documented() {
    let mut text = String::from(
        "# Diagnostics\n\n\
         Everything that istinad can say about an article. The code is stable; the sentence that comes with it may\n\
         change between versions. An error means that no honest file can be made; a warning, that something was lost\n\
         or that a duty is unmet (`--strict` lets it fail); a note, that a guess was made or a choice was taken.\n\n\
         The table is generated from `src/diagnostic.rs`: `ISTINAD_BLESS=1 cargo test architecture`.\n\n\
         | code | severity | meaning |\n| --- | --- | --- |\n",
    );
    for code in Code::ALL {
        text.push_str(&format!("| `{code}` | {} | {} |\n", code.severity(), code.meaning()));
    }
    assert_generated("docs/diagnostics.md", &text);
}

#[test]
fn every_limit_is_documented() {
    let mut text = String::from(
        "# Limits\n\n\
         An input may come from anybody. Whatever grows with it has a limit far beyond what articles need: `--limit NAME=VALUE`\n\
         raises one for files that you trust, or lowers it for files of strangers; a number of bytes may end with `k`, `M` or\n\
         `G`. Beyond a limit the article is refused (`input-too-large`), a picture is left out (`picture-refused`), and what is\n\
         nested too deeply is set at the deepest level with all its words (`nesting-flattened`); each says where, and how to\n\
         raise the limit. What `check` reads of a file has limits of its own (`checked-…`).\n\n\
         The table is generated from `src/limits.rs`: `ISTINAD_BLESS=1 cargo test architecture`.\n\n\
         | name | by default | at most | meaning |\n| --- | --- | --- | --- |\n",
    );
    for &limit in Limit::ALL {
        let (default, most) = (limit.show(limit.default_value()), limit.show(limit.highest_value()));
        text.push_str(&format!("| `{limit}` | {default} | {most} | {} |\n", limit.meaning()));
    }
    assert_generated("docs/limits.md", &text);
}

/// Compares a generated document with what it should be, or writes it.
pub(crate) fn assert_generated(name: &str, text: &str) {
    let path = root().join(name);
    if std::env::var_os("ISTINAD_BLESS").is_some() {
        fs::write(&path, text).expect("docs/ can be written");
    }
    assert!(read(&path) == text, "{name} is old: run `ISTINAD_BLESS=1 cargo test architecture`");
}

#[test]
fn codes_are_unique() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::ALL.len());
}

/// One file of `src/`, without comments, strings and its unit tests.
struct Source {
    /// Its path, from the root of the repository.
    name: String,
    code: String,
    lines: usize,
}

/// The files of `src/`: their paths, from the root of the repository, and what they say.
fn sources() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths);
    assert!(paths.len() > 10, "src/ was not found");
    let name = |path: &Path| path.strip_prefix(root()).expect("under the root").to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), read(path))).collect()
}

impl Source {
    fn all() -> Vec<Self> {
        sources()
            .into_iter()
            .map(|(name, text)| {
                let code = without_comments_and_strings(text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default());
                Self { name, code, lines: text.lines().count() }
            })
            .collect()
    }

    /// Its module, from the crate's root.
    fn module(&self) -> Vec<String> {
        let path = self.name.trim_start_matches("src/").trim_end_matches(".rs");
        path.split('/').filter(|segment| *segment != "mod").map(str::to_owned).collect()
    }

    /// The part that it belongs to.
    fn part(&self) -> &str {
        self.name.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
    }

    /// Every path that starts with `crate` or `super`, from the crate's root.
    fn imports(&self) -> Vec<Vec<String>> {
        let mut paths = Vec::new();
        let tokens = tokens(&self.code);
        for (index, token) in tokens.iter().enumerate() {
            let starts_here = index == 0 || tokens[index - 1] != "::";
            if !starts_here || !matches!(*token, "crate" | "super" | "self") || tokens.get(index + 1) != Some(&"::") {
                continue;
            }
            let mut base = if *token == "crate" { Vec::new() } else { self.module() };
            if *token == "super" {
                base.pop();
            }
            let mut rest = &tokens[index + 2..];
            while let ["super", "::", after @ ..] = rest {
                base.pop();
                rest = after;
            }
            path_tree(rest, base, &mut paths);
        }
        paths
    }

    /// Every path that starts with a module that this file declares, from the crate's root. What it passes on to
    /// others (`pub use`) is how its children are found from outside, and no use of its own.
    fn paths_of_children(&self) -> Vec<Vec<String>> {
        let tokens = tokens(&self.code);
        let children: BTreeSet<&str> =
            tokens.windows(3).filter(|it| it[0] == "mod" && it[2] == ";").map(|it| it[1]).collect();
        let mut paths = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            let starts_here = index == 0 || !matches!(tokens[index - 1], "::" | "mod");
            let passed_on = index > 1 && tokens[index - 1] == "use" && matches!(tokens[index - 2], "pub" | ")");
            if starts_here && !passed_on && children.contains(token) && tokens.get(index + 1) == Some(&"::") {
                path_tree(&tokens[index..], self.module(), &mut paths);
            }
        }
        paths
    }

    /// The names that `use` brings in from a dependency.
    fn imported_names(&self, dependency: &str) -> Vec<String> {
        let mut paths = Vec::new();
        let tokens = tokens(&self.code);
        let root = dependency.trim_end_matches("::");
        for window in 0..tokens.len().saturating_sub(3) {
            if tokens[window] == "use" && tokens[window + 1] == root && tokens[window + 2] == "::" {
                path_tree(&tokens[window + 3..], Vec::new(), &mut paths);
            }
        }
        paths.into_iter().filter_map(|path| path.last().cloned()).filter(|name| name != "_" && name != "*").collect()
    }
}

/// Reads the tree of a path, `a::{b, c::d}`, and returns what follows it.
fn path_tree<'a, 'b>(mut tokens: &'a [&'b str], mut base: Vec<String>, paths: &mut Vec<Vec<String>>) -> &'a [&'b str] {
    loop {
        match tokens {
            ["{", rest @ ..] => {
                tokens = rest;
                loop {
                    match tokens {
                        ["}", rest @ ..] => return rest,
                        [",", rest @ ..] => tokens = rest,
                        [] => return tokens,
                        _ => tokens = path_tree(tokens, base.clone(), paths),
                    }
                }
            }
            [_, "as", name, rest @ ..] => {
                base.push((*name).to_owned());
                paths.push(base);
                return rest;
            }
            [segment, "::", rest @ ..] => {
                base.push((*segment).to_owned());
                tokens = rest;
            }
            [segment, rest @ ..] => {
                if *segment != "self" {
                    base.push((*segment).to_owned());
                }
                paths.push(base);
                return rest;
            }
            [] => return tokens,
        }
    }
}

fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        if !first.is_whitespace() {
            tokens.push(&rest[..length]);
        }
        rest = &rest[length..];
    }
    tokens
}

/// Whether code holds a token, and not as the end or the start of a longer word.
fn holds_token(code: &str, token: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let ends_in_a_word = token.ends_with(word);
    code.match_indices(token).any(|(index, _)| {
        let before = code[..index].chars().next_back();
        let after = code[index + token.len()..].chars().next();
        !(before.is_some_and(word) || ends_in_a_word && after.is_some_and(word))
    })
}

/// Code with comments and the contents of strings left out: what is said there is no use.
fn without_comments_and_strings(text: &str) -> String {
    code_and_strings(text).0
}

/// The contents of the strings in code.
fn strings(text: &str) -> Vec<&str> {
    code_and_strings(text).1
}

fn code_and_strings(text: &str) -> (String, Vec<&str>) {
    let mut code = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            code.push_str("\"\"");
            let end = raw.find("\"#").unwrap_or(raw.len());
            strings.push(&raw[..end]);
            (end + 5).min(rest.len())
        } else if rest.starts_with("'\"'") {
            code.push_str("''");
            3
        } else if first == '"' {
            code.push_str("\"\"");
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            strings.push(&rest[1..end.map_or(rest.len(), |end| end + 1)]);
            end.map_or(rest.len(), |end| end + 2)
        } else {
            code.push(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    (code, strings)
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_reading_of_imports_is_right() {
    let file = Source {
        name: "src/render/pdf/page.rs".to_owned(),
        code: without_comments_and_strings(
            "// crate::never\nuse crate::{Code, model::{self, Block as B}};\nuse super::super::xml::Xml;\n\
             fn f() { \"crate::string\"; super::tag::g(); self::h() }\n",
        ),
        lines: 0,
    };
    let imports: Vec<String> = file.imports().iter().map(|path| path.join("::")).collect();
    assert_eq!(
        imports,
        ["Code", "model", "model::B", "render::xml::Xml", "render::pdf::tag::g", "render::pdf::page::h"]
    );
    assert!(holds_token("use std::fs;", "std::fs") && !holds_token("blueprint!(x)", "print!"));
}
