package sextant.documents;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.evaluation.Register;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.measurement.Batches;
import sextant.measurement.KpiId;
import sextant.measurement.Kpis;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.DescribesRecords.Described;
import sextant.people.Permission;
import sextant.people.RecordDescriptions;
import sextant.people.Unit;
import sextant.people.UnitId;
import sextant.people.Units;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.platform.database.Transactions;

/**
 * What changed between two moments, of everything, of a unit with those below it, or of one record: what was recorded in
 * between, and which objectives got another status, be it by time alone. Who was allowed to read it then does not matter;
 * who may read it now does.
 */
@Component
public class Changes {
    /** What kind of record changed, in the order in which they are told. */
    public enum Group {
        OBJECTIVES("objectives"),
        KPIS("kpis"),
        PEOPLE("people");

        public static final Map<String, Group> BY_CODE =
                java.util.Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Group::code, one -> one));

        private final String code;

        Group(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        static Group of(RecordRef record) {
            return switch (record.kind()) {
                case Objectives.KIND -> OBJECTIVES;
                case Kpis.KIND -> KPIS;
                default -> PEOPLE;
            };
        }
    }

    /**
     * @param from what was recorded at this moment counts as before
     * @param to not before {@code from}; a moment to come means now
     */
    public record Asked(
            Instant from, Instant to, Optional<UnitId> unit, Optional<RecordRef> record, Optional<Group> group) {}

    /**
     * A record that changed.
     *
     * @param behind the records that tell of it and of which something was recorded in between
     * @param before the code of an objective's status at the one moment, {@code after} at the other; empty for none
     * @param measurements how many were recorded in between, for a KPI
     */
    public record Changed(
            RecordRef record,
            Described described,
            List<RecordRef> behind,
            String before,
            String after,
            int measurements,
            SortKey key) {
        public Group group() {
            return Group.of(record);
        }

        public boolean isOfAnotherStatus() {
            return !before.equals(after);
        }
    }

    /**
     * @param past the moment {@code to}; empty where that is to come, and what there is now is told
     * @param until that moment, or now
     * @param before how many approved objectives had each status at the one moment, {@code after} at the other
     * @param groups how many records of each group changed, whichever group was asked for
     * @param changed those of the group that was asked for, in the order of their keys
     * @param recorded how many measurements were recorded of each KPI
     */
    public record Found(
            Optional<Instant> past,
            Instant until,
            Map<String, Integer> before,
            Map<String, Integer> after,
            Map<Group, Integer> groups,
            List<Changed> changed,
            Map<KpiId, Integer> recorded) {
        public int measurements() {
            return recorded.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final Transactions transactions;
    private final Revisions revisions;
    private final RecordDescriptions descriptions;
    private final Register register;
    private final Batches batches;
    private final Units units;
    private final Clock clock;

    Changes(
            Transactions transactions,
            Revisions revisions,
            RecordDescriptions descriptions,
            Register register,
            Batches batches,
            Units units,
            Clock clock) {
        this.transactions = transactions;
        this.revisions = revisions;
        this.descriptions = descriptions;
        this.register = register;
        this.batches = batches;
        this.units = units;
        this.clock = clock;
    }

    /** @param tell what is made of it, in the transaction that reads as of the later moment */
    public <T> T between(Actor actor, Asked asked, Function<Found, T> tell) {
        OrganizationId organization = actor.organization();
        Instant now = clock.instant();
        Optional<Instant> past = Optional.of(asked.to()).filter(now::isAfter);
        Instant until = past.orElse(now);
        Map<ObjectiveId, String> before = transactions.read(
                organization, Optional.of(asked.from()), () -> register.statuses(organization, seen(actor, asked)));
        return transactions.read(organization, past, () -> tell.apply(found(actor, asked, past, until, before)));
    }

    private Found found(
            Actor actor, Asked asked, Optional<Instant> past, Instant until, Map<ObjectiveId, String> before) {
        OrganizationId organization = actor.organization();
        Map<ObjectiveId, String> after = register.statuses(organization, seen(actor, asked));
        Map<KpiId, Integer> recorded = batches.recorded(organization, asked.from(), until);
        Map<RecordRef, Set<RecordRef>> behind = behind(organization, asked.from(), until);
        recorded.keySet().forEach(kpi -> behind.computeIfAbsent(kpi(kpi), none -> new LinkedHashSet<>()));
        Set<ObjectiveId> judged = new HashSet<>(before.keySet());
        judged.addAll(after.keySet());
        for (ObjectiveId one : judged)
            if (!before.getOrDefault(one, "").equals(after.getOrDefault(one, "")))
                behind.computeIfAbsent(objective(one), none -> new LinkedHashSet<>());
        asked.record().ifPresent(record -> behind.keySet().retainAll(Set.of(record)));
        Map<RecordRef, Described> described = descriptions.described(actor, behind.keySet());
        Set<UnitId> wanted = asked.unit().map(unit -> below(organization, unit)).orElse(Set.of());
        List<Changed> all = new ArrayList<>();
        described.forEach((record, one) -> {
            if (asked.unit().isPresent() && one.unit().filter(wanted::contains).isEmpty()) return;
            ObjectiveId id = new ObjectiveId(record.id());
            all.add(new Changed(
                    record,
                    one,
                    List.copyOf(behind.getOrDefault(record, Set.of())),
                    before.getOrDefault(id, ""),
                    after.getOrDefault(id, ""),
                    recorded.getOrDefault(new KpiId(record.id()), 0),
                    new SortKey(Group.of(record).ordinal() + one.name(), record.id())));
        });
        all.sort(Comparator.comparing((Changed one) -> one.key().value())
                .thenComparing(one -> one.key().id()));
        Map<Group, Integer> groups = new EnumMap<>(Group.class);
        all.forEach(one -> groups.merge(one.group(), 1, Integer::sum));
        Set<KpiId> shown = all.stream()
                .filter(one -> one.group() == Group.KPIS)
                .map(one -> new KpiId(one.record().id()))
                .collect(Collectors.toSet());
        Map<KpiId, Integer> recordedOfThese = new HashMap<>(recorded);
        recordedOfThese.keySet().retainAll(shown);
        return new Found(
                past,
                until,
                counts(before, asked),
                counts(after, asked),
                groups,
                all.stream()
                        .filter(one -> asked.group()
                                .filter(group -> group != one.group())
                                .isEmpty())
                        .toList(),
                recordedOfThese);
    }

    /** What was recorded in between, by the record that people know it by. */
    private Map<RecordRef, Set<RecordRef>> behind(OrganizationId organization, Instant from, Instant until) {
        // Of batches only the number of measurements is told, and that is counted where they are.
        List<RecordRef> changed = revisions.changed(organization, from, until).stream()
                .filter(one -> !one.kind().equals(Batches.KIND))
                .toList();
        Map<RecordRef, Set<RecordRef>> behind = new LinkedHashMap<>();
        descriptions
                .subjects(organization, changed)
                .forEach((record, subject) -> behind.computeIfAbsent(subject, none -> new LinkedHashSet<>())
                        .add(record));
        return behind;
    }

    /** The units whose objectives' status this person may see, and asked for. */
    private Set<UnitId> seen(Actor actor, Asked asked) {
        Set<UnitId> readable = new HashSet<>(actor.reach().getOrDefault(Permission.OBJECTIVES_READ, Set.of()));
        asked.unit().ifPresent(unit -> readable.retainAll(below(actor.organization(), unit)));
        return readable;
    }

    private Set<UnitId> below(OrganizationId organization, UnitId unit) {
        Set<UnitId> below = new HashSet<>(Set.of(unit));
        // Parents come before their children.
        for (Unit one : units.tree(organization))
            if (one.parent().filter(below::contains).isPresent()) below.add(one.id());
        return below;
    }

    private static Map<String, Integer> counts(Map<ObjectiveId, String> statuses, Asked asked) {
        Map<String, Integer> counts = new HashMap<>();
        statuses.forEach((objective, status) -> {
            if (asked.record()
                    .filter(record -> !record.equals(objective(objective)))
                    .isEmpty()) counts.merge(status, 1, Integer::sum);
        });
        return counts;
    }

    private static RecordRef objective(ObjectiveId id) {
        return new RecordRef(Objectives.KIND, id.value());
    }

    private static RecordRef kpi(KpiId id) {
        return new RecordRef(Kpis.KIND, id.value());
    }
}
