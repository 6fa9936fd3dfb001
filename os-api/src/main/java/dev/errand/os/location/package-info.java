/// Where the device is: as the configuration says, or as a phone's Termux:API tells.
@NullMarked
package dev.errand.os.location;

import org.jspecify.annotations.NullMarked;
