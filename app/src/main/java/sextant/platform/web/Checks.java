package sextant.platform.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.platform.Ids;
import sextant.platform.language.Formats;

/** Parses the fields of one form or request, and gathers what is wrong, each thing at its field. */
public final class Checks {
    private final @Nullable Formats formats;
    private final List<FieldProblem> problems = new ArrayList<>();

    private Checks(@Nullable Formats formats) {
        this.formats = formats;
    }

    /** For a page: numbers as this reader types them. */
    public static Checks typedBy(Formats formats) {
        return new Checks(formats);
    }

    /** For the API: numbers with a decimal point. */
    public static Checks ofRequest() {
        return new Checks(null);
    }

    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    public void reject(String field, String code, Object... arguments) {
        problems.add(FieldProblem.of(field, code, arguments));
    }

    public String required(String field, @Nullable String raw, int longest) {
        String text = optional(field, raw, longest);
        if (text.isEmpty()) reject(field, "required");
        return text;
    }

    /** Stripped; empty when nothing was given. Control characters other than line ends and tabs are refused. */
    public String optional(String field, @Nullable String raw, int longest) {
        String text = raw == null ? "" : raw.strip().replace("\r\n", "\n");
        if (text.length() > longest) reject(field, "too-long", longest);
        boolean unprintable = text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
        if (unprintable || hasLoneSurrogate(text)) {
            reject(field, "unprintable");
            return "";
        }
        return text;
    }

    public Optional<BigDecimal> number(String field, @Nullable String raw) {
        String text = optional(field, raw, 60);
        if (text.isEmpty()) return Optional.empty();
        Optional<BigDecimal> number = formats == null ? Formats.parsePlainNumber(text) : formats.parseNumber(text);
        if (number.isEmpty()) reject(field, "not-a-number", text);
        return number;
    }

    public Optional<Integer> wholeNumber(String field, @Nullable String raw, int least, int most) {
        String text = optional(field, raw, 12);
        if (text.isEmpty()) return Optional.empty();
        if (!text.matches("-?\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            reject(field, "whole-number", least, most);
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text));
    }

    public Optional<LocalDate> date(String field, @Nullable String raw) {
        String text = optional(field, raw, 20);
        if (text.isEmpty()) return Optional.empty();
        Optional<LocalDate> date = Formats.parseDate(text);
        if (date.isEmpty()) reject(field, "not-a-date", text);
        return date;
    }

    public Optional<UUID> id(String field, @Nullable String raw) {
        String text = optional(field, raw, 60);
        if (text.isEmpty()) return Optional.empty();
        Optional<UUID> id = Ids.parse(text);
        if (id.isEmpty()) reject(field, "unknown", text);
        return id;
    }

    public List<UUID> ids(String field, @Nullable List<String> raw) {
        List<UUID> ids = new ArrayList<>();
        if (raw != null) raw.forEach(one -> id(field, one).ifPresent(ids::add));
        return ids.stream().distinct().toList();
    }

    /** One of the given codes; a refusal names them. */
    public <T> Optional<T> choice(String field, @Nullable String raw, Map<String, T> codes) {
        String text = optional(field, raw, 60);
        if (text.isEmpty()) return Optional.empty();
        T found = codes.get(text);
        if (found == null)
            reject(
                    field,
                    "choice",
                    String.join(", ", codes.keySet().stream().sorted().toList()));
        return Optional.ofNullable(found);
    }

    public <T> Optional<T> requiredChoice(String field, @Nullable String raw, Map<String, T> codes) {
        Optional<T> found = choice(field, raw, codes);
        if (found.isEmpty()
                && problems.stream().noneMatch(problem -> problem.field().equals(field))) reject(field, "required");
        return found;
    }

    public static boolean checked(@Nullable String raw) {
        return raw != null && (raw.equals("true") || raw.equals("on"));
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
