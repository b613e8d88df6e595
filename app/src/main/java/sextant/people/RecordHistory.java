package sextant.people;

import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.TEAM;
import static sextant.schema.Tables.UNIT;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Difference;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.language.Formats;
import sextant.platform.language.Texts;
import sextant.platform.web.Meanwhile;

/** Tells a record's history to a reader: who changed it, when and why, and what each field said before and after. */
@Component
public class RecordHistory {
    /** One field, before and after; the first revision has nothing before. */
    public record Line(String label, String before, String after) {}

    /**
     * One revision.
     *
     * @param what names the record, and the number of the revision
     * @param isoAt the exact instant, for a link to a past view
     */
    public record Entry(
            RecordRef record,
            int number,
            String what,
            String who,
            String when,
            String isoAt,
            String reason,
            List<Line> lines) {}

    /** What the modules above know of their records, and this one does not. */
    public interface Wording {
        /** A code in words, such as a stage or a frequency; empty when the field holds no code. */
        Optional<String> code(String kind, String field, String code);

        /** Names of records that are no persons, units or teams. */
        default Map<UUID, String> names() {
            return Map.of();
        }
    }

    private static final Set<String> NUMBERS = Set.of(
            "grace-days",
            "targets.baseline-value",
            "targets.target-value",
            "targets.low",
            "targets.high",
            "targets.at-risk",
            "targets.off-track",
            "targets.milestones.value");

    /** Fields that only say which record it is. */
    private static final Set<String> HIDDEN = Set.of("objective-version.objective", "objective-version.version");

    private final DSLContext sql;
    private final Revisions revisions;

    RecordHistory(DSLContext sql, Revisions revisions) {
        this.sql = sql;
        this.revisions = revisions;
    }

    /** Every revision of these records, newest first. */
    public List<Entry> of(Actor actor, Collection<RecordRef> records, Wording wording) {
        List<Revision> all = revisions.of(actor.organization(), records);
        Map<RecordRef, Map<Integer, Revision>> byNumber = new HashMap<>();
        for (Revision one : all)
            byNumber.computeIfAbsent(one.record(), none -> new HashMap<>()).put(one.number(), one);
        Map<UUID, String> names = names(actor, wording);
        List<Entry> entries = new ArrayList<>();
        for (Revision one : all) {
            Revision before = byNumber.getOrDefault(one.record(), Map.of()).get(one.number() - 1);
            entries.add(entry(actor, one, before == null ? Map.of() : before.content(), names, wording));
        }
        return entries;
    }

    /** What others wrote after that revision of the record, newest first, for whoever still has it in a form. */
    public List<Meanwhile> since(Actor actor, RecordRef record, int number, Wording wording) {
        return of(actor, List.of(record), wording).stream()
                .filter(entry -> entry.number() > number)
                .map(entry -> new Meanwhile(
                        entry.who(),
                        entry.when(),
                        entry.reason(),
                        entry.lines().stream()
                                .map(line -> new Meanwhile.Change(line.label(), line.before(), line.after()))
                                .toList()))
                .toList();
    }

    /** One revision with every field as it was. @throws NotFound when there is no such revision */
    public Entry numbered(Actor actor, RecordRef record, int number, Wording wording) {
        Revision one =
                revisions.numbered(actor.organization(), record, number).orElseThrow(() -> new NotFound("revision"));
        return entry(actor, one, Map.of(), names(actor, wording), wording);
    }

    private static Entry entry(
            Actor actor, Revision one, Map<String, @Nullable Object> before, Map<UUID, String> names, Wording wording) {
        Texts texts = actor.reader().texts();
        String kind = one.record().kind();
        List<Line> lines = new ArrayList<>();
        for (Difference.Change change :
                Difference.between(before, one.content()).changes()) {
            String field = kind + "." + change.field();
            if (HIDDEN.contains(field)) continue;
            lines.add(new Line(
                    texts.choice("history.field", field),
                    worded(actor, kind, change.field(), change.before(), names, wording),
                    worded(actor, kind, change.field(), change.after(), names, wording)));
        }
        return new Entry(
                one.record(),
                one.number(),
                texts.choice("history.record", kind, version(one), one.number()),
                one.author().map(author -> names.getOrDefault(author, "")).orElse(texts.text("product")),
                actor.reader().formats().time(one.at()),
                one.at().toString(),
                worded(actor, kind, "reason", one.reason(), names, wording),
                lines);
    }

    private static String version(Revision one) {
        return one.content().get("version") instanceof Number number ? number.toString() : "";
    }

    private static String worded(
            Actor actor, String kind, String field, @Nullable Object value, Map<UUID, String> names, Wording wording) {
        Formats formats = actor.reader().formats();
        Texts texts = actor.reader().texts();
        return switch (value) {
            case null -> "";
            case Revision.Erased erased -> texts.text("history.erased");
            case Boolean flag -> texts.text(flag ? "yes" : "no");
            case List<?> items ->
                items.stream()
                        .map(item -> worded(actor, kind, field, item, names, wording))
                        .sorted()
                        .collect(Collectors.joining(", "));
            case Number number -> formats.number(new BigDecimal(number.toString()));
            case String text when NUMBERS.contains(field) && !text.isEmpty() -> formats.number(new BigDecimal(text));
            case String text -> {
                Optional<String> code = text.isEmpty() ? Optional.empty() : wording.code(kind, field, text);
                if (code.isPresent()) yield code.get();
                Optional<UUID> id = Ids.parse(text);
                if (id.isPresent() && names.containsKey(id.get())) yield names.get(id.get());
                yield text.matches("\\d{4}-\\d\\d-\\d\\d")
                        ? Formats.parseDate(text).map(formats::date).orElse(text)
                        : text;
            }
            default -> Objects.toString(value);
        };
    }

    private Map<UUID, String> names(Actor actor, Wording wording) {
        UUID organization = actor.organization().value();
        Map<UUID, String> names = new HashMap<>(wording.names());
        sql.select(PERSON.ID, PERSON.NAME)
                .from(PERSON)
                .where(PERSON.ORGANIZATION.eq(organization))
                .unionAll(sql.select(UNIT.ID, UNIT.NAME).from(UNIT).where(UNIT.ORGANIZATION.eq(organization)))
                .unionAll(sql.select(TEAM.ID, TEAM.NAME).from(TEAM).where(TEAM.ORGANIZATION.eq(organization)))
                .forEach(row -> names.put(row.value1(), row.value2()));
        return names;
    }
}
