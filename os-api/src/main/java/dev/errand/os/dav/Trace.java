package dev.errand.os.dav;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.operation.StepContext;
import java.util.Optional;

/// What a step did on the server, noted on the device so that it can be taken back.
///
/// @param place   the thing's address
/// @param version the server's mark of the state that the step left; empty if it removed the thing
/// @param before  its text before; empty if the step created it
record Trace(String place, String version, String before) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void write(DavService service, StepContext context) {
        try {
            context.storage().writeText(file(service, context), JSON.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        }
    }

    static Optional<Trace> read(DavService service, StepContext context) {
        if (!context.storage().exists(file(service, context))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(context.storage().readText(file(service, context)), Trace.class));
        } catch (JsonProcessingException e) {
            throw DeviceFailure.conflict(
                    "The note of what the " + service.thing() + " was before has been changed.",
                    "Change it at the server itself.");
        }
    }

    private static String file(DavService service, StepContext context) {
        return file(service, name(context));
    }

    /// Where the note of a step lies that has this name.
    static String file(DavService service, String name) {
        return service.trash() + "/" + name + ".json";
    }

    /// What a step is called among notes.
    static String name(StepContext context) {
        return Hash.of(context.stepId()).substring(0, 24);
    }
}
