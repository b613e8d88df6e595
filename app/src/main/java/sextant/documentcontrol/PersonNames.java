package sextant.documentcontrol;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sextant.people.PersonId;
import sextant.people.PersonName;

/**
 * Puts names where an edition's content has the ids of persons. They stand between two characters that Unicode keeps for
 * private use, which nobody types.
 */
final class PersonNames {
    private static final Pattern STANDS_FOR = Pattern.compile("\uE000([0-9a-f-]{36})\uE001");

    private final Map<UUID, String> names = new HashMap<>();

    /** @param then as of the edition's moment: who was erased since is called so; who was not there yet is called as now */
    PersonNames(Iterable<PersonName> now, Iterable<PersonName> then) {
        now.forEach(one -> names.put(one.id().value(), one.name()));
        then.forEach(one -> names.put(one.id().value(), one.name()));
    }

    /** What stands in the content for this person. */
    static String standIn(PersonId person) {
        return "\uE000" + person + "\uE001";
    }

    String in(String text) {
        if (text.indexOf('\uE000') < 0) return text;
        return STANDS_FOR
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(names.getOrDefault(UUID.fromString(found.group(1)), "")));
    }
}
