/// Telephone calls, by a phone's Termux:API; and telephone numbers as arguments.
@NullMarked
package dev.errand.os.phone;

import org.jspecify.annotations.NullMarked;
