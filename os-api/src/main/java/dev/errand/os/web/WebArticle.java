package dev.errand.os.web;

import dev.errand.os.operation.Origin;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Readers;
import dev.errand.os.spi.Content;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.Sourced;
import org.jspecify.annotations.Nullable;

/// The article of a page.
public record WebArticle(
        @Content String title,
        @Content @Nullable @Param("who wrote it") String byline,

        @Content @Param("without menus and the like") String text,

        @Content String url)
        implements Sourced {
    @Override
    public Origin origin() {
        return new Origin(Provenance.OUTSIDE, "the web page " + url, Readers.everybody());
    }
}
