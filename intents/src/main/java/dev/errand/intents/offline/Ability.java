package dev.errand.intents.offline;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What devices can do in general, so that a wish for something that this one lacks is answered with what is missing.
enum Ability {
    WEATHER(
            "the weather",
            "weather",
            "weather forecast rain rainy raining snow sunny temperature umbrella humidity wetter regen regnet schnee temperatur"),
    CALLS("phone calls", "phone", "call phone dial voicemail anrufen anruf telefonieren"),
    CALENDAR(
            "a calendar",
            "calendar",
            "calendar meeting meetings appointment appointments event events schedule kalender termin termine"),
    REMINDERS("reminders", "reminders", "remind reminder reminders erinnere erinnerung erinnerungen"),
    ALARMS("alarms and timers", "clock.alarm", "alarm alarms timer wake wecker wecke"),
    MESSAGES("text messages", "messages", "text sms message messages whatsapp nachricht nachrichten"),
    HOME(
            "controlling the home",
            "home",
            "light lights lamp lamps thermostat heating fan fans socket blinds shades door licht lampe heizung"),
    MAIL("mail", "mail", "mail email emails inbox"),
    MUSIC("playing media", "media", "play song songs music playlist volume spiele lied musik lautstarke"),
    SHELL("running commands on a machine", "shell", "install ssh command server machine docker nginx installiere"),
    TRAVEL(
            "bookings and rides",
            "travel",
            "flight flights fly hotel uber taxi cab ticket tickets train rental reservation restaurant table flug zug"),
    ORDERS(
            "orders and deliveries",
            "shopping",
            "order buy pizza delivery food takeaway groceries bestelle bestellen kaufe"),
    MONEY(
            "bank accounts and payments",
            "payments",
            "pay bank account credit card checks 401k transfer bill visa balance konto bezahle uberweise"),
    SOCIAL("social networks", "social", "facebook twitter instagram tweet status post"),
    WEB(
            "the web, or questions about the world",
            "web",
            "google website wikipedia search article news recipe internet online http https www largest biggest capital"
                    + " president meaning definition translate webseite artikel nachrichten");

    private final String words;
    /// The skill, or the operation, that it takes.
    private final String skill;
    private final Set<String> signs;

    Ability(String words, String skill, String signs) {
        this.words = words;
        this.skill = skill;
        this.signs = Set.copyOf(List.of(signs.split(" ")));
    }

    /// In words, to go after "for".
    String words() {
        return words;
    }

    /// What a wish is about that no skill of this device covers.
    static Optional<Ability> missing(Utterance said, Phrasebook phrasebook) {
        return Arrays.stream(values())
                .filter(ability -> !ability.isThere(phrasebook))
                .filter(ability -> said.words().stream().anyMatch(ability::isSign))
                .findFirst();
    }

    private boolean isThere(Phrasebook phrasebook) {
        return phrasebook.has(skill)
                || phrasebook.catalogue().skills().stream()
                        .anyMatch(installed -> installed.name().equals(skill));
    }

    private boolean isSign(Word word) {
        return signs.contains(word.key())
                || (this == WEB && (word.key().startsWith("http") || word.key().startsWith("www.")));
    }
}
