//! What words of terms say: what the tables are written with, and clauses are read by.
//!
//! The program is built with it and so are its tables ([`build/`](../../build)): it knows no other module.

use serde::Deserialize;

/// What a word says in terms of use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TermConcept {
    // What is done with a work.
    /// Using again: republication, copying, distribution.
    Use,
    /// Quoting.
    Quote,
    /// Reading and saving for oneself.
    Read,
    /// Translating.
    Translate,
    /// A language, beside translating.
    Tongue,
    /// Changing, shortening.
    Change,
    /// Left as it is.
    Unchanged,
    /// Making other works of it.
    Derive,
    /// Mining text and data.
    Mine,
    /// Training artificial intelligence.
    Ai,
    /// Use for gain, sale.
    Commercial,
    /// Use that is not for gain.
    Noncommercial,
    /// Use for oneself.
    Personal,
    /// Use for teaching.
    Education,
    /// Systematic, in bulk.
    Systematic,
    // What it is done with.
    /// Words: articles, texts, materials.
    Text,
    /// Works that are not everybody's: paid or exclusive ones, columns. What is said of them alone is said of nothing else.
    Withheld,
    /// Pictures.
    Pictures,
    /// Video.
    Video,
    /// Sound.
    Audio,
    /// All of it.
    Whole,
    /// A part of it.
    Part,
    /// A half of it.
    Half,
    /// A third of it.
    Third,
    /// A quarter of it.
    Quarter,
    /// A fifth of it.
    Fifth,
    /// A tenth of it.
    Tenth,
    /// Short pieces of it.
    Excerpt,
    /// The headline.
    Headline,
    /// The lead.
    Lead,
    /// What is beyond the part that was spoken of.
    Rest,
    // How a source is named.
    /// Naming the source.
    Credit,
    /// The source.
    Source,
    /// An author.
    Author,
    /// A name.
    Name,
    /// To name, to show.
    Show,
    /// A hyperlink.
    Link,
    /// Open to search engines.
    Open,
    /// "The words", "the sentence": what follows or stands before is literal.
    Literal,
    /// A place in the text that is prescribed.
    Place,
    /// The end of the text as such a place.
    PlaceEnd,
    // Conditions.
    /// Permission.
    Permission,
    /// Done without permission.
    Unpermitted,
    /// A fee, a contract.
    Fee,
    /// A permission that is not needed: "no permission is required".
    Unneeded,
    /// Telling the publisher.
    Notify,
    /// Writing to the publisher: asking where something is wanted, else telling.
    Contact,
    /// Wanting something, or what it is for: "who wants to", "in order to".
    Intention,
    /// A copy of what was published.
    Specimen,
    /// A logo, a watermark.
    Logo,
    /// Keeping something on.
    Keep,
    /// Taking something off.
    Remove,
    /// Third parties.
    ThirdParties,
    /// What is theirs: "agency reports".
    Foreign,
    /// Not covered by what was said before.
    NotCovered,
    /// Conditions, as in "without conditions".
    Condition,
    // Rights.
    /// Rights, copyright.
    Rights,
    /// Reserved, protected.
    Reserved,
    /// "All rights reserved" and the like as whole phrases.
    AllReserved,
    /// The law that reserves or forbids: "under the law on copyright".
    Law,
    /// Breaking the terms or the rights: "violation of copyright".
    Breach,
    // Who.
    /// Whoever republishes on the web: a medium where somebody is left out, else [`Self::Who`].
    Sites,
    /// Whoever republishes: sites, media.
    Who,
    /// Some alone: subscribers.
    Recipients,
    /// Whoever is none of them: "those who have not subscribed".
    Outsiders,
    /// Teachers and those whom they teach: a use of works by them is one for teaching.
    Learners,
    /// Print media.
    Print,
    /// Broadcasters.
    Broadcast,
    /// What is on the web.
    Online,
    // How it is said.
    /// Allowed.
    May,
    /// "May", "can", said of somebody or of a work: what stands before it says which.
    Can,
    /// An invitation to use, where it begins a clause: "republish our".
    Invite,
    /// Meant for something: it allows what is named beside it and nothing else.
    Intended,
    /// Demanded.
    Must,
    /// Forbidden.
    Forbid,
    /// "Not".
    Not,
    /// The first half of a "not" that has two.
    HalfNot,
    /// What makes an "only" of half a "not".
    Than,
    /// "No", "none of", "nothing".
    None,
    /// Only.
    Only,
    /// Except, before what is excepted or behind it.
    Except,
    /// Except behind an ablative, elsewhere "other".
    Other,
    /// What was said before is said again of something else: "so is", "the same goes for".
    Again,
    /// Where what others tell is kept: "whoever keeps to these rules".
    Fulfilled,
    /// Unless.
    Unless,
    /// Without, before what is missing.
    Without,
    /// Without, behind what is missing.
    Lacking,
    /// Even.
    Even,
    /// Does not take the place of: "a link does not replace our consent".
    Replaces,
    /// But.
    But,
    /// But, or only where nothing stands before it.
    ButOrOnly,
    /// And, or.
    And,
    /// Including.
    Including,
    /// Free.
    Free,
    /// A permission after it.
    After,
    // Counting.
    /// At most.
    AtMost,
    /// More than.
    MoreThan,
    /// The first.
    First,
    /// Per cent.
    Percent,
    /// Characters.
    Characters,
    /// Words.
    Words,
    /// Sentences.
    Sentences,
    /// Paragraphs.
    Paragraphs,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    // Pages of terms.
    /// The name of a page of terms.
    Terms,
    /// "See", "here".
    Refer,
    /// A licence by the word.
    Licence,
    /// Under a licence.
    Granted,
    // The rest.
    /// A verb that says nothing by itself: give, make, be.
    Light,
    /// A word that carries no meaning of its own.
    Filler,
    /// The same before a place or a time: "in", "on".
    Within,
    /// "With": what follows is not missing.
    With,
    /// "Unless otherwise agreed".
    Agreed,
    /// The publisher, its site, its editors.
    Owner,
    /// An institution: the publisher where its site, its works or a credit are told of, else what a report is about.
    Body,
    /// The credit of a picture.
    PictureCredit,
    /// Words of a foot that are no terms: who made the site, whose opinion it is.
    Noise,
    /// What makes a sentence one of something else than reuse, though it has its words: who answers for what, what a
    /// word of the rules means, whom to write to about advertising.
    Neutral,
    /// Whom to write to about reuse, as a label: "reprint enquiries".
    Inquiry,
    /// Words that make the sentence prose: reports, courts, laws.
    Prose,
    /// A word that is no name, though it is written with a capital.
    Strange,
    /// Something is not known (no table has it).
    Unknown,
    /// A name.
    Proper,
    /// Words in quotation marks.
    Quoted,
    /// A number.
    Number,
    /// An address.
    Address,
    /// The name of a licence.
    Licensed,
    /// A comma, a colon, a dash: what parts clauses weakly.
    Comma,
    /// A colon.
    Colon,
    /// A semicolon: what parts them strongly.
    Semicolon,
}

/// What the ending of a verb says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Feature {
    /// It may be done.
    May,
    /// It must be done.
    Must,
    /// It will be done: at the end of a clause it must, before a noun it says which.
    Will,
    /// It may not be done.
    Forbid,
    /// It is not done.
    Not,
    /// Without doing it.
    Without,
    /// Nothing, though it ends like one that does.
    Plain,
}

/// What a language is like.
#[derive(Debug, Clone, Copy, Deserialize, Default)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct LanguageTraits {
    /// Whether the verb that says what may be done stands last.
    #[serde(default)]
    pub(super) verb_last: bool,
    /// Whether every noun has a capital.
    #[serde(default)]
    pub(super) capital_nouns: bool,
    /// The script.
    #[serde(default)]
    pub(super) script: Alphabet,
}

/// An alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Alphabet {
    /// Latin.
    #[default]
    Latin,
    /// Cyrillic.
    Cyrillic,
    /// Arabic.
    Arabic,
    /// Georgian.
    Georgian,
}
