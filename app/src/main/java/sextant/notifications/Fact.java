package sextant.notifications;

import java.time.LocalDate;
import java.util.List;
import sextant.platform.language.Reader;

/** What a sentence has in its places; each reader meets it in their own language and with their own formats. */
public sealed interface Fact {
    /** As it stands: a reference, a title, a name. */
    record Text(String text) implements Fact {}

    /** One of several fixed values: the text of {@code prefix.code}. */
    record Choice(String prefix, String code) implements Fact {}

    record Day(LocalDate day) implements Fact {}

    static Fact text(String text) {
        return new Text(text);
    }

    default String told(Reader reader) {
        return switch (this) {
            case Text(var text) -> text;
            case Choice(var prefix, var code) -> reader.texts().choice(prefix, code);
            case Day(var day) -> reader.formats().date(day);
        };
    }

    /** As it is stored: its kind and what it consists of. */
    default List<String> stored() {
        return switch (this) {
            case Text(var text) -> List.of("text", text);
            case Choice(var prefix, var code) -> List.of("choice", prefix, code);
            case Day(var day) -> List.of("day", day.toString());
        };
    }

    static Fact of(List<String> stored) {
        return switch (stored.getFirst()) {
            case "text" -> new Text(stored.get(1));
            case "choice" -> new Choice(stored.get(1), stored.get(2));
            case "day" -> new Day(LocalDate.parse(stored.get(1)));
            default -> throw new IllegalStateException("no such fact: " + stored);
        };
    }
}
