//! What the fuzz targets share with the wire's tests: the printed answers, how they are bent, and how they are read.
//!
//! The files are the tests' own, so that both try the same thing.

#[path = "../../crates/gateway-protocol/tests/wire/any_bytes/answers.rs"]
pub mod answers;
#[path = "../../crates/gateway-protocol/tests/wire/any_bytes/readers.rs"]
pub mod readers;
