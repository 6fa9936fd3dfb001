/// What is known of machines by their addresses alone, for everything that connects to one. Knows no protocol.
@NullMarked
package dev.errand.os.network;

import org.jspecify.annotations.NullMarked;
