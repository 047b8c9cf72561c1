//! Bytes to documents.

pub(crate) mod agencies; // items as different agencies write them
pub(crate) mod articles; // what the reader makes of the articles in tests/articles
pub(crate) mod desk; // what desks are told beside an article: embargoes in words, versions, limits, pictures of their own
pub(crate) mod encodings; // encodings, line ends and normal forms: the same article
pub(crate) mod hostile; // limits, and what hostile files come to
pub(crate) mod idioms; // what pages write in ways of their own: times, names, licences, words in odd places
pub(crate) mod kinds; // pages that say a thing in a way of their own: days, accounts, headlines, articles in articles
pub(crate) mod news; // news as agencies send it, read: shapes, refusals, hostile ones
pub(crate) mod newsroom; // what agencies say to newsrooms, and messages of several articles
pub(crate) mod page_between; // what stands between the words of an article: it stays, or is named
pub(crate) mod page_blocks; // what the markup of pages becomes: lists, tables, quotations, lines, what is embedded
pub(crate) mod page_boxes; // boxes of headline, picture, points and text, and what is no clutter in a kept block
pub(crate) mod page_edges; // where the article of a page ends: notices, galleries, the next article, the foot
pub(crate) mod page_licences; // licences on a page: the article's, and those of works beside it
pub(crate) mod page_strangers; // shapes of pages that nobody had in mind
pub(crate) mod pages; // web pages: metadata, archives, what hostile ones come to, figures on real ones
pub(crate) mod pages_whole; // the whole article of a page: no word of it lost, and nothing beside it taken
pub(crate) mod shapes; // the same things in other shapes, languages and nestings
pub(crate) mod strangers;
pub(crate) mod systems; // pages in the shapes of forty systems
pub(crate) mod systems_2026; // pages in the shapes of systems of 2026, in twelve languages
pub(crate) mod who_and_when; // authors, times, headlines, holders: the shapes that pages and people give them // what may come in an article of anybody, and under which names, as the program meets it
