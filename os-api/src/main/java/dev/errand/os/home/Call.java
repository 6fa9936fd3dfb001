package dev.errand.os.home;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A service of Home Assistant's and what it is given besides the device.
record Call(String domain, String service, ObjectNode data) {
    static Call of(String domain, String service) {
        return new Call(domain, service, JsonNodeFactory.instance.objectNode());
    }
}
