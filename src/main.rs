//! The command line tool: arguments in, exit code out.

fn main() {}
