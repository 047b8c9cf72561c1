//! Where the bytes of archives come from: files of this machine, or whatever Python has opened.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A file that can be opened as often as it is needed.
#[derive(Clone)]
pub(super) struct Input {
    name: String,
    lent: Option<Lent>,
}

/// A file of Python, with `seek` and `read`. The lock is taken before the interpreter is: who waits for the file holds
/// nothing that its reader needs.
type Lent = Arc<Mutex<Py<PyAny>>>;

impl Input {
    /// The file of a name; `lent` is read instead of that of this machine.
    pub(super) fn new(name: String, lent: Option<Py<PyAny>>) -> Self {
        Self { name, lent: lent.map(|file| Arc::new(Mutex::new(file))) }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn open(&self) -> io::Result<Opened> {
        match &self.lent {
            None => File::open(&self.name).map(Opened::File),
            Some(lent) => Ok(Opened::Lent { file: Arc::clone(lent), at: 0 }),
        }
    }

    /// How long it is, in bytes.
    pub(super) fn length(&self) -> io::Result<u64> {
        match &self.lent {
            None => std::fs::metadata(&self.name).map(|metadata| metadata.len()),
            Some(_) => self.open()?.seek(SeekFrom::End(0)),
        }
    }
}

/// A file that is being read.
pub(super) enum Opened {
    File(File),
    Lent { file: Lent, at: u64 },
}

/// Calls a file of Python.
fn ask<T>(file: &Lent, what: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<T>) -> io::Result<T> {
    let file = file.lock().unwrap_or_else(PoisonError::into_inner);
    Python::attach(|py| what(file.bind(py))).map_err(|error| io::Error::other(error.to_string()))
}

impl Read for Opened {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Lent { file, at } => {
                let count = ask(file, |file| {
                    file.call_method1("seek", (*at,))?;
                    let read = file.call_method1("read", (buffer.len(),))?;
                    let bytes = read.cast::<PyBytes>()?.as_bytes();
                    let count = bytes.len().min(buffer.len());
                    buffer[..count].copy_from_slice(&bytes[..count]);
                    Ok(count)
                })?;
                *at += count as u64;
                Ok(count)
            }
        }
    }
}

impl Seek for Opened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(to),
            Self::Lent { file, at } => {
                *at = match to {
                    SeekFrom::Start(to) => to,
                    SeekFrom::Current(by) => at.checked_add_signed(by).ok_or(io::ErrorKind::InvalidInput)?,
                    SeekFrom::End(by) => ask(file, |file| {
                        file.call_method1("seek", (by, 2))?;
                        file.call_method0("tell")?.extract()
                    })?,
                };
                Ok(*at)
            }
        }
    }
}
