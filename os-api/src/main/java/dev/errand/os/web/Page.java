package dev.errand.os.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import org.jspecify.annotations.Nullable;

/// What a server answered. All of it is the server's word and stays closed until it is read.
public record Page(
        @Content @Nullable Integer status,

        @Content @Nullable @Param("lower-case name → text") JsonNode headers,

        @Content @Nullable String body,

        @Content @Nullable @Param("where it was found after redirects")
        String url)
        implements Sourced {
    static Page of(Fetched fetched) {
        return new Page(
                fetched.status(),
                fetched.headersAsJson(),
                fetched.text(),
                fetched.address().toString());
    }

    @Override
    public Origin origin() {
        return new Origin(Provenance.OUTSIDE, url == null ? "the web" : "the web page " + url);
    }
}
