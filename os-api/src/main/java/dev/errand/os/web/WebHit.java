package dev.errand.os.web;

import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Sourced;

/// A page that a search found.
public record WebHit(
        @Content String title, @Content String url, @Content String text) implements Sourced {
    @Override
    public Origin origin() {
        return new Origin(Provenance.OUTSIDE, "a search of the web", Readers.everybody());
    }
}
