/// Programs of the operating system that skills use where they are installed. It knows no skill and no shell: a
/// program is started with its arguments as they are.
@NullMarked
package dev.errand.os.program;

import org.jspecify.annotations.NullMarked;
