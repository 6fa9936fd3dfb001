/// The person's lists (shopping, to do, …): Markdown check lists.
@NullMarked
package dev.errand.os.lists;

import org.jspecify.annotations.NullMarked;
