package dev.errand.os.llm;

import dev.errand.os.device.Model;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;

/// What a language model wrote.
public record Written(
        @Content String text,
        String model,
        @Content @Param("used for it, in and out") long tokens) implements Sourced {
    static Written of(Model.Completion completion) {
        return new Written(
                completion.text().strip(), completion.model(), completion.inputTokens() + completion.outputTokens());
    }

    @Override
    public Origin origin() {
        return new Origin(Provenance.OUTSIDE, "the language model " + model, Readers.everybody());
    }
}
