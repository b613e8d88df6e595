package sextant.objectives;

import static org.jooq.impl.DSL.any;
import static sextant.schema.Tables.OBJECTIVE_VERSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import sextant.journal.Fields;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.people.PersonId;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** An objective as it was recorded at a past moment, from the journal alone. */
@Component
public class PastObjectives {
    private final DSLContext sql;
    private final Revisions revisions;

    PastObjectives(DSLContext sql, Revisions revisions) {
        this.sql = sql;
        this.revisions = revisions;
    }

    /** @throws NotFound when it was not there yet, or never was */
    public Objective asOf(OrganizationId organization, ObjectiveId id, Instant moment) {
        Told told = told(organization, id, moment);
        return assembled(id, told.lives(), told.versions()).orElseThrow(() -> new NotFound(Objectives.KIND));
    }

    /** Every version that there was, newest first. */
    List<Objective.Version> versions(OrganizationId organization, ObjectiveId id, Instant moment) {
        return told(organization, id, moment).versions().values().stream()
                .sorted(Comparator.comparing(Objective.Version::number).reversed())
                .toList();
    }

    /** @param lives newest first; versions by number */
    private record Told(List<Revision> lives, Map<Integer, Objective.Version> versions) {}

    private record Asked(OrganizationId organization, ObjectiveId id, Instant moment) {}

    private Told told(OrganizationId organization, ObjectiveId id, Instant moment) {
        return Transactions.once(new Asked(organization, id, moment), this::told);
    }

    private Told told(Asked asked) {
        List<RecordRef> records = new ArrayList<>();
        records.add(new RecordRef(Objectives.KIND, asked.id().value()));
        sql.select(OBJECTIVE_VERSION.ID)
                .from(OBJECTIVE_VERSION)
                .where(OBJECTIVE_VERSION.ORGANIZATION.eq(asked.organization().value()))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(asked.id().value()))
                .forEach(row -> records.add(new RecordRef(Objectives.VERSION_KIND, row.value1())));
        Map<RecordRef, List<Revision>> then = revisions.of(asked.organization(), records).stream()
                .filter(one -> !one.at().isAfter(asked.moment()))
                .collect(Collectors.groupingBy(Revision::record));
        List<Revision> lives = then.getOrDefault(records.getFirst(), List.of());
        if (lives.isEmpty()) throw new NotFound(Objectives.KIND);
        Map<Integer, Objective.Version> versions = new HashMap<>();
        records.stream().skip(1).map(then::get).filter(Objects::nonNull).forEach(own -> {
            int number = whole(own.getFirst(), "version");
            Objective.Version told = version(number, own.getFirst(), stageOf(number, lives), lives);
            versions.put(number, told.writtenBy(writers(own, told.approvedAt())));
        });
        return new Told(lives, versions);
    }

    /** What is written of a version after its approval is other words for it, not another content. */
    private static Set<PersonId> writers(List<Revision> contents, Optional<Instant> approved) {
        return contents.stream()
                .filter(one -> approved.filter(one.at()::isAfter).isEmpty())
                .flatMap(one -> one.author().stream())
                .map(PersonId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The objectives of which something was recorded after a moment. */
    Set<ObjectiveId> changedSince(OrganizationId organization, Instant moment) {
        Set<ObjectiveId> changed = revisions.changedSince(organization, Objectives.KIND, moment).stream()
                .map(ObjectiveId::new)
                .collect(Collectors.toCollection(HashSet::new));
        UUID[] versions = revisions
                .changedSince(organization, Objectives.VERSION_KIND, moment)
                .toArray(UUID[]::new);
        if (versions.length > 0)
            sql.selectDistinct(OBJECTIVE_VERSION.OBJECTIVE)
                    .from(OBJECTIVE_VERSION)
                    .where(OBJECTIVE_VERSION.ORGANIZATION.eq(organization.value()))
                    .and(OBJECTIVE_VERSION.ID.eq(any(versions)))
                    .forEach(row -> changed.add(new ObjectiveId(row.value1())));
        return changed;
    }

    /** Those among these that were there; the lives and the versions in one statement each. */
    List<Objective> among(OrganizationId organization, Set<ObjectiveId> ids, Instant moment) {
        if (ids.isEmpty()) return List.of();
        List<RecordRef> ofLives = ids.stream()
                .map(id -> new RecordRef(Objectives.KIND, id.value()))
                .toList();
        List<RecordRef> ofVersions = sql.select(OBJECTIVE_VERSION.ID)
                .from(OBJECTIVE_VERSION)
                .where(OBJECTIVE_VERSION.ORGANIZATION.eq(organization.value()))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(
                        any(ids.stream().map(ObjectiveId::value).toArray(UUID[]::new))))
                .fetch(row -> new RecordRef(Objectives.VERSION_KIND, row.value1()));
        Map<UUID, List<Revision>> lives = revisions.of(organization, ofLives).stream()
                .filter(one -> !one.at().isAfter(moment))
                .collect(Collectors.groupingBy(one -> one.record().id()));
        Map<UUID, List<Revision>> contents = revisions.asOf(organization, ofVersions, moment).stream()
                .collect(Collectors.groupingBy(one -> UUID.fromString(one.text("objective"))));
        List<Objective> all = new ArrayList<>();
        lives.forEach((id, own) -> {
            Map<Integer, Objective.Version> versions = new HashMap<>();
            for (Revision content : contents.getOrDefault(id, List.of())) {
                int number = whole(content, "version");
                versions.put(number, version(number, content, stageOf(number, own), own));
            }
            assembled(new ObjectiveId(id), own, versions).ifPresent(all::add);
        });
        return all;
    }

    /**
     * The content that counted: of the approved version, or of the newest while none was approved.
     *
     * @param lives the revisions of the objective by then, newest first
     * @param contents those of its versions, newest first
     */
    public static Optional<Revision> counted(List<Revision> lives, List<Revision> contents) {
        if (lives.isEmpty()) return Optional.empty();
        int counts = number(lives.getFirst().text("current-version")).orElseGet(() -> latest(lives));
        return contents.stream().filter(one -> whole(one, "version") == counts).findFirst();
    }

    /**
     * The earlier content with its targets called as the later one calls them: a target that was written anew for the same KPI
     * is the same to whoever compares the two.
     */
    public static Map<String, @Nullable Object> matched(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        List<Map<?, ?>> later = Fields.maps(after, "targets");
        Set<String> kept = later.stream().map(one -> Fields.text(one, "id")).collect(Collectors.toSet());
        Map<String, String> renamed = new HashMap<>();
        for (Map<?, ?> one : Fields.maps(before, "targets"))
            if (!kept.contains(Fields.text(one, "id")))
                later.stream()
                        .filter(other -> Fields.text(other, "kpi").equals(Fields.text(one, "kpi"))
                                && !renamed.containsValue(Fields.text(other, "id"))
                                && Fields.maps(before, "targets").stream()
                                        .noneMatch(
                                                same -> Fields.text(same, "id").equals(Fields.text(other, "id"))))
                        .findFirst()
                        .ifPresent(other -> renamed.put(Fields.text(one, "id"), Fields.text(other, "id")));
        if (renamed.isEmpty()) return before;
        Map<String, @Nullable Object> matched = new LinkedHashMap<>(before);
        matched.put(
                "targets",
                Fields.maps(before, "targets").stream()
                        .map(one -> called(one, renamed))
                        .toList());
        return matched;
    }

    private static Map<?, ?> called(Map<?, ?> target, Map<String, String> renamed) {
        Map<Object, @Nullable Object> called = new LinkedHashMap<>(target);
        called.computeIfPresent("id", (field, id) -> renamed.getOrDefault(id.toString(), id.toString()));
        return called;
    }

    private static int latest(List<Revision> lives) {
        return lives.stream()
                .map(one -> whole(one, "version"))
                .max(Integer::compare)
                .orElse(1);
    }

    /** @param lives newest first */
    private static Optional<Objective> assembled(
            ObjectiveId id, List<Revision> lives, Map<Integer, Objective.Version> versions) {
        Revision life = lives.getFirst();
        Optional<Integer> current = number(life.text("current-version"));
        return Optional.ofNullable(versions.get(latest(lives)))
                .map(newest ->
                        new Objective(id, life.text("reference"), life.number(), newest, current.map(versions::get)));
    }

    private static Objective.Version version(int number, Revision content, Stage stage, List<Revision> lives) {
        Optional<Revision> approved = step(number, Stage.APPROVED, lives);
        // What is written after a proposal is no longer proposed; other words for what is approved change nothing.
        Optional<Revision> proposed = step(number, Stage.PROPOSED, lives)
                .filter(one -> approved.isPresent() || !content.at().isAfter(one.at()));
        return new Objective.Version(
                number,
                content.record().id(),
                stage,
                ObjectiveRecord.read(content.content()),
                Set.of(),
                proposed.flatMap(Revision::author).map(PersonId::new),
                proposed.map(Revision::at),
                approved.map(Revision::at),
                stage.isEnded()
                        ? step(number, stage, lives)
                                .map(one -> one.reason() instanceof String reason ? reason : "")
                                .orElse("")
                        : "",
                content.number());
    }

    /** When the version last came to that stage. */
    private static Optional<Revision> step(int number, Stage stage, List<Revision> lives) {
        return lives.stream()
                .filter(one ->
                        whole(one, "version") == number && one.text("stage").equals(stage.code()))
                .findFirst();
    }

    /** The last step that the version had taken; a draft before its first, and superseded once another one counts. */
    private static Stage stageOf(int number, List<Revision> lives) {
        Stage last = lives.stream()
                .filter(one -> whole(one, "version") == number)
                .findFirst()
                .map(one -> Objects.requireNonNull(Stage.BY_CODE.get(one.text("stage"))))
                .orElse(Stage.DRAFT);
        boolean counts = number(lives.getFirst().text("current-version"))
                .filter(current -> current != number)
                .isEmpty();
        return last == Stage.APPROVED && !counts ? Stage.SUPERSEDED : last;
    }

    private static int whole(Revision revision, String field) {
        return Fields.whole(revision.content(), field);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
