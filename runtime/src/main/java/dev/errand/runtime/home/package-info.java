/// Where Errand lives on disk, what it has been told there, and who may work on it.
@NullMarked
package dev.errand.runtime.home;

import org.jspecify.annotations.NullMarked;
