package sextant.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a parsed JSON object, asked for by name and type; {@link Malformed} says which one is not there. */
final class Fields {
    private final Map<?, ?> members;
    private final String where;

    Fields(Map<?, ?> members, String where) {
        this.members = members;
        this.where = where;
    }

    String text(String name) {
        return typed(name, String.class, "text");
    }

    long integer(String name) {
        return typed(name, Long.class, "an integer");
    }

    boolean isNull(String name) {
        return members.containsKey(name) && members.get(name) == null;
    }

    Fields object(String name) {
        return new Fields(typed(name, Map.class, "an object"), where + name + ".");
    }

    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof Map<?, ?> map))
                throw new Malformed(where + name + " holds something else than objects");
            objects.add(new Fields(map, where + name + "[" + objects.size() + "]."));
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(name)) {
            if (!(element instanceof String text))
                throw new Malformed(where + name + " holds something else than text");
            texts.add(text);
        }
        return texts;
    }

    void checkOnly(String... names) {
        for (Object name : members.keySet())
            if (!Set.of(names).contains(String.valueOf(name))) throw new Malformed("unknown member " + where + name);
    }

    void checkThere(String name) {
        if (!members.containsKey(name)) throw new Malformed(where + name + " is missing");
    }

    private List<?> list(String name) {
        return typed(name, List.class, "a list");
    }

    private <T> T typed(String name, Class<T> type, String what) {
        @Nullable Object value = members.get(name);
        if (!type.isInstance(value)) throw new Malformed(where + name + " is not " + what);
        return type.cast(value);
    }
}
