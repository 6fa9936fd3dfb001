package dev.errand.os.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a download is called: as the server says (RFC 6266), else as the end of its address.
final class FileName {
    private static final Pattern EXTENDED = Pattern.compile("(?i)filename\\*\\s*=\\s*utf-8''([^;\\s]+)");
    private static final Pattern PLAIN = Pattern.compile("(?i)filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");

    private FileName() {}

    static String of(Fetched file) {
        String disposition = file.headers().get("Content-Disposition");
        if (disposition != null) {
            Matcher extended = EXTENDED.matcher(disposition);
            if (extended.find()) {
                return decoded(extended.group(1));
            }
            Matcher plain = PLAIN.matcher(disposition);
            if (plain.find()) {
                return plain.group(1) == null ? plain.group(2) : plain.group(1);
            }
        }
        List<String> segments = file.address().url().pathSegments();
        String last = segments.isEmpty() ? "" : segments.getLast();
        String name = last.isBlank() ? file.address().url().host() : last;
        return file.isPage() && !name.contains(".htm") ? name + ".html" : name;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
