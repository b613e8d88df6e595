package sextant.platform.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;
import sextant.platform.Ids;
import sextant.platform.SortKey;

/** What a list was asked: the parameters of its address, which every link on its page carries on. */
public final class Asked {
    private static final String SORT = "sort";
    private static final String AFTER = "after";
    private static final String AS_OF = "asOf";
    private static final int LONGEST = 200;

    /** The heading of a column that sorts; {@code sorted} as in aria-sort, or empty. */
    public record Column(String label, String href, String sorted) {}

    private final String path;
    private final Map<String, String> given;
    private final String after;

    private Asked(String path, Map<String, String> given, String after) {
        this.path = path;
        this.given = given;
        this.after = after;
    }

    /**
     * The filters among these parameters, with the order and the place in the list; others are not ours.
     *
     * @param filters of the list, cut where they are longer than any could be
     */
    public static Asked of(String path, Map<String, String> parameters, String... filters) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : filters) given.put(name, cut(parameters.getOrDefault(name, "")));
        given.put(SORT, cut(parameters.getOrDefault(SORT, "")));
        given.put(AS_OF, cut(parameters.getOrDefault(AS_OF, "")));
        return new Asked(path, given, parameters.getOrDefault(AFTER, ""));
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    public String text(String name) {
        return given.getOrDefault(name, "");
    }

    /** Empty when it is not an id. */
    public Optional<UUID> id(String name) {
        return Ids.parse(text(name));
    }

    /** What the list is sorted by; empty for its usual order. */
    public String sort() {
        return text(SORT).startsWith("-") ? text(SORT).substring(1) : text(SORT);
    }

    public boolean descending() {
        return text(SORT).startsWith("-");
    }

    /** Where the page before ended; empty for the first page. */
    public Optional<SortKey> after() {
        return KeysetPage.key(after).flatMap(SortKey::of);
    }

    public boolean filters() {
        return given.entrySet().stream()
                .anyMatch(one -> !one.getKey().equals(SORT)
                        && !one.getKey().equals(AS_OF)
                        && !one.getValue().isEmpty());
    }

    /** As of when, as it was asked; empty for the present. */
    public String asOf() {
        return text(AS_OF);
    }

    /** The same list now. */
    public String now() {
        return with(AS_OF, "");
    }

    /** A record's own address, as of the same moment. */
    public String record(String address) {
        return asOf(address, asOf());
    }

    /** An address as of a moment; as it is when that is empty. */
    public static String asOf(String address, String moment) {
        return moment.isEmpty()
                ? address
                : UriComponentsBuilder.fromPath(address)
                        .queryParam(AS_OF, "{asOf}")
                        .encode()
                        .buildAndExpand(moment)
                        .toUriString();
    }

    /** What the form carries on that asks for another moment. */
    public List<Option> besidesAsOf() {
        return besides(AS_OF);
    }

    public String path() {
        return path;
    }

    /** From the first page on, with one parameter different; without it when the value is empty. */
    public String with(String name, String value) {
        return link(path, name, value);
    }

    public String next(SortKey last) {
        return link(path, AFTER, KeysetPage.cursor(last.toString()));
    }

    /** The same question at another address, such as an export's. */
    public String at(String other) {
        return link(other, AFTER, "");
    }

    /** Sorts by that code, or the other way around when the list is sorted so already. */
    public Column column(String label, String code, String usual) {
        String current = sort().isEmpty() ? usual : sort();
        if (!current.equals(code)) return new Column(label, with(SORT, code), "");
        return descending()
                ? new Column(label, with(SORT, code), "descending")
                : new Column(label, with(SORT, "-" + code), "ascending");
    }

    /** What a form carries on that has fields for the other parameters. */
    public List<Option> besides(String... fields) {
        return given.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty() && !List.of(fields).contains(one.getKey()))
                .map(one -> new Option(one.getValue(), one.getKey()))
                .toList();
    }

    private String link(String address, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.put(name, value);
        UriComponentsBuilder link = UriComponentsBuilder.fromPath(address);
        all.forEach((key, one) -> {
            if (!one.isEmpty()) link.queryParam(key, "{" + key + "}");
        });
        return link.encode().buildAndExpand(all).toUriString();
    }
}
