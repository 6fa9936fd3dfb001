/// The page for people. Start with [Pages], which says what is at which address; [RunView] is what a template is
/// given of a run. Every action is a plain form; scripts only keep what is shown up to date.
@NullMarked
package dev.errand.web.page;

import org.jspecify.annotations.NullMarked;
