/// The guest's side of an execution: a context in the engine, a thread in it, and texts that go out and come back.
///
/// All of it can live in another process than the host, so it knows no JSON tree, no operation and nobody who
/// answers: it knows [Question]s, texts, and how an execution [Ending]s. What it reports is believed by nobody.
@NullMarked
package dev.errand.sandbox.guest;

import org.jspecify.annotations.NullMarked;
