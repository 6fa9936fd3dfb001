package dev.errand.os.web;

import dev.errand.os.device.DeviceFailure;
import dev.errand.os.device.Settings;
import dev.errand.os.network.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Goes to a web address and follows where it leads, looking at every hop. It keeps no cookies, goes through no
/// proxy, and has limits of time and size.
///
/// @param patience how long a server may keep silent
record Fetcher(Gate gate, String userAgent, Duration patience) {
    private static final int MOST_HOPS = 5;
    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final int TEXT_MEGABYTES = 5;
    private static final int FILE_MEGABYTES = 100;
    private static final Duration FOR_A_FILE = Duration.ofMinutes(5);
    private static final int USUAL_SECONDS = 30;
    private static final int MOST_SECONDS = 300;

    /// How much of an answer is taken, and for how long.
    ///
    /// @param time    for all of it
    /// @param silence that is put up with before something comes
    record Limits(int megabytes, Duration time, Duration silence) {}

    /// For what code reads.
    Limits forText() {
        return new Limits(TEXT_MEGABYTES, patience, patience);
    }

    /// For what becomes a file.
    Limits forAFile() {
        return new Limits(FILE_MEGABYTES, FOR_A_FILE, patience);
    }

    static Fetcher of(Settings settings) {
        return of(settings, Set.of());
    }

    /// @param also `host:port` of a machine that the settings name for another reason
    static Fetcher of(Settings settings, Set<String> also) {
        Set<String> allowed = new HashSet<>(also);
        settings.texts("web.allow").stream().map(String::strip).forEach(allowed::add);
        String contact = settings.text("web.contact").orElse("one person's own assistant");
        return new Fetcher(
                new Gate(allowed, Dns.SYSTEM),
                "Errand/0.1.0 (+" + contact.replaceAll("[^ -~]|[()]", "") + ")",
                Patience.of("web.timeout", USUAL_SECONDS, MOST_SECONDS, settings));
    }

    /// Gets what is at an address or where it redirects to.
    Fetched get(WebAddress first, Asked asked, Limits limits) {
        long deadline = System.nanoTime() + limits.time.toNanos();
        WebAddress address = first;
        Asked asking = asked;
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            Fetched fetched = once(address, asking, limits, deadline);
            String location = fetched.headers().get("Location");
            boolean redirects = Set.of(301, 302, 303, 307, 308).contains(fetched.status());
            if (!redirects || location == null) {
                return fetched;
            }
            WebAddress next = next(address, location);
            asking = next.hostAndPort().equals(address.hostAndPort()) ? asking : asking.elsewhere();
            address = next;
        }
        throw DeviceFailure.unreachable(
                first.hostAndPort() + " redirects more than " + MOST_HOPS + " times.", "Check the address.");
    }

    /// Where a redirect leads is the server's word: it is not quoted.
    private static WebAddress next(WebAddress address, String location) {
        HttpUrl url = address.url().resolve(location);
        if (url == null) {
            throw DeviceFailure.unreachable(
                    address.hostAndPort() + " redirects to what is no web address.", "Check the address.");
        }
        if (address.url().isHttps() && !url.isHttps()) {
            throw DeviceFailure.unreachable(
                    address.hostAndPort() + " redirects from a secure connection to one that anybody can read.",
                    "Use an address that needs no such redirect.");
        }
        return WebAddress.of(url);
    }

    /// Posts to an address. A redirect is not followed: it would take what is posted to where nobody approved of.
    Fetched post(WebAddress address, Asked asked) {
        return send(address, asked.request(), gate.addresses(address), forText());
    }

    private Fetched once(WebAddress address, Asked asked, Limits limits, long deadline) {
        return exchange(address, asked.request(), gate.addresses(address), limits, deadline);
    }

    /// One request and its answer, from a machine that was looked at. A redirect is an answer.
    ///
    /// @param request all but the address and who asks
    Fetched send(WebAddress address, Request.Builder request, List<InetAddress> addresses, Limits limits) {
        return exchange(address, request, addresses, limits, System.nanoTime() + limits.time.toNanos());
    }

    private Fetched exchange(
            WebAddress address, Request.Builder asked, List<InetAddress> addresses, Limits limits, long deadline) {
        Request request =
                asked.url(address.url()).header("User-Agent", userAgent).build();
        OkHttpClient client = client(addresses, limits, deadline);
        try (Response response = client.newCall(request).execute()) {
            ByteBuffer body = body(response, address, limits);
            return new Fetched(response.code(), response.headers(), body, address);
        } catch (InterruptedIOException e) {
            throw DeviceFailure.unreachable(
                    address.hostAndPort()
                            + (e instanceof SocketTimeoutException || limits.silence.equals(limits.time)
                                    ? " did not answer within " + limits.silence.toSeconds() + " seconds."
                                    : " was not done within " + limits.time.toSeconds() + " seconds."),
                    "Try again later; the setting web.timeout or that of the skill says how long to wait.");
        } catch (SSLException e) {
            throw DeviceFailure.unreachable(
                    "No secure connection to " + address.hostAndPort() + " came about.",
                    "Check the address; its certificate may be wrong or too old.");
        } catch (IOException e) {
            throw DeviceFailure.unreachable(
                    address.hostAndPort() + " cannot be reached: "
                            + (e instanceof ConnectException ? "nothing answers there." : "the connection broke."),
                    "Check the address, and the network.");
        }
    }

    private static OkHttpClient client(List<InetAddress> addresses, Limits limits, long deadline) {
        return new OkHttpClient.Builder()
                .dns(_ -> addresses)
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.NANOSECONDS))
                .connectTimeout(TO_CONNECT)
                .readTimeout(limits.silence)
                .writeTimeout(limits.silence)
                .callTimeout(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())))
                .build();
    }

    private static ByteBuffer body(Response response, WebAddress address, Limits limits) throws IOException {
        int most = limits.megabytes * 1024 * 1024;
        try (InputStream in = Objects.requireNonNull(response.body()).byteStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw DeviceFailure.invalid(
                        "What %s gives is larger than %d MB.".formatted(address.hostAndPort(), limits.megabytes),
                        limits.megabytes == TEXT_MEGABYTES
                                ? "Save it as a file with web.download."
                                : "Get it in another way.");
            }
            return ByteBuffer.wrap(bytes);
        }
    }
}
