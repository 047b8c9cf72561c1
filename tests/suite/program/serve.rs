//! The local page as anybody on the machine or the web can reach it: raw requests, each with one thing wrong.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A session of the program, in a folder for temporary files of its own.
struct Session {
    child: Child,
    folder: PathBuf,
    port: u16,
    /// `/SECRET`.
    page: String,
}

/// Names and values.
type Headers<'a> = &'a [(&'a str, &'a str)];

/// What was answered.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The lines of a task.
    fn lines(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Session {
    fn start(name: &str, arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve").join(name);
        let _ = fs::remove_dir_all(&folder);
        Self::again(name, arguments)
    }

    /// One more in the same folder.
    fn again(name: &str, arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve").join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_istinad"))
            .args(["serve", "--no-open"])
            .args(arguments)
            .env("TMPDIR", &folder)
            .env("XDG_CONFIG_HOME", &folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut address = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut address).expect("an address");
        let rest = address.trim().strip_prefix("http://127.0.0.1:").expect("an address of this machine");
        let (port, secret) = rest.split_once('/').expect("a path");
        let port = port.parse().expect("a port");
        Self { child, folder, port, page: format!("/{}", secret.trim_end_matches('/')) }
    }

    /// A request with exactly these headers.
    fn raw(&self, method: &str, path: &str, headers: Headers<'_>, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let mut head = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        headers.iter().for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
        if !body.is_empty() {
            head += &format!("content-length: {}\r\n", body.len());
        }
        stream.write_all((head + "\r\n").as_bytes()).expect("written");
        // Who refuses a large body need not read it.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|it| it == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let mut body = answer[end + 4..].to_vec();
        if head.to_lowercase().contains("transfer-encoding: chunked") {
            body = unchunked(&body);
        }
        Answer { status, head, body }
    }

    fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A request as the page makes it.
    fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        let headers = [
            ("host", host.as_str()),
            ("origin", &self.origin()),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/json"),
        ];
        self.raw(method, &format!("{}{path}", self.page), &headers, body)
    }

    fn drop(&self) -> u64 {
        self.ask("POST", "/api/drops", b"").json()["drop"].as_u64().expect("a number")
    }

    fn keep(&self, drop: u64, path: &str, bytes: &[u8]) -> Answer {
        self.ask("PUT", &format!("/api/drops/{drop}?path={path}"), bytes)
    }

    fn work(&self, asked: &Value) -> Answer {
        self.ask("POST", "/api/tasks", asked.to_string().as_bytes())
    }

    /// The processes that work for it.
    fn workers(&self) -> usize {
        let children = format!("/proc/{0}/task/{0}/children", self.child.id());
        let tasks = fs::read_dir(format!("/proc/{}/task", self.child.id())).into_iter().flatten().flatten();
        let of = |path: PathBuf| fs::read_to_string(path).unwrap_or_default().split_whitespace().count();
        let all: usize = tasks.map(|task| of(task.path().join("children"))).sum();
        all.max(of(children.into()))
    }

    /// The most memory that it has had, in MB; nothing where the system does not say.
    fn memory(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? >> 10)
    }

    /// Ends it as Ctrl-C does, and says what is left in its folder.
    fn end(mut self) -> Vec<String> {
        let ended = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().expect("kill");
        assert!(ended.success());
        assert!(self.child.wait().expect("ended").success(), "who ends it does nothing wrong");
        let entries = fs::read_dir(&self.folder).expect("the folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn unchunked(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = body.windows(2).position(|it| it == b"\r\n") {
        let size = std::str::from_utf8(&body[..end]).ok().and_then(|size| usize::from_str_radix(size, 16).ok());
        let Some(size) = size.filter(|size| *size > 0 && body.len() >= end + 2 + size) else { break };
        whole.extend_from_slice(&body[end + 2..end + 2 + size]);
        body = &body[(end + 4 + size).min(body.len())..];
    }
    whole
}

const ARTICLE: &str =
    "# Göl dolur\n\nNümunə ©\n\nGöl üç ildən sonra yenidən su ilə dolub.\n\n- Hiperlinklə istinad vacibdir.\n";

#[test]
fn whoever_is_not_the_page_is_refused() {
    let session = Session::start("strangers", &[]);
    let own = format!("127.0.0.1:{}", session.port);
    let page = format!("{}/", session.page);
    let drops = format!("{}/api/drops", session.page);
    let good = session.raw("GET", &page, &[("host", &own)], b"");
    assert_eq!(good.status, 200);
    let policy = good.header("content-security-policy").expect("a policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(good.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(good.header("referrer-policy"), Some("no-referrer"));

    let (named, rebound) = (format!("localhost:{}", session.port), format!("istinad.example:{}", session.port));
    let origin = session.origin();
    let refused: &[(u16, &str, &str, Headers<'_>)] = &[
        (421, "GET", &page, &[("host", &rebound)]),
        (421, "GET", &page, &[("host", &named)]),
        (421, "POST", &drops, &[("host", &rebound), ("origin", &format!("http://{rebound}"))]),
        (403, "GET", "/", &[("host", &own)]),
        (403, "GET", "/0123456789abcdef0123456789abcdef/api/about", &[("host", &own)]),
        (403, "POST", "/0123456789abcdef0123456789abcdef/api/drops", &[("host", &own), ("origin", &origin)]),
        (403, "POST", &drops, &[("host", &own)]),
        (403, "POST", &drops, &[("host", &own), ("origin", "https://evil.example")]),
        (403, "POST", &drops, &[("host", &own), ("origin", "null")]),
        (403, "POST", &drops, &[("host", &own), ("origin", &origin), ("sec-fetch-site", "cross-site")]),
        (403, "GET", &page, &[("host", &own), ("sec-fetch-site", "cross-site")]),
        (403, "GET", &page, &[("host", &own), ("origin", "https://evil.example")]),
        (
            403,
            "OPTIONS",
            &drops,
            &[("host", &own), ("origin", "https://evil.example"), ("access-control-request-method", "PUT")],
        ),
    ];
    for (status, method, path, headers) in refused {
        let answer = session.raw(method, path, headers, b"");
        assert_eq!(answer.status, *status, "{method} {path} {headers:?}");
        let head = answer.head.to_lowercase();
        assert!(!head.contains("access-control-"), "{head}");
        assert!(!answer.text().contains(&session.page[1..]), "the secret is told to nobody");
    }
    assert_eq!(session.ask("GET", "/api/nothing", b"").status, 404);
    assert!(session.end().is_empty());
}

#[test]
fn an_article_goes_through_and_nothing_is_left() {
    let session = Session::start("whole", &[]);
    let drop = session.drop();
    assert_eq!(session.keep(drop, "G%C3%B6l.md", ARTICLE.as_bytes()).status, 204);
    assert_eq!(session.keep(drop, "G%C3%B6l.md", b"again").status, 409);
    let asked = json!({"kind": "article", "drop": drop, "path": "Göl.md", "settings": {"published": "2026-06-24"}});
    let lines = session.work(&asked).lines();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).collect::<Vec<_>>();
    assert_eq!(of("document")[0]["published"]["value"], "2026-06-24");
    assert_eq!(of("document")[0]["published"]["origin"], "option");
    let outputs = of("output");
    assert_eq!(outputs.len(), 3);
    assert!(of("policy")[0]["policy"].is_object());
    assert_eq!(of("end")[0]["how"], "done");
    let task = of("task")[0]["task"].as_u64().expect("a number");

    let file = session.ask("GET", &format!("/api/tasks/{task}/file?path=G%C3%B6l.pdf"), b"");
    assert!(file.body.starts_with(b"%PDF-"));
    let zip = session.ask("GET", &format!("/api/tasks/{task}/zip"), b"");
    assert!(zip.body.starts_with(b"PK\x03\x04"));
    let names = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).expect("a ZIP");
    let mut names: Vec<&str> = names.file_names().collect();
    names.sort_unstable();
    assert_eq!(names, ["Göl.epub", "Göl.newsml.xml", "Göl.pdf"]);

    let wrong = json!({"kind": "article", "drop": drop, "path": "Göl.md", "settings": {"published": "dünən"}});
    let end = session.work(&wrong).lines().pop().expect("an end");
    assert_eq!(end["code"], 2);
    assert!(end["complaint"].as_str().is_some_and(|words| words.contains("--published")), "{end}");

    let keep = |name: &str, bytes: &[u8]| assert_eq!(session.keep(drop, name, bytes).status, 204);
    keep("sent/gol.pdf", &file.body);
    keep("sent/changed.xml", b"<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\"/>");
    let proof = json!({
        "kind": "prove", "drop": drop, "source": "Göl.md", "files": ["sent/gol.pdf", "sent/changed.xml"],
        "settings": {"published": "2026-06-24"},
    });
    let lines = session.work(&proof).lines();
    let checks: Vec<&Value> = lines.iter().filter(|line| line["type"] == "check").collect();
    assert_eq!(checks[0]["proved"], true, "{checks:?}");
    assert!(checks.iter().skip(1).all(|check| check["proved"] == false));
    assert!(session.end().is_empty(), "the folder of the session is gone");
}

#[test]
fn the_page_reaches_nothing_but_what_was_dropped() {
    let session = Session::start("reach", &[]);
    let drop = session.drop();
    for bad in ["../a.md", "%2Fetc%2Fpasswd", "a%2F..%2F..%2Fb.md", "", "a%00.md", "a//b"] {
        assert_eq!(session.keep(drop, bad, b"x").status, 400, "{bad}");
    }
    assert_eq!(session.keep(drop + 100, "a.md", b"x").status, 404);
    assert_eq!(session.keep(drop, "a.md", ARTICLE.as_bytes()).status, 204);
    let article =
        |path: &str, settings: Value| json!({"kind": "article", "drop": drop, "path": path, "settings": settings});
    for asked in [
        article("/etc/passwd", json!({})),
        article("../../../etc/passwd", json!({})),
        article("a.md", json!({"output-dir": "/tmp"})),
        article("a.md", json!({"resource-root": "/"})),
        article("a.md", json!({"font": "/etc/passwd"})),
        article("a.md", json!({"publisher": "/etc/secret.toml"})),
        json!({"kind": "prove", "drop": drop, "files": ["../../x"]}),
        json!({"kind": "anything", "drop": drop}),
    ] {
        assert_eq!(session.work(&asked).status, 422, "{asked}");
    }
    // A picture of an article comes from what was dropped with it.
    let outside = session.folder.join("secret.png");
    fs::write(&outside, crate::support::fixture::SQUARE).expect("written");
    let words = format!("# Göl\n\n![a]({})\n\n![b](../../../secret.png)\n\nMətn budur.\n", outside.display());
    assert_eq!(session.keep(drop, "b.md", words.as_bytes()).status, 204);
    let lines = session.work(&article("b.md", json!({"date": "2026-01-01"}))).lines();
    let refused = lines.iter().filter(|line| line["code"] == "picture-refused").count();
    assert_eq!(refused, 2, "{lines:?}");
    fs::remove_file(outside).expect("there");
    assert!(session.end().is_empty());
}

#[test]
fn archived_pages_are_never_shown_on_the_origin_of_the_page() {
    let session = Session::start("frames", &[]);
    let drop = session.drop();
    let page = "<!doctype html><html lang=az><body><article><h1>Göl dolur <script>alert(1)</script></h1><p onclick=alert(2)>\
                Göl üç ildən sonra yenidən su ilə dolub, <a href=\"javascript:alert(3)\">deyirlər</a> sakinlər.</p><iframe \
                src=https://evil.example></iframe></article></body></html>";
    assert_eq!(session.keep(drop, "a.html", page.as_bytes()).status, 204);
    let asked = json!({"kind": "article", "drop": drop, "path": "a.html", "settings": {"date": "2026-01-01"}});
    let lines = session.work(&asked).lines();
    let task = lines[0]["task"].as_u64().expect("a number");
    let laid = lines.iter().find(|line| line["type"] == "chapters").expect("an EPUB");
    let frames = session.ask("GET", "/api/about", b"").json()["frames"].as_str().expect("a path").to_owned();
    assert_ne!(frames, session.page, "what a frame shows does not know the address of the page");
    let host = format!("127.0.0.1:{}", session.port);
    for chapter in laid["chapters"].as_array().expect("a list") {
        let path = format!("{frames}/{task}/{}/{}", laid["folder"].as_str().unwrap(), chapter.as_str().unwrap());
        let answer = session.raw("GET", &path, &[("host", &host), ("sec-fetch-site", "same-origin")], b"");
        assert_eq!(answer.status, 200, "{path}");
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("sandbox; default-src 'none'") && !policy.contains("allow-"), "{policy}");
        for word in ["<script", "onclick", "javascript:", "<iframe"] {
            assert!(!answer.text().contains(word), "{word}");
        }
    }
    // The page itself, its text and whatever else was dropped is at no address that a browser would show.
    let text = session.ask("GET", &format!("/api/tasks/{task}/file?path=.source.txt"), b"");
    assert!(text.header("content-disposition").is_some_and(|it| it.starts_with("attachment")));
    assert!(text.header("content-security-policy").is_some_and(|it| it.starts_with("sandbox;")));
    for path in [format!("{frames}/{drop}/a.html"), format!("{frames}/{task}/../../dropped/{drop}/a.html")] {
        assert_eq!(session.raw("GET", &path, &[("host", &host)], b"").status, 404, "{path}");
    }
}

#[test]
fn too_much_is_refused_and_said() {
    let session = Session::start("large", &["--max-upload", "1"]);
    let drop = session.drop();
    let answer = session.keep(drop, "large.md", &vec![b'a'; 1 << 21]);
    assert_eq!((answer.status, answer.json()["error"].as_str()), (413, Some("too-large")));
    // Of the whole session, not of one file; and what is forgotten makes room.
    let half = vec![b'a'; 600 << 10];
    assert_eq!(session.keep(drop, "a.md", &half).status, 204);
    assert_eq!(session.keep(drop, "b.md", &half).status, 413);
    assert_eq!(session.ask("DELETE", &format!("/api/drops/{drop}"), b"").status, 204);
    let drop = session.drop();
    assert_eq!(session.keep(drop, "b.md", &half).status, 204);
    // A body that says no length is counted as it comes.
    let mut chunked = TcpStream::connect(("127.0.0.1", session.port)).expect("it listens");
    let (page, origin, port) = (&session.page, session.origin(), session.port);
    let head = format!(
        "PUT {page}/api/drops/{drop}?path=c.md HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: {origin}\r\n\
         transfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    );
    chunked.write_all(head.as_bytes()).expect("written");
    let piece = vec![b'a'; 64 << 10];
    for _ in 0..32 {
        if chunked
            .write_all(b"10000\r\n")
            .and_then(|()| chunked.write_all(&piece))
            .and_then(|()| chunked.write_all(b"\r\n"))
            .is_err()
        {
            break;
        }
    }
    let mut answer = [0; 12];
    chunked.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 413");
    let asked = session.ask("POST", "/api/tasks", &vec![b' '; 300 << 10]);
    assert_eq!(asked.status, 413);
}

/// An article on which the program works for seconds.
fn endless() -> Vec<u8> {
    let mut words = String::from("# Uzun\n\n");
    for number in 0..60_000 {
        words.push_str(&format!("Söz {number} *üç* **dörd** ildən sonra yenidən su ilə dolub.\n\n"));
    }
    words.into_bytes()
}

#[test]
fn what_takes_too_long_is_ended_and_said_and_who_goes_away_ends_it() {
    let session = Session::start("long", &["--time-limit", "3", "--jobs", "2"]);
    let drop = session.drop();
    assert_eq!(session.keep(drop, "long.md", &endless()).status, 204);
    assert_eq!(session.keep(drop, "a.md", ARTICLE.as_bytes()).status, 204);
    let asked = json!({"kind": "article", "drop": drop, "path": "long.md", "settings": {}});
    let lines = session.work(&asked).lines();
    let end = lines.last().expect("an end");
    assert_eq!(end["how"], "too-long", "{end}");
    assert_eq!(session.workers(), 0, "it does not go on in secret");

    let mut stream = TcpStream::connect(("127.0.0.1", session.port)).expect("it listens");
    let body = asked.to_string();
    let (page, origin, port) = (&session.page, session.origin(), session.port);
    let head = format!(
        "POST {page}/api/tasks HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: {origin}\r\ncontent-type: \
         application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).expect("written");
    let mut first = [0; 15];
    stream.read_exact(&mut first).expect("it begins");
    drop_within(stream, &session);

    let small = json!({"kind": "article", "drop": drop, "path": "a.md", "settings": {"to": ["newsml"]}});
    let lines = session.work(&small).lines();
    assert!(lines.iter().any(|line| line["type"] == "document"), "the others are not affected: {lines:?}");
}

/// Goes away, and sees that the work ends before its time would be up.
fn drop_within(stream: TcpStream, session: &Session) {
    drop(stream);
    let start = now();
    while session.workers() > 0 {
        assert!(start.elapsed() < Duration::from_secs(5), "it is ended");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[expect(clippy::disallowed_methods, reason = "how long something takes is what is asked")]
fn now() -> Instant {
    Instant::now()
}

#[test]
fn fifty_at_once_take_turns_in_bounded_memory() {
    let session = Session::start("fifty", &["--jobs", "2"]);
    let drop = session.drop();
    let article = fs::read("tests/articles/milli-arxiv.md").expect("an article");
    assert_eq!(session.keep(drop, "a.md", &article).status, 204);
    let asked = json!({"kind": "article", "drop": drop, "path": "a.md", "settings": {"to": ["newsml"]}});
    let most = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..50)
            .map(|_| {
                scope.spawn(|| {
                    let lines = session.work(&asked).lines();
                    lines.last().expect("an end")["how"] == "done" && lines.iter().any(|line| line["type"] == "output")
                })
            })
            .collect();
        while workers.iter().any(|worker| !worker.is_finished()) {
            most.fetch_max(session.workers(), std::sync::atomic::Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(5));
        }
        for worker in workers {
            assert!(worker.join().expect("no panic"), "every one is done");
        }
    });
    assert!(most.into_inner() <= 2, "no more than two at once");
    if let Some(memory) = session.memory() {
        assert!(memory <= 60, "the server has had {memory} MB");
    }
    assert!(session.end().is_empty());
}

#[test]
fn a_collection_is_told_line_by_line() {
    let session = Session::start("collection", &[]);
    let drop = session.drop();
    for (name, words) in [("x/a.md", ARTICLE), ("x/b.md", "no headline"), ("x/c.bin", "?")] {
        assert_eq!(session.keep(drop, name, words.as_bytes()).status, 204);
    }
    let asked = json!({"kind": "collection", "drop": drop, "settings": {"date": "2026-01-01", "to": ["newsml"]}});
    let lines = session.work(&asked).lines();
    let article = lines.iter().find(|line| line["input"] == "x/a.md").expect("an article");
    assert_eq!((article["type"].as_str(), article["state"].as_str()), (Some("article"), Some("converted")));
    assert_eq!(article["headline"], "Göl dolur");
    assert!(lines.iter().any(|line| line["type"] == "skipped" && line["input"] == "x/c.bin"));
    let task = lines[0]["task"].as_u64().expect("a number");
    let file = article["files"][0]["file"].as_str().expect("a file");
    let file = session.ask("GET", &format!("/api/tasks/{task}/file?path={file}"), b"");
    assert_eq!(file.status, 200);
}

#[test]
fn an_archivist_takes_the_six_steps_in_a_browser() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    let program = Path::new(env!("CARGO_BIN_EXE_istinad"));
    if let Some(wrong) = crate::support::judge::page(&folder, program) {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn what_a_session_left_that_was_killed_the_next_removes() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve").join("left");
    let left = |folder: &Path| {
        let entries = fs::read_dir(folder).expect("a folder").flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect::<BTreeSet<_>>()
    };
    let mut killed = Session::start("left", &[]);
    let drop = killed.drop();
    assert_eq!(killed.keep(drop, "a.md", ARTICLE.as_bytes()).status, 204);
    killed.child.kill().expect("it runs");
    killed.child.wait().expect("it ends");
    let nobodys = left(&folder);
    assert_eq!(nobodys.len(), 1, "{nobodys:?}");
    // Not of a session, or of one that lives: these stay.
    fs::create_dir_all(folder.join("istinad-serve-mine")).expect("a folder");
    let (one, other) = (Session::again("left", &[]), Session::again("left", &[]));
    let all = left(&folder);
    assert!(nobodys.iter().all(|name| !all.contains(name)), "{all:?}");
    assert!(all.contains("istinad-serve-mine"));
    assert_eq!(all.len(), 3, "each of the two has one: {all:?}");
    assert_eq!(one.ask("GET", "/api/about", b"").status, 200);
    one.end();
    other.end();
    assert_eq!(left(&folder).into_iter().collect::<Vec<_>>(), ["istinad-serve-mine"]);
}

#[test]
fn an_article_that_hangs_does_not_end_its_collection() {
    let session = Session::start("hangs", &["--time-limit", "4", "--jobs", "1"]);
    let drop = session.drop();
    assert_eq!(session.keep(drop, "a.md", ARTICLE.as_bytes()).status, 204);
    assert_eq!(session.keep(drop, "b.md", &endless().repeat(3)).status, 204);
    assert_eq!(session.keep(drop, "c.md", ARTICLE.replace("Göl", "Çay").as_bytes()).status, 204);
    let asked = json!({"kind": "collection", "drop": drop, "settings": {"date": "2026-01-01", "to": ["newsml"]}});
    let lines = session.work(&asked).lines();
    let states: Vec<_> =
        lines.iter().filter(|line| line["type"] == "article").map(|line| (&line["input"], &line["state"])).collect();
    assert_eq!(
        states,
        [
            (&json!("a.md"), &json!("converted")),
            (&json!("b.md"), &json!("failed")),
            (&json!("c.md"), &json!("converted"))
        ]
    );
    let hung = lines.iter().find(|line| line["input"] == "b.md").expect("a line");
    assert_eq!(hung["diagnostics"][0]["code"], "article-failed", "{hung}");
    assert_eq!(lines.last().expect("an end")["how"], "done");
    assert_eq!(session.workers(), 0, "what hung ended with its process");
}
