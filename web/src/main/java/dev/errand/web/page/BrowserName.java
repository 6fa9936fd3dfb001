package dev.errand.web.page;

import java.util.LinkedHashMap;
import java.util.Map;

/// What a browser is, in words a person knows it by, from what it says of itself.
final class BrowserName {
    private static final int LONGEST = 60;

    /// Most name others, too: the first that is found counts.
    private static final Map<String, String> BROWSERS = inOrder(
            "Edg:Edge, OPR/:Opera, Firefox/:Firefox, FxiOS:Firefox, Chrome/:Chrome, CriOS:Chrome, Safari/:Safari");
    private static final Map<String, String> SYSTEMS =
            inOrder("Android:Android, iPhone:iPhone, iPad:iPad, Windows:Windows, Mac OS X:macOS, Linux:Linux");

    private BrowserName() {}

    private static Map<String, String> inOrder(String marksAndNames) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String each : marksAndNames.split(", ")) {
            int colon = each.indexOf(':');
            names.put(each.substring(0, colon), each.substring(colon + 1));
        }
        return names;
    }

    static String of(String userAgent) {
        String browser = first(BROWSERS, userAgent);
        String system = first(SYSTEMS, userAgent);
        if (browser.isEmpty()) {
            return Visible.text(userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST) + "…");
        }
        return system.isEmpty() ? browser : browser + ", " + system;
    }

    private static String first(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(each -> userAgent.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
