//! Commands that compute from their parameters alone, without a tree of JSON values.
//!
//! A search for slots takes less time than its calendars take to read. So a host that has the JSON
//! text of a request hands it over where the parameters begin: they are read straight into their
//! type, and the result is written straight from its own.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess, Visitor};
use serde::{Deserializer, Serialize};

use crate::{Command, Desk, Failure, list};

/// The result of a command as JSON text.
type Running<'d> = Pin<Box<dyn Future<Output = Result<String, Failure>> + Send + 'd>>;

/// A pure command whose parameters have been read.
pub struct Prepared {
    run: Box<dyn FnOnce(&Desk) -> Running<'_> + Send>,
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared").finish_non_exhaustive()
    }
}

impl Prepared {
    pub(crate) fn new(run: impl FnOnce(&Desk) -> Running<'_> + Send + 'static) -> Self {
        Self { run: Box::new(run) }
    }

    /// Runs it; the result as JSON text.
    pub async fn run(self, desk: &Desk) -> Result<String, Failure> {
        (self.run)(desk).await
    }
}

/// Reads the parameters of a command where they stand. It fails for a command that is not
/// [`crate::Kind::Pure`] and for parameters that are not right, and does not say well why:
/// [`Desk::call`] does.
impl<'de> DeserializeSeed<'de> for Command {
    type Value = Prepared;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Prepared, D::Error> {
        list::prepare(self, from)
    }
}

/// Reads parameters, which are an object: serde would read a list as the fields in their order.
pub(crate) fn read<'de, T: DeserializeOwned, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    from.deserialize_map(Named(PhantomData))
}

struct Named<T>(PhantomData<T>);

impl<'de, T: DeserializeOwned> Visitor<'de> for Named<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

/// Writes a result.
pub(crate) fn write<T: Serialize>(result: &T) -> Result<String, Failure> {
    serde_json::to_string(result).map_err(Failure::internal)
}
