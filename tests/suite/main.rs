//! The one test binary: a module for each matter.
mod epub; // the EPUB renderer: words, package, container, and what the judges say
mod fixture; // documents made by hand, with everything that the model has
mod judge; // shows files to programs that this project did not write
mod read; // what the reader makes of the articles in tests/articles
