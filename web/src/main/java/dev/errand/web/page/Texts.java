package dev.errand.web.page;

import dev.errand.runtime.budget.Resource;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// The page's own words in the person's language.
public final class Texts {
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                "dev.errand.web.page.texts",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// In this language where it is spoken here, else in English.
    static Texts in(Locale wanted) {
        boolean isSpoken =
                LANGUAGES.stream().anyMatch(each -> each.getLanguage().equals(wanted.getLanguage()));
        return new Texts(isSpoken ? wanted : Locale.ENGLISH);
    }

    public String language() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    /// @throws java.util.MissingResourceException if there is no such text
    public String get(String key, Object... values) {
        String text = bundle.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, locale).format(values);
    }

    /// A number of bytes, as people say it.
    public String size(long bytes) {
        if (bytes < 1000) {
            return get("size.bytes", bytes);
        }
        return bytes < 1_000_000 ? get("size.kb", bytes / 1000.0) : get("size.mb", bytes / 1_000_000.0);
    }

    /// An amount of what budgets limit.
    String amount(Resource resource, BigDecimal amount) {
        return get("amount." + resource.id(), amount);
    }

    /// A day of the calendar.
    String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /// A time on the wall of this device.
    public String time(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(at.atZone(ZoneId.systemDefault()));
    }
}
