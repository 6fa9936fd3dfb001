/// The model bge-small-en-v1.5, run by ONNX Runtime. Classes of this package are loaded by a class loader of their
/// own, together with the libraries; nothing outside may name them.
@NullMarked
package dev.errand.os.meaning.onnx;

import org.jspecify.annotations.NullMarked;
