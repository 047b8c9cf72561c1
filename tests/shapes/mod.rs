//! Hostile shapes: articles of any size that are one thing again and again.
//!
//! The suite proves every file of a small one of each; `benches/growth.rs` doubles them, and sees whether the time
//! doubles too.

/// A shape: what messages call it, the name of its file, and how a piece of it is made, by its number.
pub struct Shape {
    pub name: &'static str,
    pub file: &'static str,
    before: &'static str,
    piece: fn(usize) -> String,
    after: &'static str,
    /// What stands between the pieces and mirrors them, such as end tags.
    closing: &'static str,
}

impl Shape {
    /// An article of about this many bytes.
    pub fn article(&self, bytes: usize) -> String {
        let mut text = self.before.to_owned();
        let mut pieces = 0;
        while text.len() + pieces * self.closing.len() < bytes {
            text.push_str(&(self.piece)(pieces));
            pieces += 1;
        }
        text.push_str(&self.closing.repeat(pieces));
        text.push_str(self.after);
        text
    }
}

const fn markdown(name: &'static str, piece: fn(usize) -> String) -> Shape {
    Shape { name, file: "a.md", before: "# Göl\n\nGöl dolur.\n\n", piece, after: "\n\nson\n", closing: "" }
}

const fn page(name: &'static str, piece: fn(usize) -> String, closing: &'static str) -> Shape {
    let before = "<!doctype html><html lang=az><title>Göl</title><body><article><h1>Göl</h1><p>Göl yenə su ilə dolur, \
                  deyir kənd sakinləri, və yollar açılır.</p>";
    Shape { name, file: "a.html", before, piece, after: "", closing }
}

const fn item(name: &'static str, piece: fn(usize) -> String, after: &'static str, closing: &'static str) -> Shape {
    let before = "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:x:1\" \
                  version=\"1\" standard=\"NewsML-G2\" standardversion=\"2.35\" xml:lang=\"az\"><contentMeta>\
                  <headline>Göl</headline></contentMeta>";
    Shape { name, file: "a.xml", before, piece, after, closing }
}

/// Words for the pieces: no two neighbours alike.
fn word(index: usize) -> &'static str {
    ["göl", "şəhər", "əlyazma", "küçə", "yağış", "qatar", "bağça"][index % 7]
}

/// Every shape.
pub const SHAPES: &[Shape] = &[
    // Blocks of Markdown.
    markdown("quotes in one another, line by line", |index| {
        format!("{} {}\n", ">".repeat(index % 40 + 1), word(index))
    }),
    markdown("a line of quotes in one another", |_| "> ".to_owned()),
    markdown("lists in one another", |index| format!("{}- {}\n", "  ".repeat(index % 40), word(index))),
    markdown("a line of lists in one another", |_| "- ".to_owned()),
    markdown("items", |index| format!("- {}\n", word(index))),
    markdown("headings", |index| format!("## {} {index}\n\n", word(index))),
    markdown("headings and a word", |index| format!("## {} {index}\n\n{}\n\n", word(index), word(index + 1))),
    markdown("short paragraphs", |index| format!("{}.\n\n", word(index))),
    markdown("one paragraph", |index| format!("{} ", word(index))),
    markdown("one paragraph of lines", |index| format!("{}\\\n", word(index))),
    markdown("one word", |index| word(index).to_owned()),
    markdown("one word without a vowel", |_| "q".to_owned()),
    markdown("combining marks", |index| if index == 0 { "a".to_owned() } else { "\u{301}".to_owned() }),
    markdown("spaces", |_| " ".to_owned()),
    markdown("what shows nothing", |index| if index == 0 { "a".to_owned() } else { "\u{2060}".to_owned() }),
    markdown("rules", |_| "---\n\n".to_owned()),
    Shape {
        before: "# Göl\n\nGöl dolur.\n\n```\n",
        after: "```\n",
        ..markdown("lines of code", |index| format!("{}\n", word(index)))
    },
    Shape {
        before: "# Göl\n\nGöl dolur.\n\n```\n",
        after: "\n```\n",
        ..markdown("a line of code", |index| format!("{} ", word(index)))
    },
    Shape {
        before: "# Göl\n\nGöl dolur.\n\n| a | b |\n| - | - |\n",
        ..markdown("rows of a table", |index| format!("| {} | 1 |\n", word(index)))
    },
    markdown("tables", |index| format!("| a | b |\n| - | - |\n| {} | 1 |\n\n", word(index))),
    markdown("columns of a table", |index| format!("| {} ", word(index))),
    markdown("pictures", |index| format!("![{}](p{index}.png)\n\n", word(index))),
    // Marks of Markdown.
    markdown("emphasis that is not closed", |index| format!("*{} **b ", word(index))),
    markdown("emphasis", |index| format!("*{}* **b** ", word(index))),
    markdown("stars", |_| "*".to_owned()),
    markdown("brackets", |_| "[".to_owned()),
    markdown("brackets of pictures", |_| "![".to_owned()),
    markdown("brackets and parentheses", |_| "[a](".to_owned()),
    markdown("links", |index| format!("[{}](https://a.example/{index}) ", word(index))),
    markdown("links that lead nowhere", |index| format!("[{}](#{index}) ", word(index))),
    markdown("links without words", |index| format!("[ ](https://a.example/{index}) ")),
    markdown("addresses in angle brackets", |index| format!("<https://a.example/{index}> ")),
    markdown("references that are defined", |index| {
        format!("[r{index}]: https://a.example/{index}\n\n[{}][r{index}]\n\n", word(index))
    }),
    markdown("references that are not", |index| format!("[{}][r{index}] ", word(index))),
    Shape {
        before: "# Göl\n\nGöl dolur.\n\n[r]: https://a.example/uzun-bir-unvan-uzun-bir-unvan-uzun-bir-unvan\n\n",
        ..markdown("one reference, used", |_| "[r] ".to_owned())
    },
    markdown("backticks", |index| "`".repeat(index % 50 + 1) + " "),
    markdown("code", |index| format!("`{}` ", word(index))),
    markdown("entities", |_| "&amp;&lt;&#399; ".to_owned()),
    markdown("entities that are none", |_| "&amp &x".to_owned()),
    markdown("escapes", |_| "\\*\\[".to_owned()),
    // Notes.
    markdown("notes", |index| format!("{}[^{index}]\n\n[^{index}]: Qeyd {index}.\n\n", word(index))),
    markdown("notes that nothing refers to", |index| format!("[^{index}]: Qeyd {index}.\n\n")),
    markdown("references to notes that are not there", |index| format!("{}[^{index}] ", word(index))),
    Shape { after: "\n\n[^a]: Qeyd.\n", ..markdown("one note, referred to", |index| format!("{}[^a] ", word(index))) },
    markdown("notes that refer to one another", |index| format!("[^{index}]: {}[^{}]\n\n", word(index), index + 1)),
    // HTML in Markdown.
    markdown("raw elements that are not closed", |_| "a <b>".to_owned()),
    markdown("raw elements of no meaning", |index| format!("a <x{}>b</x{}> ", index % 9, index % 9)),
    markdown("raw scripts that are not closed", |_| "a <script>".to_owned()),
    markdown("raw comments that are not closed", |_| "a <!-- ".to_owned()),
    markdown("blocks of raw elements", |index| format!("<div>{}</div>\n", word(index))),
    Shape {
        before: "# Göl\n\n<div>\n",
        ..markdown("one block of raw elements", |index| format!("<p>{}\n", word(index)))
    },
    markdown("raw brackets", |_| "<".to_owned()),
    // Front matter, and the statement of terms.
    Shape {
        before: "---\nkeywords:\n",
        after: "---\n\n# Göl\n\nGöl dolur.\n",
        ..markdown("subjects", |index| format!("- {} {index}\n", word(index)))
    },
    Shape {
        before: "---\nauthors:\n",
        after: "---\n\n# Göl\n\nGöl dolur.\n",
        ..markdown("authors", |index| format!("- {} {index}\n", word(index)))
    },
    Shape {
        before: "---\ntitle: Göl\n",
        after: "---\n\nGöl dolur.\n",
        ..markdown("keys that nobody knows", |index| format!("k{index}: 1\n"))
    },
    Shape {
        before: "# Göl\n\nGöl dolur.\n\n**Nümunə ©**\n\n",
        after: "",
        ..markdown("terms", |index| format!("- MÜTLƏQ istinad verilməlidir {index}.\n"))
    },
    Shape {
        before: "# Göl\n\nGöl dolur.\n\n**Nümunə ©**\n\n",
        after: "",
        ..markdown("one long term", |_| "İcazə olmadan dərc etməyin, istinad verilməlidir; ".to_owned())
    },
    markdown("words of time", |_| "2 saat öncə ".to_owned()),
    Shape {
        file: "a.txt",
        before: "Göl dolur\n\n",
        ..markdown("lines of plain text", |index| format!("{} {index}.\n", word(index)))
    },
    Shape {
        file: "a.txt",
        before: "Göl dolur\n\n",
        ..markdown("bullets of plain text", |index| format!("- {}\n", word(index)))
    },
    // Elements of a page.
    page("paragraphs of a page", |index| format!("<p>{} {index}, deyir kənd sakinləri.</p>", word(index)), ""),
    page("elements in one another", |_| "<div>a".to_owned(), "</div>"),
    page("elements that are not closed", |_| "<div>a".to_owned(), ""),
    page("marks that are not closed", |_| "<b><i>a".to_owned(), ""),
    page("marks in paragraphs that are not closed", |_| "<p><b>a".to_owned(), ""),
    page("links in links", |index| format!("<a href=/{index}>a"), ""),
    page("marks of a page", |index| format!("<b>{}</b> <i>b</i> ", word(index)), ""),
    page("lists in lists", |_| "<ul><li>a".to_owned(), "</ul>"),
    page("tables in tables", |_| "<table><tr><td>a".to_owned(), "</table>"),
    page("words in tables that belong before them", |_| "<table>a".to_owned(), ""),
    page(
        "rows of a page's table",
        |index| format!("{}<tr><td>{}<td>1", if index == 0 { "<table>" } else { "" }, word(index)),
        "",
    ),
    page("feet", |index| format!("<footer>© Nümunə {index}</footer>"), ""),
    page("feet in one another", |_| "<footer>a".to_owned(), "</footer>"),
    page("feet by their class", |index| format!("<div class=footer>{}</div>", word(index)), ""),
    page(
        "attributes",
        |index| if index == 0 { "<p a=b>".to_owned() } else { format!("<p a{0}=b a{0}x=c a{0}y=d>a", index % 9) },
        "",
    ),
    page("attributes of one element", |index| if index == 0 { "<p ".to_owned() } else { format!("a{index}=b ") }, ""),
    page(
        "a long attribute",
        |index| if index == 0 { "<p class=\"footer ".to_owned() } else { "footer ".to_owned() },
        "",
    ),
    page(
        "pictures of a page",
        |index| format!("<figure><img src=p{index}.png alt=a><figcaption>{}</figcaption></figure>", word(index)),
        "",
    ),
    page("entities of a page", |_| "&amp;&#399;&bogus; ".to_owned(), ""),
    page("line breaks", |_| "a<br>".to_owned(), ""),
    page("comments", |_| "<!-- a -->".to_owned(), ""),
    page("comments that are not closed", |_| "<!--".to_owned(), ""),
    page("scripts", |_| "<script>a</script>".to_owned(), ""),
    page("scripts that are not closed", |_| "<script>a</scrip".to_owned(), ""),
    page("metadata", |index| format!("<meta property=article:tag content=\"{} {index}\">", word(index)), ""),
    page(
        "JSON-LD",
        |index| {
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"{} {index}\"}}</script>",
                word(index)
            )
        },
        "",
    ),
    page("end tags of nothing", |_| "</b></p>".to_owned(), ""),
    page("brackets of a page", |_| "<".to_owned(), ""),
    page("headings of a page", |index| format!("<h2>{} {index}</h2><p>Göl yenə su ilə dolur.", word(index)), ""),
    page("invitations", |index| format!("<p><a href=/{index}>Həmçinin oxu: {}</a>", word(index)), ""),
    page("definitions", |index| format!("<dl><dt>{}<dd>a</dl>", word(index)), ""),
    page("blocks in headings", |_| "<h2><p>a".to_owned(), ""),
    page("forms", |_| "<form>a</form>".to_owned(), ""),
    // Elements of a news item.
    item(
        "subjects of a news item",
        |index| format!("{}<subject qcode=\"x:{index}\"/>", if index == 0 { "<contentMeta>" } else { "" }),
        "</contentMeta><contentSet><inlineData>Göl dolur.</inlineData></contentSet></newsItem>",
        "",
    ),
    item(
        "usage terms of a news item",
        |index| format!("<rightsInfo><usageTerms>İstinad {index}</usageTerms></rightsInfo>"),
        "<contentSet><inlineData>Göl dolur.</inlineData></contentSet></newsItem>",
        "",
    ),
    item(
        "paragraphs of a news item",
        |index| {
            format!(
                "{}<p>{}</p>",
                if index == 0 {
                    "<contentSet><inlineXML><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>"
                } else {
                    ""
                },
                word(index)
            )
        },
        "</body></html></inlineXML></contentSet></newsItem>",
        "",
    ),
    item(
        "elements of a news item in one another",
        |_| "<x>".to_owned(),
        "<contentSet><inlineData>Göl dolur.</inlineData></contentSet></newsItem>",
        "</x>",
    ),
    item(
        "words of a news item",
        |index| format!("{}{} ", if index == 0 { "<contentSet><inlineData>" } else { "" }, word(index)),
        "</inlineData></contentSet></newsItem>",
        "",
    ),
    item(
        "entities of a news item",
        |index| format!("{}&amp;&#399;", if index == 0 { "<contentSet><inlineData>" } else { "" }),
        "</inlineData></contentSet></newsItem>",
        "",
    ),
    item(
        "namespaces of a news item",
        |index| format!("<x xmlns:n{index}=\"urn:{index}\">"),
        "<contentSet><inlineData>Göl dolur.</inlineData></contentSet></newsItem>",
        "</x>",
    ),
];
