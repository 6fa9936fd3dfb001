package dev.errand.web.http;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Which machine a request comes from.
///
/// Behind a proxy it is the last address in `X-Forwarded-For`, which the proxy itself has written; what stands before
/// it anybody may have. Only a peer on this machine is taken for the proxy.
public final class Source {
    /// Where the proxy does not say.
    public static final String UNTOLD = "unknown";

    private Source() {}

    /// An address; of IPv6 the network, of which one machine has all addresses. [#UNTOLD] where the proxy tells none.
    public static String of(Context context) {
        boolean isProxied = Entrance.of(context).filter(Entrance.PUBLIC::equals).isPresent()
                && InetAddress.ofLiteral(context.ip().replaceAll("[\\[\\]]", ""))
                        .isLoopbackAddress();
        return isProxied ? forwarded(Collections.list(context.req().getHeaders("X-Forwarded-For"))) : context.ip();
    }

    static String forwarded(List<String> headers) {
        if (headers.isEmpty()) {
            return UNTOLD;
        }
        String last = headers.getLast();
        String address = last.substring(last.lastIndexOf(',') + 1).strip();
        try {
            return network(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return UNTOLD;
        }
    }

    private static String network(InetAddress address) throws UnknownHostException {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, 8, 16, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress().replaceAll("(:0){4}$", "::/64");
    }
}
