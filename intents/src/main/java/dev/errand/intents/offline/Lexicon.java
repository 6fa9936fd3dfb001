package dev.errand.intents.offline;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the planner knows of English and German words, apart from the skills' sentences.
final class Lexicon {
    private static final Set<String> LIGHT = words("""
            a an the my our your his her their its this that these those i me we us you it he she they them him
            to from in into on onto at by for of with about as and or is are was be been am do does did have has had can
            could will would should shall may might what which who whom whose where when how why there here so then 's
            please just now not no any some all also up out if whether
            der die das den dem des ein eine einen einem einer mein meine meinen meinem meiner unser unsere unseren
            unserem unserer dein deine ich mir mich wir uns du sie er es ihm ihr ihn ihnen zu zum zur von vom aus im in
            ins am an auf fur mit bei uber und oder ist sind war sein habe hat haben kann konnen was welche welcher
            welches wer wem wen wo wann wie warum da hier dann bitte mal doch jetzt nicht kein keine als ob noch alle""");

    private static final Set<String> FILLERS =
            words("please just kindly now also the my our mal bitte doch jetzt der die das den dem mein meine meinen");

    private static final Set<String> ARTICLES = words("""
            the my our mine this that these those
            der die das den dem des mein meine meinen meinem meiner meines unser unsere unseren unserem unserer dieser
            diese dieses diesen""");

    private static final Set<String> INDEFINITE = words(
            "a an some another any all every each both ein eine einen einem einer eines irgendein alle jede jeden jedes everything something anything nothing alles etwas nichts");

    private static final Set<String> QUESTIONS = words(
            "what which where who whom whose when why how if whether because was welche welcher welches wer wem wen wann warum wie ob weil wo");

    private static final Set<String> PRONOUNS =
            words("it that this them these those him her he she es das sie ihn ihm ihr ihnen dies diese");

    /// What is kept elsewhere than among files, so that no file is meant.
    private static final Set<String> NO_FILES = words("""
            meeting meetings appointment appointments event events reminder reminders alarm alarms timer timers email emails
            mail mails message messages calendar phone wifi termin termine erinnerung erinnerungen wecker besprechung
            nachricht nachrichten kalender handy anruf""");

    private static final Set<String> JOINTS = words("""
            to for from of in on at and or with about by into onto up off out over under
            von an fur und oder mit im in aus auf bei uber zu zum zur ab""");

    /// What no device holds: somebody who asks for it without saying that it is theirs wants a service.
    private static final Set<String> SERVICES = words("""
            web internet google wikipedia news weather restaurant restaurants hotel hotels flight flights taxi uber cab
            light lights lamp lamps heating money dollars dollar euros euro pounds pizza food flowers nachrichten wetter
            hotel flug taxi licht lichter lampe lampen heizung geld blumen essen""");

    private static final Set<String> SPEAKER = words("me us mir uns mich");

    private static final Set<String> OWN = words("my our mein meine meinen meinem meiner unser unsere unseren");

    /// Words of a clause, which no name has.
    private static final Set<String> CLAUSES = words("i am is are was were will that dass not nicht bin ist sind ich");

    private static final Set<String> DAYS = words("today tomorrow yesterday tonight heute morgen gestern");

    private static final Set<String> CONNECTIVES = words("and then afterwards und dann danach anschliessend");

    private static final Set<String> COMMANDS = words("""
            order book call buy tell send email mail text play stop delete remove open close write read find search show
            list make create add set turn switch wait pause reserve pay transfer post remind move copy rename print download
            bestelle buche ruf rufe kaufe sag sage sende schicke schick spiele spiel loesche losche offne schreibe lies
            finde suche zeige zeig warte warten erstelle fuge stelle schalte bezahle erinnere verschiebe kopiere""");

    private Lexicon() {}

    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.strip().split("\\s+")));
    }

    /// Whether a word says little by itself.
    static boolean isLight(String key) {
        return LIGHT.contains(key);
    }

    static double weight(Word word) {
        return !word.quoted() && isLight(word.key()) ? 0.4 : 1;
    }

    /// Whether a word may stand anywhere without changing what is meant.
    static boolean isFiller(String key) {
        return FILLERS.contains(key);
    }

    static boolean isArticle(String key) {
        return ARTICLES.contains(key);
    }

    static boolean isIndefinite(String key) {
        return INDEFINITE.contains(key);
    }

    static boolean isQuestion(String key) {
        return QUESTIONS.contains(key);
    }

    static boolean isPronoun(String key) {
        return PRONOUNS.contains(key);
    }

    static boolean isNoFile(String key) {
        return NO_FILES.contains(key);
    }

    static boolean isJoint(String key) {
        return JOINTS.contains(key);
    }

    static boolean isClause(String key) {
        return CLAUSES.contains(key);
    }

    static boolean isService(String key) {
        return SERVICES.contains(key);
    }

    static boolean isSpeaker(String key) {
        return SPEAKER.contains(key);
    }

    /// Whether a word says that something is the person's own.
    static boolean isOwn(String key) {
        return OWN.contains(key);
    }

    static boolean isDay(String key) {
        return DAYS.contains(key);
    }

    static boolean isConnective(String key) {
        return CONNECTIVES.contains(key);
    }

    /// Whether a sentence that asks for something else may start with this word.
    static boolean isCommand(String key) {
        return COMMANDS.contains(key);
    }
}
