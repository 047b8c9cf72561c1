//! Who may ask: the page of this session and nobody else.
//!
//! Any page on the web can have a browser send requests to this port, and can give this address a name of its own
//! (rebinding). So each of these has to be right, for every request:
//!
//! 1. the host is the address itself, never a name: names can be bound to anything;
//! 2. the path begins with a secret of the session;
//! 3. whoever changes something says its origin, and it is the page's; nobody says another;
//! 4. what browsers say of the asker (`Sec-Fetch-Site`) is that it is the page, or the user's own hand.
//!
//! No answer has a header of CORS: what a page of another origin asks for, it cannot read.

use std::io;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::{House, secret};

/// What the page may do: load its own parts from its own origin, and frame what was made.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
                           connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; \
                           frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The names by which a session is known.
#[derive(Debug)]
pub(crate) struct Guard {
    host: String,
    origin: String,
    secret: String,
    /// What frames show has an address from which the page's cannot be told.
    frame_secret: String,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Host,
    Secret,
    Origin,
    Site,
}

impl Refusal {
    fn answer(self) -> Response {
        let (status, sentence) = match self {
            Self::Host => (StatusCode::MISDIRECTED_REQUEST, "istinad answers to its own address only, not to a name\n"),
            Self::Secret => (
                StatusCode::FORBIDDEN,
                "this is istinad, and the address has to have the secret of the session: open the one that it printed\n",
            ),
            Self::Origin | Self::Site => (StatusCode::FORBIDDEN, "istinad answers to its own page only\n"),
        };
        (status, sentence).into_response()
    }
}

impl Guard {
    pub(crate) fn new(port: u16) -> io::Result<Self> {
        Ok(Self {
            host: format!("127.0.0.1:{port}"),
            origin: format!("http://127.0.0.1:{port}"),
            secret: secret::new()?,
            frame_secret: secret::new()?,
        })
    }

    pub(crate) fn address(&self) -> String {
        format!("{}/{}/", self.origin, self.secret)
    }

    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    pub(crate) fn frame_secret(&self) -> &str {
        &self.frame_secret
    }

    /// Whether a request comes from the page.
    fn check(&self, method: &Method, path: &str, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut hosts = headers.get_all(header::HOST).iter();
        if hosts.next().is_none_or(|host| host.as_bytes() != self.host.as_bytes()) || hosts.next().is_some() {
            return Err(Refusal::Host);
        }
        let first = path.split('/').nth(1).unwrap_or_default();
        let is_frame = secret::is(first, &self.frame_secret);
        if !is_frame && !secret::is(first, &self.secret) {
            return Err(Refusal::Secret);
        }
        let is_reading = matches!(*method, Method::GET | Method::HEAD);
        let mut origins = headers.get_all(header::ORIGIN).iter();
        match (origins.next(), origins.next()) {
            (None, None) if is_reading => {}
            (Some(origin), None) if origin.as_bytes() == self.origin.as_bytes() => {}
            // What stands in a frame is of no origin, and some browsers say so of its style sheets.
            (Some(origin), None) if is_frame && is_reading && origin.as_bytes() == b"null" => {}
            _ => return Err(Refusal::Origin),
        }
        // The parts of what is of no origin come from across, by what browsers say.
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        let is_own = match site {
            None | Some(b"same-origin" | b"none") => true,
            Some(_) => is_frame && is_reading,
        };
        if is_own { Ok(()) } else { Err(Refusal::Site) }
    }
}

/// Lets through what comes from the page, and puts on every answer what browsers have to keep to.
pub(crate) async fn watch(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let checked = house.guard.check(request.method(), request.uri().path(), request.headers());
    let mut answer = match checked {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.answer(),
    };
    let headers = answer.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set("content-security-policy", PAGE_POLICY);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "no-referrer");
    set("cache-control", "no-store");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    answer
}

/// What is said where nothing is.
pub(crate) async fn nothing_here() -> Response {
    (StatusCode::NOT_FOUND, "there is nothing here\n").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(&'static str, &str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in list {
            headers.append(*name, value.parse().expect("a value"));
        }
        headers
    }

    #[test]
    fn every_condition_is_necessary() {
        let guard = Guard::new(8765).expect("random");
        let own = ("host", "127.0.0.1:8765");
        let page = format!("/{}/", guard.secret());
        let check = |method: Method, path: &str, list: &[_]| guard.check(&method, path, &headers(list));
        assert_eq!(check(Method::GET, &page, &[own]), Ok(()));
        assert_eq!(check(Method::GET, &page, &[own, ("sec-fetch-site", "none")]), Ok(()));
        let origin = ("origin", "http://127.0.0.1:8765");
        assert_eq!(check(Method::POST, &page, &[own, origin, ("sec-fetch-site", "same-origin")]), Ok(()));

        for host in ["localhost:8765", "127.0.0.1", "127.0.0.1:8766", "rebound.example:8765", "[::1]:8765"] {
            assert_eq!(check(Method::GET, &page, &[("host", host)]), Err(Refusal::Host), "{host}");
        }
        assert_eq!(check(Method::GET, &page, &[]), Err(Refusal::Host));
        assert_eq!(check(Method::GET, &page, &[own, ("host", "a.example")]), Err(Refusal::Host));
        for path in ["/", "", "//", "/0123456789abcdef0123456789abcdef/", &page[..20], &page.to_uppercase()[1..]] {
            assert_eq!(check(Method::GET, path, &[own]), Err(Refusal::Secret), "{path}");
        }
        assert_eq!(check(Method::POST, &page, &[own]), Err(Refusal::Origin));
        for other in ["null", "http://localhost:8765", "https://127.0.0.1:8765", "http://127.0.0.1:8765.a.example", ""]
        {
            assert_eq!(check(Method::POST, &page, &[own, ("origin", other)]), Err(Refusal::Origin), "{other}");
            assert_eq!(check(Method::GET, &page, &[own, ("origin", other)]), Err(Refusal::Origin), "{other}");
        }
        assert_eq!(check(Method::POST, &page, &[own, origin, ("origin", "null")]), Err(Refusal::Origin));
        for site in ["cross-site", "same-site", "anything"] {
            assert_eq!(check(Method::GET, &page, &[own, ("sec-fetch-site", site)]), Err(Refusal::Site), "{site}");
        }
        let frame = format!("/{}/1/a.xhtml", guard.frame_secret());
        assert_eq!(check(Method::GET, &frame, &[own, ("sec-fetch-site", "cross-site")]), Ok(()));
        assert_eq!(check(Method::GET, &frame, &[own, ("sec-fetch-site", "cross-site"), ("origin", "null")]), Ok(()));
        assert_eq!(check(Method::POST, &frame, &[own, ("origin", "null")]), Err(Refusal::Origin));
        assert_eq!(check(Method::PUT, &frame, &[own, origin, ("sec-fetch-site", "cross-site")]), Err(Refusal::Site));
    }
}
