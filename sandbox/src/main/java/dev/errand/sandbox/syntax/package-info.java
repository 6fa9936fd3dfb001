/// Reads JavaScript text into a tree, with the parser that the engine itself runs on: what this package can read, the
/// engine can run, and nothing else.
///
/// It knows nothing of programs, operations or limits; the sandbox and the checker both build on it.
@NullMarked
package dev.errand.sandbox.syntax;

import org.jspecify.annotations.NullMarked;
