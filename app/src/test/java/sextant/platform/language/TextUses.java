package sextant.platform.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which texts the sources ask for: keys that stand there in full, codes whose prefix is known from where they are handed
 * to ({@code reject(field, "required")} is {@code problem.required}), and prefixes whose codes are known only at run time.
 */
final class TextUses {
    /** @param arguments how many the code hands over; fewer than that cannot be meant */
    record Use(String key, String file, int arguments) {}

    /** Where a code becomes a key. */
    private record Place(String receiver, String method, int argument, String prefix) {
        boolean takes(Calls.Call call) {
            return method.equals(call.name())
                    && (receiver.equals(ANY) || receiver.equals(call.receiver()))
                    && call.arguments().size() > argument;
        }
    }

    private static final String ANY = "*";
    private static final List<Place> PLACES = List.of(
            new Place(ANY, "reject", 1, "problem"),
            new Place("FieldProblem", "of", 1, "problem"),
            new Place("Notice", "done", 0, "notice"),
            new Place("Notice", "refused", 0, "notice"),
            new Place("Problems", "refused", 1, "refusal"),
            new Place("", "NavigationEntry", 1, "navigation"));
    private static final Set<String> READERS = Set.of("f", "frame", "texts");
    private static final Pattern FORWARDS =
            Pattern.compile("\\b(\\w+)\\(([^()]*\\bString (code|prefix)\\b[^()]*)\\)\\s*\\{");

    private final List<Use> uses = new ArrayList<>();
    private final Set<String> prefixes = new TreeSet<>();
    private final Set<String> strings = new HashSet<>();

    TextUses add(String file, String source) {
        String code = Calls.withoutComments(source);
        strings.addAll(Calls.strings(code));
        List<Calls.Call> calls = Calls.in(source);
        calls.stream().filter(call -> READERS.contains(call.receiver())).forEach(call -> read(file, call));
        var places = new ArrayList<>(PLACES);
        places.addAll(forwarding(code));
        prefixes.addAll(forwarded(code, calls));
        for (Calls.Call call : calls)
            for (Place place : places)
                if (place.takes(call))
                    take(file, place.prefix() + ".", call.arguments(), place.argument(), !PLACES.contains(place));
        return this;
    }

    List<Use> uses() {
        return List.copyOf(uses);
    }

    Set<String> prefixes() {
        return prefixes;
    }

    /** Whether the sources hold the string at all. */
    boolean mentions(String string) {
        return strings.contains(string);
    }

    private void read(String file, Calls.Call call) {
        if ((call.name().equals("t") || call.name().equals("text"))
                && !call.arguments().isEmpty()) take(file, "", call.arguments(), 0, false);
        if (isChoice(call))
            for (String prefix : Calls.values(call.arguments().getFirst())) {
                if (Calls.values(call.arguments().get(1)).isEmpty()) prefixes.add(prefix);
                take(file, prefix + ".", call.arguments(), 1, false);
            }
    }

    private void take(String file, String prefix, List<String> arguments, int at, boolean isForwarded) {
        if (Calls.joins(arguments.get(at))) {
            Calls.values(arguments.get(at)).forEach(start -> prefixes.add((prefix + start).replaceFirst("\\.$", "")));
            return;
        }
        int handedOver = isForwarded ? Integer.MAX_VALUE : arguments.size() - at - 1;
        for (String code : Calls.values(arguments.get(at))) uses.add(new Use(prefix + code, file, handedOver));
    }

    /** Methods of this file that hand their parameter {@code code} on to where it becomes a key. */
    private static List<Place> forwarding(String source) {
        var found = new ArrayList<Place>();
        FORWARDS.matcher(source)
                .results()
                .filter(method -> method.group(3).equals("code"))
                .forEach(method -> {
                    int at = position(method);
                    for (Calls.Call call : Calls.in(Calls.inner(source, method.end()))) {
                        for (Place place : PLACES)
                            if (place.takes(call)
                                    && call.arguments().get(place.argument()).equals("code"))
                                found.add(new Place("", method.group(1), at, place.prefix()));
                        if (isChoice(call) && call.arguments().get(1).equals("code"))
                            Calls.values(call.arguments().getFirst())
                                    .forEach(prefix -> found.add(new Place("", method.group(1), at, prefix)));
                    }
                });
        return found;
    }

    /** Prefixes given to methods of this file that hand their parameter {@code prefix} on. */
    private static List<String> forwarded(String source, List<Calls.Call> calls) {
        return FORWARDS.matcher(source)
                .results()
                .filter(method -> method.group(3).equals("prefix"))
                .flatMap(method -> calls.stream()
                        .filter(call -> call.name().equals(method.group(1)))
                        .filter(call -> call.arguments().size() > position(method))
                        .flatMap(call -> Calls.values(call.arguments().get(position(method))).stream()))
                .toList();
    }

    private static int position(MatchResult method) {
        List<String> parameters = Calls.parts(method.group(2).replaceAll("<[^<>]*>", ""), ',');
        return parameters.stream()
                .map(parameter -> parameter.endsWith("String " + method.group(3)))
                .toList()
                .indexOf(true);
    }

    private static boolean isChoice(Calls.Call call) {
        return call.name().equals("choice") && call.arguments().size() > 1;
    }

    /** Texts that the code asks for and English does not have. */
    List<String> missing(Map<String, String> texts) {
        var missing = new TreeMap<String, String>();
        for (Use use : uses) if (!texts.containsKey(use.key())) missing.put(use.key(), use.file());
        return missing.entrySet().stream()
                .map(entry -> entry.getKey() + ", asked for in " + entry.getValue())
                .toList();
    }

    /** Texts that name more arguments than some place hands over. */
    List<String> starved(Map<String, String> texts) {
        return uses.stream()
                .filter(use -> texts.containsKey(use.key()))
                .filter(use -> Bundles.arguments(texts.get(use.key())).stream()
                        .anyMatch(argument -> argument >= use.arguments()))
                .map(use -> use.key() + " gets " + use.arguments() + " arguments in " + use.file())
                .distinct()
                .toList();
    }

    /**
     * Texts that nothing asks for.
     *
     * @param codes the codes of those prefixes whose codes are known
     */
    List<String> unused(Map<String, String> texts, Map<String, Set<String>> codes) {
        return texts.keySet().stream().filter(key -> !isUsed(key, codes)).toList();
    }

    private boolean isUsed(String key, Map<String, Set<String>> codes) {
        if (mentions(key) || uses.stream().anyMatch(use -> use.key().equals(key))) return true;
        for (int dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
            String prefix = key.substring(0, dot);
            String code = key.substring(dot + 1);
            if (!prefixes.contains(prefix)) continue;
            return codes.containsKey(prefix) ? codes.get(prefix).contains(code) : mentions(code);
        }
        return false;
    }
}
