/// What texts mean, as vectors that are near each other where the meanings are: computed on this machine by a small
/// model, whose libraries lie beside the others and are loaded by whoever asks for them, once a process.
///
/// Knows no skill and no index. Only `onnx` below knows the library that runs the model.
@NullMarked
package dev.errand.os.meaning;

import org.jspecify.annotations.NullMarked;
