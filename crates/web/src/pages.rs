//! The handlers, one file per page, each beside its template.

pub mod shell;
