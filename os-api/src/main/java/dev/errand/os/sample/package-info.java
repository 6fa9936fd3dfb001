/// A device to try things on: a household's files, music, mail, contacts, calendar, notes and lists, all made up.
///
/// Start with [SampleDevice]. The texts lie beside this package as resources; PDF, Word, picture, sound and mail
/// formats
/// are written by small classes here, so that a device is filled in a fraction of a second and nothing binary is kept.
@NullMarked
package dev.errand.os.sample;

import org.jspecify.annotations.NullMarked;
