package sextant.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text in which some words are other ones in each copy: identifiers, reference numbers, commitments, hashes. */
final class Copied {
    /** The words that differ, each with its place in the list of a copy's words. */
    static final class Words {
        private final Map<String, Integer> places = new HashMap<>();

        int place(String word) {
            return places.computeIfAbsent(word, none -> places.size());
        }

        int count() {
            return places.size();
        }

        /** Negative when this word is the same in each copy. */
        int find(String word) {
            return places.getOrDefault(word, -1);
        }
    }

    private static final Pattern WORD = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}|[A-Za-z0-9+/]{43}=|(?:OBJ-|KPI-|№ )[0-9]{5}");

    private final List<String> between = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    /** All words must be known by now. */
    Copied(String text, Words words) {
        Matcher word = WORD.matcher(text);
        int from = 0;
        while (word.find()) {
            int place = words.find(word.group());
            if (place < 0) continue;
            between.add(text.substring(from, word.start()));
            places.add(place);
            from = word.end();
        }
        between.add(text.substring(from));
    }

    /** The text of one copy. */
    void write(String[] words, StringBuilder to) {
        for (int i = 0; i < places.size(); i++) to.append(between.get(i)).append(words[places.get(i)]);
        to.append(between.getLast());
    }

    String text(String[] words) {
        StringBuilder text = new StringBuilder();
        write(words, text);
        return text.toString();
    }
}
