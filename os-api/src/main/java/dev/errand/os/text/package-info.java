/// Plain text out of what is written for other eyes. Knows no skill.
@NullMarked
package dev.errand.os.text;

import org.jspecify.annotations.NullMarked;
