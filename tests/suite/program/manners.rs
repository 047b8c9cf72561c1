//! The manners of the command line: completions, the manual page, explanations, the configuration file, suggestions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ARTICLE: &str = "# Göl dolur\n\nGöl üç ildən sonra yenidən su ilə dolub.\n";

/// A folder with a configuration of its own.
struct Home(PathBuf);

impl Home {
    fn new(name: &str, config: Option<&str>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("manners").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("istinad")).expect("a folder");
        fs::write(folder.join("a.md"), ARTICLE).expect("written");
        if let Some(config) = config {
            fs::write(folder.join("istinad/config.toml"), config).expect("written");
        }
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_istinad"))
            .args(arguments)
            .current_dir(&self.0)
            .env("XDG_CONFIG_HOME", &self.0)
            .env_remove("SOURCE_DATE_EPOCH")
            .output()
            .expect("it runs")
    }

    fn says(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let Output { status, stdout, stderr } = self.run(arguments);
        (status.code(), String::from_utf8(stdout).expect("text"), String::from_utf8(stderr).expect("text"))
    }
}

#[test]
fn every_shell_gets_its_completions() {
    let home = Home::new("completions", None);
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (code, script, errors) = home.says(&["completions", shell]);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{shell}");
        for word in ["convert", "source-url", "explain"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let (_, script, _) = home.says(&["completions", "bash"]);
    let path = home.0.join("istinad.bash");
    fs::write(&path, script).expect("written");
    // As bash itself reads it, and what it offers then.
    let offered = "source istinad.bash; COMP_WORDS=(istinad con); COMP_CWORD=1; _istinad istinad con istinad; echo ${COMPREPLY[@]}";
    if let Ok(bash) = Command::new("bash").args(["-c", offered]).current_dir(&home.0).output() {
        assert_eq!(
            String::from_utf8_lossy(&bash.stdout).trim(),
            "convert",
            "{}",
            String::from_utf8_lossy(&bash.stderr)
        );
    }
    assert_eq!(home.says(&["completions", "tcsh"]).0, Some(2));
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let home = Home::new("man", None);
    let (code, page, _) = home.says(&["man"]);
    assert_eq!(code, Some(0));
    assert!(page.contains(".TH ISTINAD 1") && page.contains(".SH NAME"), "{}", &page[..400.min(page.len())]);
    assert!(!page.contains("serve\\-article"), "what is not for people is not in it");
    let (code, page, _) = home.says(&["man", "convert"]);
    assert_eq!(code, Some(0));
    assert!(page.contains("source\\-url") && page.contains("Exit codes"));
    assert_eq!(home.says(&["man", "serve-article"]).0, Some(2));
    assert_eq!(home.says(&["man", "--dir", "pages"]).0, Some(0));
    let mut pages: Vec<String> = fs::read_dir(home.0.join("pages"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    pages.sort();
    assert!(pages.contains(&"istinad.1".to_owned()) && pages.contains(&"istinad-convert.1".to_owned()), "{pages:?}");
    assert!(!pages.iter().any(|page| page.contains("article")), "{pages:?}");
}

#[test]
fn codes_are_explained_and_near_ones_offered() {
    let home = Home::new("explain", None);
    for asked in ["terms-page-missing", "warning[terms-page-missing]:", "[terms-page-missing]"] {
        let (code, words, _) = home.says(&["explain", asked]);
        assert_eq!(code, Some(0), "{asked}");
        assert!(words.starts_with("warning[terms-page-missing]\n\nThe source refers to a page of terms"), "{words}");
    }
    let (_, words, _) = home.says(&["explain", "terms-page-missing"]);
    assert!(words.contains("State the address of the page of terms (--terms-url)."), "{words}");
    for (lang, own) in
        [("az", "Şərtlər səhifəsinin ünvanını"), ("tr", "Koşullar sayfasının"), ("ru", "Укажите адрес страницы")]
    {
        let (code, words, _) = home.says(&["explain", "terms-page-missing", "--lang", lang]);
        assert_eq!(code, Some(0), "{lang}");
        assert!(words.contains(own) && words.contains("(--terms-url)."), "{words}");
    }
    let (code, _, errors) = home.says(&["explain", "term-page-mising"]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("terms-page-missing"), "{errors}");
    let (_, all, _) = home.says(&["explain"]);
    assert_eq!(all.lines().count(), istinad::Code::ALL.len());
}

#[test]
fn what_never_changes_stands_in_a_file() {
    let config = "# of our archive\nprovider = \"Arxiv <https://arxiv.example/>\"\npublisher = \"Nümunə\"\n\
                  to = [\"newsml\"]\nmargins = [20, 25]\n";
    let home = Home::new("config", Some(config));
    let convert = |more: &[&str]| {
        let mut arguments = vec!["convert", "a.md", "--date", "2026-06-24", "--force", "-o"];
        arguments.extend(more);
        home.says(&arguments)
    };
    let (code, report, said) = convert(&["of-file", "-v"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("configuration: ") && said.contains("config.toml"), "{said}");
    assert_eq!(report.lines().count(), 1, "one format: {report}");
    // The same with flags, without the file.
    let flags = ["of-flags", "--no-config", "--provider", "Arxiv <https://arxiv.example/>", "--publisher", "Nümunə"];
    assert_eq!(convert(&[&flags[..], &["--to", "newsml", "--margins", "20,25"]].concat()).0, Some(0));
    let read = |folder: &str| fs::read_to_string(home.0.join(folder).join("a.newsml.xml")).expect("a file");
    assert_eq!(read("of-file"), read("of-flags"));
    assert!(read("of-file").contains("Nümunə"));
    // What is typed goes before it; what is not wanted is left alone.
    let (_, report, _) = convert(&["typed", "--publisher", "Başqa", "--to", "newsml,epub"]);
    assert_eq!(report.lines().count(), 2);
    assert!(read("typed").contains("Başqa") && !read("typed").contains(">Nümunə<"));
    let (_, report, said) = convert(&["none", "--no-config", "-v"]);
    assert_eq!(report.lines().count(), 3);
    assert!(!said.contains("configuration: "));
    let (_, shown, _) = home.says(&["show", "a.md"]);
    assert!(shown.contains("Nümunə"), "{shown}");
}

#[test]
fn what_is_wrong_in_the_file_is_said_with_its_line() {
    for (name, config, line, words) in [
        ("key", "provider = \"A\"\n\npubliser = \"B\"\n", ":3:1", "publisher"),
        ("value", "to = [\"pdf\", \"docx\"]\n", ":1:1", "docx"),
        ("toml", "provider = \"A\"\nto = [\n", ":2", "TOML"),
        ("kind", "font-size = true\n", ":1:1", "font-size"),
    ] {
        let home = Home::new(&format!("wrong-{name}"), Some(config));
        let (code, _, errors) = home.says(&["convert", "a.md"]);
        assert_eq!(code, Some(1), "{name}: {errors}");
        assert!(errors.contains("error[config-invalid]"), "{errors}");
        assert!(errors.contains(&format!("config.toml{line}")) && errors.contains(words), "{name}: {errors}");
        assert!(!home.0.join("output").exists());
        assert_eq!(home.says(&["convert", "a.md", "--no-config", "--date", "2026-01-01"]).0, Some(0), "{name}");
        // Who takes nothing of it is not kept from working.
        assert_eq!(home.says(&["explain", "terms-page-missing"]).0, Some(0));
    }
}

#[test]
fn what_is_mistyped_is_guessed_and_help_fits() {
    let home = Home::new("typed", None);
    let (code, _, errors) = home.says(&["convert", "a.md", "--publishd", "2026-01-01"]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("--published"), "{errors}");
    assert!(home.says(&["convrt"]).2.contains("convert"));
    for command in [&["--help"][..], &["convert", "--help"], &["check", "--help"], &["serve", "--help"]] {
        let (code, help, _) = home.says(command);
        assert_eq!(code, Some(0));
        assert!(!help.contains('\u{1b}'), "nobody who is no terminal gets colours");
        let longest = help.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(longest <= 120, "{command:?}: {longest}");
        assert!(!help.contains("serve-article"));
    }
}
