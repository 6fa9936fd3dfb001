package dev.errand.intents.voice;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How a word sounds, by its letters alone, in the phones of the CMU dictionary: near enough for names that no
/// dictionary has, and for telling what sounds alike.
final class Sounds {
    /// Spellings and their phones. Of those that fit, the longest counts; `^` is the beginning of a word, `$` its
    /// end.
    private static final Map<String, List<String>> SPELLINGS = spellings("""
            tion=SH AH N|sion=ZH AH N|ough=AO|augh=AO|eigh=EY|igh=AY|tch=CH|sch=SH|dge=JH|ch=CH|sh=SH|th=TH|ph=F
            wh=W|ck=K|ng=NG|qu=K W|^kn=N|^wr=R|^ps=S|^x=Z|ee=IY|ea=IY|oo=UW|ou=AW|ow=OW|oa=OW|oi=OY|oy=OY|ai=EY|ay=EY
            au=AO|aw=AO|ei=AY|ey=IY|ie=IY|ew=UW|ue=UW|eu=OY|ar=AA R|er=ER|ir=ER|or=AO R|ur=ER|bb=B|cc=K|dd=D|ff=F
            gg=G|ll=L|mm=M|nn=N|pp=P|rr=R|ss=S|tt=T|zz=Z|ce=S EH|ci=S IH|cy=S IY|ge=JH EH|gi=JH IH|ce$=S|ge$=JH
            le$=AH L|e$=|a$=AH|i$=IY|o$=OW|u$=UW|y$=IY|ie$=IY|es$=Z|ia$=IY AH|iya$=IY AH|ya$=Y AH|^y=Y|a=AE|b=B|c=K|d=D|e=EH|f=F|g=G|h=HH
            i=IH|j=JH|k=K|l=L|m=M|n=N|o=AA|p=P|q=K|r=R|s=S|t=T|u=AH|v=V|w=W|x=K S|y=IH|z=Z
            """);

    private static final Map<Character, String> LONG_VOWELS =
            Map.of('a', "EY", 'e', "IY", 'i', "AY", 'o', "OW", 'u', "UW");
    private static final Set<String> VOWELS =
            Set.of("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW");
    private static final List<Set<String>> PAIRS = List.of(
            Set.of("B", "P"),
            Set.of("D", "T"),
            Set.of("G", "K"),
            Set.of("V", "F"),
            Set.of("Z", "S"),
            Set.of("DH", "TH"),
            Set.of("JH", "CH"),
            Set.of("ZH", "SH"),
            Set.of("M", "N"),
            Set.of("N", "NG"),
            Set.of("TH", "T"),
            Set.of("R", "ER"));

    private static final double SIMILAR = 0.4;

    private Sounds() {}

    private static Map<String, List<String>> spellings(String table) {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        for (String rule : table.strip().split("[|\n]")) {
            String[] sides = rule.strip().split("=", 2);
            spellings.put(sides[0], sides[1].isEmpty() ? List.of() : List.of(sides[1].split(" ")));
        }
        return spellings;
    }

    /// The phones of one or more words; none if there are no Latin letters in them.
    static List<String> of(String words) {
        List<String> phones = new ArrayList<>();
        for (String word : plain(words).split("[^a-z]+")) {
            if (!word.isEmpty()) {
                add(word, phones);
            }
        }
        return phones;
    }

    /// Small letters without marks.
    static String plain(String words) {
        String small = words.toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("ł", "l")
                .replace("æ", "e");
        return Normalizer.normalize(small, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private static void add(String word, List<String> phones) {
        String marked = "^" + word + "$";
        int at = 1;
        while (at < marked.length() - 1) {
            String tail = marked.substring(at);
            if (tail.matches("[aeiou][bdfgklmnprstvz]e\\$")) {
                phones.add(LONG_VOWELS.getOrDefault(tail.charAt(0), "AH"));
                at++;
                continue;
            }
            String spelling = spelling(marked, at);
            phones.addAll(SPELLINGS.getOrDefault(spelling, List.of()));
            at += spelling.replaceAll("[\\^$]", "").length();
        }
    }

    private static String spelling(String marked, int at) {
        for (int length = 5; length > 0; length--) {
            int end = Math.min(at + length, marked.length());
            String here = marked.substring(at, end);
            if (at == 1 && SPELLINGS.containsKey("^" + here)) {
                return "^" + here;
            }
            if (SPELLINGS.containsKey(here)) {
                return here;
            }
        }
        return marked.substring(at, at + 1);
    }

    /// How differently two rows of phones sound: 0 for alike, about 1 for nothing in common.
    static double distance(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return 1;
        }
        double[] previous = new double[other.size() + 1];
        for (int j = 0; j < other.size(); j++) {
            previous[j + 1] = previous[j] + alone(other.get(j));
        }
        for (String phone : one) {
            double[] current = new double[other.size() + 1];
            current[0] = previous[0] + alone(phone);
            for (int j = 0; j < other.size(); j++) {
                double changed = previous[j] + between(phone, other.get(j));
                double dropped = previous[j + 1] + alone(phone);
                current[j + 1] = Math.min(changed, Math.min(dropped, current[j] + alone(other.get(j))));
            }
            previous = current;
        }
        return Arrays.stream(previous).skip(other.size()).findFirst().orElse(1) / Math.max(one.size(), other.size());
    }

    private static double alone(String phone) {
        return VOWELS.contains(phone) || phone.equals("HH") ? 0.5 : 1;
    }

    private static double between(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        boolean similar = (VOWELS.contains(one) && VOWELS.contains(other))
                || PAIRS.stream().anyMatch(pair -> pair.contains(one) && pair.contains(other));
        return similar ? SIMILAR : 1;
    }
}
