package sextant.objectives;

import static sextant.schema.Tables.OBJECTIVE_VERSION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
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
        Optional<Integer> current = number(life.text("current-version"));
        int latest = lives.stream()
                .map(one -> whole(one, "version"))
                .max(Integer::compare)
                .orElse(1);
        Map<Integer, Objective.Version> versions = new HashMap<>();
        recordIds.forEach((number, record) -> then.stream()
                .filter(one -> one.record().id().equals(record))
                .findFirst()
                .ifPresent(content -> versions.put(number, version(number, content, stageOf(number, lives), lives))));
        Objective.Version newest =
                Optional.ofNullable(versions.get(latest)).orElseThrow(() -> new NotFound(Objectives.KIND));
        return new Objective(id, life.text("reference"), life.number(), newest, current.map(versions::get));
    }

    private static Objective.Version version(int number, Revision content, Stage stage, List<Revision> lives) {
        Optional<Instant> approved = lives.stream()
                .filter(one ->
                        whole(one, "version") == number && one.text("stage").equals(Stage.APPROVED.code()))
                .map(Revision::at)
                .findFirst();
        return new Objective.Version(
                number,
                content.record().id(),
                stage,
                ObjectiveRecord.read(content.content()),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                approved,
                "",
                content.number());
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
        return revision.content().get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
