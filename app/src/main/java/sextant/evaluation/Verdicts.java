package sextant.evaluation;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static sextant.schema.Tables.STALE_VERDICT;
import static sextant.schema.Tables.VERDICT;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import sextant.evaluation.rule.Explanation;
import sextant.evaluation.rule.Status;
import sextant.ledger.CanonicalJson;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Stage;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;
import sextant.schema.tables.records.VerdictRecord;

/**
 * The verdicts held, now and before. A write marks what it touches as stale; {@link Judging} computes it again in the
 * background, and whoever asks for a stale or expired one meanwhile gets it computed on the spot.
 */
@Component
public class Verdicts {
    private static final int JUDGED_AT_ONCE = 2_000;

    private record Held(OrganizationId organization, Set<ObjectiveId> objectives) {}

    private final DSLContext sql;
    private final Judge judge;

    Verdicts(DSLContext sql, Judge judge) {
        this.sql = sql;
        this.judge = judge;
    }

    /** The current verdicts of these objectives; those without an approved version have none. */
    public Map<ObjectiveId, Judged> current(
            OrganizationId organization, ZoneId zone, List<Objective> objectives, Instant now) {
        List<Objective> judgeable =
                objectives.stream().filter(Verdicts::isJudged).toList();
        // In the past as in the present when none is stored: judged by what was known then.
        Map<ObjectiveId, Judged> stored =
                Transactions.moment().isPresent() ? new LinkedHashMap<>() : stored(organization, judgeable, now);
        Map<Objective, Objective.Version> open = new LinkedHashMap<>();
        for (Objective objective : judgeable)
            if (!stored.containsKey(objective.id())) open.put(objective, objective.shown());
        // In parts, so that neither a statement nor its rows grow with the register.
        Map<Objective, Objective.Version> part = new LinkedHashMap<>();
        for (var one : open.entrySet()) {
            part.put(one.getKey(), one.getValue());
            if (part.size() < JUDGED_AT_ONCE) continue;
            judge.judge(organization, zone, part, now).forEach(judged -> stored.put(judged.objective(), judged));
            part.clear();
        }
        if (!part.isEmpty())
            judge.judge(organization, zone, part, now).forEach(judged -> stored.put(judged.objective(), judged));
        return stored;
    }

    /** The verdict as it would have been given at a past moment, from what was recorded then. */
    public Judged asOf(
            OrganizationId organization, ZoneId zone, Objective objective, Objective.Version version, Instant moment) {
        return judge.judge(organization, zone, Map.of(objective, version), moment)
                .getFirst();
    }

    /** What an ended objective's last verdict was. */
    static boolean isJudged(Objective objective) {
        return objective
                .current()
                .filter(version -> version.stage() == Stage.APPROVED)
                .isPresent();
    }

    /** What is to be judged again now, and when the next verdict expires: which verdicts are held changes only with these. */
    record Turn(int stale, long lastTicket, int expired, Optional<Instant> next) {}

    Turn turn(OrganizationId organization, Instant now) {
        var stale = sql.select(count(), coalesce(max(STALE_VERDICT.TICKET), 0L))
                .from(STALE_VERDICT)
                .where(STALE_VERDICT.ORGANIZATION.eq(organization.value()))
                .fetchSingle();
        var held = VERDICT.ORGANIZATION.eq(organization.value()).and(VERDICT.HELD_TO.isNull());
        var expiry = sql.select(
                        field(selectCount().from(VERDICT).where(held).and(VERDICT.VALID_UNTIL.le(now))),
                        field(select(min(VERDICT.VALID_UNTIL))
                                .from(VERDICT)
                                .where(held)
                                .and(VERDICT.VALID_UNTIL.gt(now))))
                .fetchSingle();
        return new Turn(stale.value1(), stale.value2(), expiry.value1(), Optional.ofNullable(expiry.value2()));
    }

    /** Whose held verdict is not the one that would be given now. */
    List<ObjectiveId> unsettled(OrganizationId organization, Instant now) {
        return sql.select(STALE_VERDICT.OBJECTIVE)
                .from(STALE_VERDICT)
                .where(STALE_VERDICT.ORGANIZATION.eq(organization.value()))
                .union(select(VERDICT.OBJECTIVE)
                        .from(VERDICT)
                        .where(VERDICT.ORGANIZATION.eq(organization.value()))
                        .and(VERDICT.HELD_TO.isNull())
                        .and(VERDICT.VALID_UNTIL.le(now)))
                .fetch(row -> new ObjectiveId(row.value1()));
    }

    void markStale(OrganizationId organization, List<ObjectiveId> objectives) {
        if (objectives.isEmpty()) return;
        var insert = sql.insertInto(STALE_VERDICT, STALE_VERDICT.ORGANIZATION, STALE_VERDICT.OBJECTIVE);
        for (ObjectiveId objective : objectives) insert = insert.values(organization.value(), objective.value());
        insert.execute();
    }

    /** An objective whose status is another than the one that was held. */
    record Changed(ObjectiveId objective, Status before, Status after) {}

    /**
     * Writes what was judged where it differs from what is held; earlier verdicts stay with their from and to. Answers whose
     * status changed; a first status is no change.
     */
    List<Changed> hold(OrganizationId organization, List<Judged> judged, Instant now) {
        List<Changed> changed = new ArrayList<>();
        List<UUID> ids = judged.stream().map(one -> one.objective().value()).toList();
        Map<UUID, Map<UUID, VerdictRecord>> held = new HashMap<>();
        sql.selectFrom(VERDICT)
                .where(VERDICT.ORGANIZATION.eq(organization.value()))
                .and(VERDICT.OBJECTIVE.in(ids))
                .and(VERDICT.HELD_TO.isNull())
                .forEach(row -> held.computeIfAbsent(row.getObjective(), none -> new HashMap<>())
                        .put(row.getTarget(), row));
        List<VerdictRecord> fresh = new ArrayList<>();
        for (Judged one : judged) {
            Map<UUID, VerdictRecord> before = held.getOrDefault(one.objective().value(), Map.of());
            Map<UUID, VerdictRecord> after = rows(organization, one, now);
            VerdictRecord last = before.get(one.objective().value());
            if (last != null)
                one.status()
                        .filter(status -> !status.code().equals(last.getStatus()))
                        .ifPresent(status ->
                                changed.add(new Changed(one.objective(), Status.of(last.getStatus()), status)));
            before.forEach((target, row) -> {
                VerdictRecord next = after.get(target);
                if (next == null || !isSame(row, next)) close(row, now);
                else {
                    prolong(row, next);
                    after.remove(target);
                }
            });
            fresh.addAll(after.values());
        }
        if (!fresh.isEmpty())
            sql.insertInto(VERDICT).set(fresh).onConflictDoNothing().execute();
        return changed;
    }

    private Map<ObjectiveId, Judged> stored(OrganizationId organization, List<Objective> objectives, Instant now) {
        Set<ObjectiveId> ids = objectives.stream().map(Objective::id).collect(Collectors.toUnmodifiableSet());
        Map<UUID, List<VerdictRecord>> rows = Transactions.once(new Held(organization, ids), this::held);
        Map<ObjectiveId, Judged> stored = new LinkedHashMap<>();
        rows.forEach((id, own) -> {
            boolean expired = own.stream()
                    .anyMatch(row ->
                            row.getValidUntil() != null && !row.getValidUntil().isAfter(now));
            if (!expired) stored.put(new ObjectiveId(id), judged(id, own));
        });
        return stored;
    }

    private Map<UUID, List<VerdictRecord>> held(Held asked) {
        return sql
                .selectFrom(VERDICT)
                .where(VERDICT.ORGANIZATION.eq(asked.organization().value()))
                .and(VERDICT.OBJECTIVE.eq(
                        any(asked.objectives().stream().map(ObjectiveId::value).toArray(UUID[]::new))))
                .and(VERDICT.HELD_TO.isNull())
                .and(not(exists(selectOne()
                        .from(STALE_VERDICT)
                        .where(STALE_VERDICT.ORGANIZATION.eq(VERDICT.ORGANIZATION))
                        .and(STALE_VERDICT.OBJECTIVE.eq(VERDICT.OBJECTIVE)))))
                .fetch()
                .stream()
                .collect(Collectors.groupingBy(VerdictRecord::getObjective));
    }

    private static Judged judged(UUID objective, List<VerdictRecord> rows) {
        Map<UUID, Explanation> targets = new LinkedHashMap<>();
        Optional<Status> status = Optional.empty();
        Optional<UUID> worst = Optional.empty();
        Optional<Instant> validUntil = Optional.empty();
        String ruleVersion = "";
        for (VerdictRecord row : rows) {
            Map<String, String> stored = read(row.getExplanation());
            if (row.getTarget().equals(objective)) {
                status = Optional.of(Status.of(row.getStatus()));
                worst = Optional.ofNullable(stored.get("target")).map(UUID::fromString);
                validUntil = Optional.ofNullable(row.getValidUntil());
                ruleVersion = row.getRuleVersion();
            } else targets.put(row.getTarget(), Explanation.of(stored));
        }
        return new Judged(new ObjectiveId(objective), status, worst, targets, validUntil, ruleVersion);
    }

    private static Map<UUID, VerdictRecord> rows(OrganizationId organization, Judged judged, Instant now) {
        Map<UUID, VerdictRecord> rows = new LinkedHashMap<>();
        if (judged.status().isEmpty()) return rows;
        UUID objective = judged.objective().value();
        Map<String, String> overall = new LinkedHashMap<>();
        judged.worst().ifPresent(worst -> overall.put("target", worst.toString()));
        rows.put(objective, row(organization, judged, objective, judged.status().get(), overall, now));
        judged.targets()
                .forEach((target, explanation) -> rows.put(
                        target, row(organization, judged, target, explanation.status(), explanation.stored(), now)));
        return rows;
    }

    private static VerdictRecord row(
            OrganizationId organization,
            Judged judged,
            UUID target,
            Status status,
            Map<String, String> explanation,
            Instant now) {
        return new VerdictRecord(
                organization.value(),
                judged.objective().value(),
                target,
                now,
                null,
                status.code(),
                JSONB.valueOf(new String(CanonicalJson.bytes(explanation), StandardCharsets.UTF_8)),
                judged.ruleVersion(),
                judged.validUntil().orElse(null));
    }

    private static boolean isSame(VerdictRecord held, VerdictRecord next) {
        return held.getStatus().equals(next.getStatus())
                && held.getRuleVersion().equals(next.getRuleVersion())
                && read(held.getExplanation()).equals(read(next.getExplanation()));
    }

    private void close(VerdictRecord row, Instant now) {
        sql.update(VERDICT)
                .set(VERDICT.HELD_TO, now)
                .where(VERDICT.ORGANIZATION.eq(row.getOrganization()))
                .and(VERDICT.OBJECTIVE.eq(row.getObjective()))
                .and(VERDICT.TARGET.eq(row.getTarget()))
                .and(VERDICT.HELD_FROM.eq(row.getHeldFrom()))
                .execute();
    }

    private void prolong(VerdictRecord row, VerdictRecord next) {
        if (java.util.Objects.equals(row.getValidUntil(), next.getValidUntil())) return;
        sql.update(VERDICT)
                .set(VERDICT.VALID_UNTIL, next.getValidUntil())
                .where(VERDICT.ORGANIZATION.eq(row.getOrganization()))
                .and(VERDICT.OBJECTIVE.eq(row.getObjective()))
                .and(VERDICT.TARGET.eq(row.getTarget()))
                .and(VERDICT.HELD_FROM.eq(row.getHeldFrom()))
                .execute();
    }

    private static Map<String, String> read(JSONB json) {
        Map<String, String> map = new LinkedHashMap<>();
        CanonicalJson.parse(json.data().getBytes(StandardCharsets.UTF_8))
                .forEach((key, value) -> map.put(key, String.valueOf(value)));
        return map;
    }
}
