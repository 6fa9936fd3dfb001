package dev.errand.os.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;

/// What a language model found in a text.
public record Extracted(
        @Content @Param("as the schema says") JsonNode value,
        String model,
        @Content @Param("used for it, in and out") long tokens)
        implements Sourced {
    @Override
    public Origin origin() {
        return new Origin(Provenance.OUTSIDE, "the language model " + model, Readers.everybody());
    }
}
