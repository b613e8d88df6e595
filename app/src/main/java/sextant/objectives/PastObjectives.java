package sextant.objectives;

import static sextant.schema.Tables.OBJECTIVE_VERSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.journal.Fields;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.people.PersonId;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;

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
        Map<Integer, UUID> recordIds = new HashMap<>();
        sql.select(OBJECTIVE_VERSION.NUMBER, OBJECTIVE_VERSION.ID)
                .from(OBJECTIVE_VERSION)
                .where(OBJECTIVE_VERSION.ORGANIZATION.eq(organization.value()))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(id.value()))
                .forEach(row -> recordIds.put(row.value1(), row.value2()));
        List<RecordRef> records = new ArrayList<>();
        recordIds.values().forEach(record -> records.add(new RecordRef(Objectives.VERSION_KIND, record)));
        records.add(new RecordRef(Objectives.KIND, id.value()));
        List<Revision> then = revisions.asOf(organization, records, moment);
        Revision life = then.stream()
                .filter(one -> one.record().kind().equals(Objectives.KIND))
                .findFirst()
                .orElseThrow(() -> new NotFound(Objectives.KIND));
        List<Revision> lives = revisions.of(organization, List.of(life.record())).stream()
                .filter(one -> !one.at().isAfter(moment))
                .toList();
        Map<Integer, Objective.Version> versions = new HashMap<>();
        recordIds.forEach((number, record) -> then.stream()
                .filter(one -> one.record().id().equals(record))
                .findFirst()
                .ifPresent(content -> versions.put(number, version(number, content, stageOf(number, lives), lives))));
        return assembled(id, lives, versions).orElseThrow(() -> new NotFound(Objectives.KIND));
    }

    /** Every objective that was there, by reference number; the lives and the versions in one statement each. */
    List<Objective> all(OrganizationId organization, Instant moment) {
        Map<UUID, List<Revision>> lives = revisions.until(organization, Objectives.KIND, moment).stream()
                .collect(Collectors.groupingBy(one -> one.record().id()));
        Map<UUID, List<Revision>> contents = revisions.asOf(organization, Objectives.VERSION_KIND, moment).stream()
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
        all.sort(Comparator.comparing(Objective::reference)
                .thenComparing(one -> one.id().value()));
        return List.copyOf(all);
    }

    /** @param lives newest first */
    private static Optional<Objective> assembled(
            ObjectiveId id, List<Revision> lives, Map<Integer, Objective.Version> versions) {
        Revision life = lives.getFirst();
        int latest = lives.stream()
                .map(one -> whole(one, "version"))
                .max(Integer::compare)
                .orElse(1);
        Optional<Integer> current = number(life.text("current-version"));
        return Optional.ofNullable(versions.get(latest))
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

    /** The last step that the version had taken; a draft before its first. */
    private static Stage stageOf(int number, List<Revision> lives) {
        return lives.stream()
                .filter(one -> whole(one, "version") == number)
                .findFirst()
                .map(one -> java.util.Objects.requireNonNull(Stage.BY_CODE.get(one.text("stage"))))
                .orElse(Stage.DRAFT);
    }

    private static int whole(Revision revision, String field) {
        return Fields.whole(revision.content(), field);
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
