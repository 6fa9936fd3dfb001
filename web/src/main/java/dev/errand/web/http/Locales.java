package dev.errand.web.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which language somebody wants to be spoken to in.
public final class Locales {
    private Locales() {}

    /// @param acceptLanguage the header, if there is one
    public static Locale of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > 500) {
            return Locale.getDefault();
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            return ranges.stream()
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .findFirst()
                    .orElseGet(Locale::getDefault);
        } catch (IllegalArgumentException e) {
            return Locale.getDefault();
        }
    }
}
