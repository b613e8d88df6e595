package sextant.platform.web;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record's version as an entity tag (RFC 9110 section 8.8.3): {@code "7"}. */
public final class ETag {
    private ETag() {}

    public static String of(int version) {
        return "\"" + version + "\"";
    }

    /** The version that an If-Match header names; empty when it is missing or not one of ours. */
    public static Optional<Integer> version(@Nullable String ifMatch) {
        if (ifMatch == null || !ifMatch.matches("\"\\d{1,9}\"")) return Optional.empty();
        return Optional.of(Integer.parseInt(ifMatch.substring(1, ifMatch.length() - 1)));
    }

    /** Of a record that several counters stand for, such as an objective's own and its newest version's: {@code "4.2.1"}. */
    public static String of(int first, int second, int third) {
        return "\"" + first + "." + second + "." + third + "\"";
    }

    /** The three counters that an If-Match header names; empty when it is missing or not one of ours. */
    public static Optional<List<Integer>> counters(@Nullable String ifMatch) {
        if (ifMatch == null || !ifMatch.matches("\"\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}\"")) return Optional.empty();
        return Optional.of(Stream.of(ifMatch.replace("\"", "").split("\\."))
                .map(Integer::valueOf)
                .toList());
    }
}
