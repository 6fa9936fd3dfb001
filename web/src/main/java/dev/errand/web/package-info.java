/// The front doors of the device that speak HTTP: the interface for programs and the page for people.
///
/// Start with [WebDoor], which `errand serve` finds, then [WebServer], which puts the doors together. Nothing outside
/// of this module knows it, and nothing of Javalin is loaded before the door is opened.
@NullMarked
package dev.errand.web;

import org.jspecify.annotations.NullMarked;
