/// The host's side of an execution: reads what guests write, asks [dev.errand.sandbox.Calls], and keeps the account
/// that the guest's side cannot be trusted with.
///
/// [InProcessSandbox] has the guest's side in the same process, [ProcessSandbox] in worker processes; both talk with
/// it in the same texts.
@NullMarked
package dev.errand.sandbox.host;

import org.jspecify.annotations.NullMarked;
