/// A worker process: runs one guest after the other for a host on the other end of two pipes, and what crosses them.
///
/// [WorkerMain] is the process. [Frames] is the protocol, for both ends. Knows the guest's side, and nothing of the
/// host.
@NullMarked
package dev.errand.sandbox.worker;

import org.jspecify.annotations.NullMarked;
