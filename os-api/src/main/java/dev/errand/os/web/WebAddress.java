package dev.errand.os.web;

import dev.errand.os.device.DeviceFailure;
import okhttp3.HttpUrl;

/// An address that may be asked for: http or https, with a host, without a name and password.
record WebAddress(HttpUrl url) {
    private static final int LONGEST = 8_000;

    /// @throws DeviceFailure (invalid), which quotes nothing of an address that may hold a secret
    static WebAddress of(String text) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (text.length() > LONGEST || url == null) {
            throw DeviceFailure.invalid(
                    "That is no web address.", "Give one that begins with https:// or http:// and names a host.");
        }
        return of(url);
    }

    static WebAddress of(HttpUrl url) {
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw DeviceFailure.invalid(
                    "The web address holds a name or a password.",
                    "Leave them out: addresses are shown, journaled and sent to others.");
        }
        return new WebAddress(url.newBuilder().fragment(null).build());
    }

    /// Host and port, as `web.allow` names them.
    String hostAndPort() {
        String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        return host + ":" + url.port();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
