package dev.errand.evaluation.check;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Something that a device holds, or that left it: a mail, an event, a request.
///
/// @param path   where it lies in the home; empty for what is not on the device
/// @param fields what is compared
record Thing(String path, ObjectNode fields) {}
