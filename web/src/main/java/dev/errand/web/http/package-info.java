/// What every door that speaks HTTP needs: problem documents, limits, who may come in, streams of events.
@NullMarked
package dev.errand.web.http;

import org.jspecify.annotations.NullMarked;
