package dev.errand.os.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Hash;
import dev.errand.os.device.Storage;
import dev.errand.os.files.FileRef;
import dev.errand.os.files.IncomingFile;
import dev.errand.os.operation.EffectClass;
import dev.errand.os.operation.Mark;
import dev.errand.os.operation.Provenance;
import dev.errand.os.operation.Recovery;
import dev.errand.os.operation.StepContext;
import dev.errand.os.spi.Audience;
import dev.errand.os.spi.OperationSpec;
import dev.errand.os.spi.Param;
import dev.errand.os.spi.PreviewOf;
import dev.errand.os.spi.Sentences;
import dev.errand.os.spi.Skill;
import dev.errand.os.spi.SkillSpec;
import dev.errand.os.spi.UndoOf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// The web, for code: no cookies, no passwords, no machines on the person's own network unless `web.allow` names
/// them.
///
/// Searches go to the service that `web.search` names, which must answer as SearXNG does. `web.contact` is told to
/// every server, so that whoever runs it can complain.
@SkillSpec(name = "web", summary = "The web: read pages, search, download, post")
@Sentences(
        value = {
            "read [me] the (page|article|web page|website) [at|on] {url:text}",
            "what does the (page|article|website) [at] {url:text} say",
            "(read|open|look at) [me] [the] [page|article|website] [at] {url:text} and tell me what (it says|is there|is on it)"
        },
        code = """
                const article = web.read(url);
                user.say(article.title + "\\n\\n" + article.text);
                return article;
                """)
@Sentences(
        value = {"(search|look on|look in) the (web|internet) for {query:text}", "google {query:text}"},
        code = """
                const found = web.search(query);
                user.say(found.map((each) => each.title + ": " + each.url).join("\\n") || "Nothing was found.");
                return found;
                """)
@Sentences(
        language = "de",
        value = {"lies [mir] die (Seite|Webseite) {url:text} [vor]", "was steht auf [der Seite] {url:text}"},
        code = """
                const article = web.read(url);
                user.say(article.title + "\\n\\n" + article.text);
                return article;
                """)
@Sentences(
        language = "de",
        value = {"(such|suche) im (Netz|Internet|Web) nach {query:text}"},
        code = """
                const found = web.search(query);
                user.say(found.map((each) => each.title + ": " + each.url).join("\\n") || "Es wurde nichts gefunden.");
                return found;
                """)
public final class WebSkill implements Skill {
    private static final String SEARCH = "web.search";
    private static final String DOWNLOADS = "Downloads";
    private static final int MOST_HITS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    @OperationSpec(effect = EffectClass.FETCH, summary = "Gets a web address as text, whatever its status")
    public Page get(@Param(mark = Mark.DESTINATION) String url, WebOptions options, StepContext context) {
        Asked asked = Asked.toGet(options.headers());
        Fetcher fetcher = Fetcher.of(context.settings());
        return Page.of(fetcher.get(WebAddress.of(url), asked, fetcher.forText()));
    }

    @OperationSpec(
            effect = EffectClass.FETCH,
            summary = "The article of a web page as plain text",
            readers = Audience.EVERYBODY)
    public WebArticle read(@Param(mark = Mark.DESTINATION) String url, StepContext context) {
        Fetcher fetcher = Fetcher.of(context.settings());
        Fetched page = fetcher.get(WebAddress.of(url), Asked.NOTHING_SPECIAL, fetcher.forText())
                .successful();
        String where = page.address().toString();
        if (!page.isPage()) {
            return new WebArticle("", null, page.text(), where);
        }
        Article article = Article.of(page);
        return new WebArticle(article.title(), article.byline().orElse(null), article.text(), where);
    }

    @OperationSpec(
            effect = EffectClass.FETCH,
            summary = "Pages that a search engine finds, at most 20, best first",
            readers = Audience.EVERYBODY)
    public List<WebHit> search(@Param(mark = Mark.CONTENT) String query, StepContext context) {
        String endpoint = context.settings()
                .text(SEARCH)
                .orElseThrow(() -> DeviceFailure.notConfigured(
                        "No search engine for the web is configured.",
                        "Write [web] search = \"https://…/search\", the address of a SearXNG server, into the"
                                + " configuration."));
        WebAddress service = WebAddress.of(endpoint);
        HttpUrl url = service.url()
                .newBuilder()
                .setQueryParameter("q", query)
                .setQueryParameter("format", "json")
                .build();
        Fetcher fetcher = Fetcher.of(context.settings(), Set.of(service.hostAndPort()));
        Fetched answer = fetcher.get(WebAddress.of(url), Asked.NOTHING_SPECIAL, fetcher.forText())
                .successful();
        return hits(answer);
    }

    private static List<WebHit> hits(Fetched answer) {
        try {
            JsonNode results = JSON.readTree(answer.bytes()).path("results");
            if (results.isArray()) {
                List<WebHit> hits = new ArrayList<>();
                for (JsonNode each : results) {
                    if (hits.size() < MOST_HITS && each.path("url").isTextual()) {
                        hits.add(new WebHit(
                                each.path("title").asText(),
                                each.path("url").asText(),
                                each.path("content").asText()));
                    }
                }
                return hits;
            }
        } catch (IOException _) {
            // Said below.
        }
        throw DeviceFailure.unreachable(
                "The search engine did not answer with search results in JSON.",
                "Check web.search; a SearXNG server must allow the format json.");
    }

    @OperationSpec(
            effect = EffectClass.SEND,
            recovery = Recovery.IDEMPOTENT,
            summary = "Posts a text, or anything else as JSON; redirects are not followed",
            headline = "Post to {url}: {body}[ with headers {headers}]")
    public Page post(
            @Param(mark = Mark.DESTINATION) String url,
            @Param(mark = Mark.CONTENT) JsonNode body,
            WebOptions options,
            StepContext context) {
        Asked asked = Asked.toPost(body, options.headers(), context.stepId());
        return Page.of(Fetcher.of(context.settings()).post(WebAddress.of(url), asked));
    }

    @PreviewOf("post")
    public void checkPost(String url, JsonNode body, WebOptions options, StepContext context) {
        WebAddress.of(url);
        Asked.toPost(body, options.headers(), context.stepId());
    }

    /// It asks somebody else for an address and changes the person's files. As an operation has one class, it is of
    /// the one that is always asked: of WRITE, an address that holds the person's data would go out unasked.
    @OperationSpec(
            effect = EffectClass.SEND,
            recovery = Recovery.REPEATABLE,
            summary = "Saves what is at a web address as a file; replaces nothing",
            headline = "Download {url}[ into {folder}]",
            provenance = Provenance.OUTSIDE)
    @Sentences({"download {url} [(to|into) [my|the] {folder} [folder]]"})
    @Sentences(language = "de", value = "(lade|lad) {url} herunter")
    public Downloaded download(
            @Param(mark = Mark.DESTINATION) String url,
            @Nullable @Param(value = "default: Downloads", mark = Mark.TARGET) String folder,
            StepContext context) {
        String target = Objects.requireNonNullElse(folder, DOWNLOADS);
        IncomingFile.folder(target, context.storage());
        Fetcher fetcher = Fetcher.of(context.settings());
        Fetched file = fetcher.get(WebAddress.of(url), Asked.NOTHING_SPECIAL, fetcher.forAFile())
                .successful();
        String path = IncomingFile.add(FileName.of(file), file.bytes(), target, context.storage());
        return new Downloaded(path, file.bytes().length, file.type(), Hash.of(file.bytes()));
    }

    @PreviewOf("download")
    public void checkDownload(String url, @Nullable String folder, StepContext context) {
        WebAddress.of(url);
        IncomingFile.folder(Objects.requireNonNullElse(folder, DOWNLOADS), context.storage());
    }

    /// Nothing that was changed since is removed.
    @UndoOf("download")
    public void removeDownloaded(Downloaded file, StepContext context) {
        Storage storage = context.storage();
        String place = new FileRef(file.path()).inStorage();
        if (storage.exists(place)) {
            if (!Hash.of(storage.read(place)).equals(file.sha256())) {
                throw DeviceFailure.conflict(
                        file.path() + " has been changed since it was downloaded.", "Delete it if it may go.");
            }
            storage.delete(place);
        }
    }
}
