package dev.errand.web.page;

/// What all screens have around them.
///
/// @param title   of the screen
/// @param at      the name of the screen in the navigation
/// @param waiting how many runs wait for the person
/// @param seal    what forms have to carry
/// @param notice  something that went wrong; may be empty
/// @param version of scripts and styles, so that browsers ask anew where they have changed
public record Frame(Texts t, String title, String at, long waiting, String seal, String notice, String version) {
    Frame noticing(String text) {
        return new Frame(t, title, at, waiting, seal, text, version);
    }

    /// With how much waits, for the browser's tab.
    public String fullTitle() {
        String full = title + " · Errand";
        return waiting > 0 ? "(" + waiting + ") " + full : full;
    }
}
