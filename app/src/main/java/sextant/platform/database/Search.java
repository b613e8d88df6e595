package sextant.platform.database;

import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import sextant.platform.SortKey;

/** What every register does in SQL: searches texts, sorts by one of them, and goes on after a key. */
public final class Search {
    private Search() {}

    /** One of the fields has the text in it, in any case; nothing in it is a pattern. A blank text is in all. */
    @SafeVarargs
    public static Condition has(String text, Field<String>... fields) {
        if (text.isBlank()) return noCondition();
        String wanted = "%"
                + text.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_")
                + "%";
        return or(Arrays.stream(fields)
                .map(field -> lower(field).like(wanted, '!'))
                .toList());
    }

    /** What comes after that key. */
    public static Condition after(Field<String> by, Field<UUID> id, SortKey last, boolean descending) {
        var end = row(val(last.value()), val(last.id()));
        return descending ? row(by, id).lt(end) : row(by, id).gt(end);
    }

    public static List<SortField<?>> order(Field<String> by, Field<UUID> id, boolean descending) {
        return descending ? List.of(by.desc(), id.desc()) : List.of(by.asc(), id.asc());
    }
}
