package sextant.evidence;

import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static sextant.schema.Tables.EVIDENCE_PACK;
import static sextant.schema.Tables.EVIDENCE_PACK_CHOICE;
import static sextant.schema.Tables.EVIDENCE_PACK_PART;
import static sextant.schema.Tables.OBJECTIVE;
import static sextant.schema.Tables.OBJECTIVE_VERSION;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.UNIT;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.springframework.stereotype.Component;
import sextant.documents.SealedUnder;
import sextant.evidence.EvidencePack.Finished;
import sextant.evidence.EvidencePack.State;
import sextant.ledger.Hash;
import sextant.objectives.ObjectiveId;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.UnitId;
import sextant.platform.Forbidden;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.files.Seal;

/** The organization's evidence packs, and the parts of their files. */
@Component
public class EvidencePacks {
    private static final Field<UUID[]> CHOSEN = array(select(EVIDENCE_PACK_CHOICE.OBJECTIVE)
                    .from(EVIDENCE_PACK_CHOICE)
                    .where(EVIDENCE_PACK_CHOICE.ORGANIZATION.eq(EVIDENCE_PACK.ORGANIZATION))
                    .and(EVIDENCE_PACK_CHOICE.PACK.eq(EVIDENCE_PACK.ID)))
            .as("chosen");

    private final DSLContext sql;
    private final Seal seal;
    private final Clock clock;

    EvidencePacks(DSLContext sql, Seal seal, Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.clock = clock;
    }

    /** Those whose evidence this person may build, oldest first. */
    public List<EvidencePack> after(Actor actor, Optional<UUID> after, int most) {
        Condition later = EVIDENCE_PACK.ORGANIZATION.eq(actor.organization().value());
        if (after.isPresent()) later = later.and(EVIDENCE_PACK.ID.gt(after.get()));
        return rows(later.and(reachOf(actor)))
                .orderBy(EVIDENCE_PACK.ID)
                .limit(most)
                .fetch(this::pack);
    }

    /** Those whose evidence this person may build, newest first. */
    public List<EvidencePack> newest(Actor actor, int most) {
        return rows(EVIDENCE_PACK.ORGANIZATION.eq(actor.organization().value()).and(reachOf(actor)))
                .orderBy(EVIDENCE_PACK.ID.desc())
                .limit(most)
                .fetch(this::pack);
    }

    /** Those that this person asked for and that are not finished. */
    List<EvidencePack> onTheirWay(Actor actor) {
        return rows(EVIDENCE_PACK
                        .ORGANIZATION
                        .eq(actor.organization().value())
                        .and(EVIDENCE_PACK.REQUESTED_BY.eq(actor.person().value()))
                        .and(EVIDENCE_PACK.STATE.in(State.QUEUED.code(), State.BUILDING.code())))
                .fetch(this::pack);
    }

    /** @throws Forbidden when this person may not build the evidence of all that is in it */
    public EvidencePack get(Actor actor, PackId id) {
        EvidencePack pack = find(actor.organization(), id).orElseThrow(() -> new NotFound("evidence pack"));
        if (!pack.isOpenTo(actor)) throw new Forbidden(Permission.EVIDENCE_BUILD.code());
        return pack;
    }

    Optional<EvidencePack> find(OrganizationId organization, PackId id) {
        return rows(EVIDENCE_PACK.ORGANIZATION.eq(organization.value()).and(EVIDENCE_PACK.ID.eq(id.value())))
                .fetchOptional(this::pack);
    }

    /** What is asked for: of which objectives, in which units, as of when. */
    record Wanted(PackScope scope, Set<UnitId> units, int objectives, Optional<Instant> asOf) {}

    void add(OrganizationId organization, PackId id, Wanted wanted, UUID requestedBy, Instant at) {
        PackScope scope = wanted.scope();
        sql.insertInto(EVIDENCE_PACK)
                .set(EVIDENCE_PACK.ORGANIZATION, organization.value())
                .set(EVIDENCE_PACK.ID, id.value())
                .set(EVIDENCE_PACK.SCOPE, scope.code())
                .set(EVIDENCE_PACK.OBJECTIVE, scope instanceof PackScope.OfObjective(var one) ? one.value() : null)
                .set(EVIDENCE_PACK.UNIT, scope instanceof PackScope.OfUnit(var unit) ? unit.value() : null)
                .set(EVIDENCE_PACK.UNITS, values(wanted.units()))
                .set(EVIDENCE_PACK.OBJECTIVES, wanted.objectives())
                .set(EVIDENCE_PACK.AS_OF, wanted.asOf().orElse(null))
                .set(EVIDENCE_PACK.REQUESTED_BY, requestedBy)
                .set(EVIDENCE_PACK.REQUESTED_AT, at)
                .set(EVIDENCE_PACK.STATE, State.QUEUED.code())
                .execute();
        if (scope instanceof PackScope.OfChoice(var chosen))
            sql.insertInto(
                            EVIDENCE_PACK_CHOICE,
                            EVIDENCE_PACK_CHOICE.ORGANIZATION,
                            EVIDENCE_PACK_CHOICE.PACK,
                            EVIDENCE_PACK_CHOICE.OBJECTIVE)
                    .valuesOfRows(chosen.stream()
                            .map(one -> row(organization.value(), id.value(), one.value()))
                            .toList())
                    .execute();
    }

    /**
     * Whether it is still wanted.
     *
     * @param percent 0 to 100
     */
    boolean progress(OrganizationId organization, PackId id, int percent) {
        return sql.update(EVIDENCE_PACK)
                        .set(EVIDENCE_PACK.STATE, State.BUILDING.code())
                        .set(EVIDENCE_PACK.PROGRESS, percent)
                        .where(isOpen(organization, id))
                        .execute()
                == 1;
    }

    /** Whether it was still wanted. */
    boolean finish(OrganizationId organization, PackId id, Finished finished) {
        return sql.update(EVIDENCE_PACK)
                        .set(EVIDENCE_PACK.STATE, State.READY.code())
                        .set(EVIDENCE_PACK.PROGRESS, 100)
                        .set(
                                EVIDENCE_PACK.CHECKPOINT_SIZE,
                                finished.checkpoint().size())
                        .set(
                                EVIDENCE_PACK.CHECKPOINT_ROOT,
                                finished.checkpoint().root().bytes())
                        .set(
                                EVIDENCE_PACK.KEY_FINGERPRINT,
                                finished.checkpoint().keyFingerprint())
                        .set(EVIDENCE_PACK.LENGTH, finished.length())
                        .set(EVIDENCE_PACK.DIGEST, finished.digest().bytes())
                        .set(EVIDENCE_PACK.FINISHED_AT, finished.at())
                        .set(EVIDENCE_PACK.EXPIRES_AT, finished.expires())
                        .where(isOpen(organization, id))
                        .execute()
                == 1;
    }

    void fail(OrganizationId organization, PackId id, String code, Instant at) {
        sql.update(EVIDENCE_PACK)
                .set(EVIDENCE_PACK.STATE, State.FAILED.code())
                .set(EVIDENCE_PACK.FAILURE, code)
                .set(EVIDENCE_PACK.FINISHED_AT, at)
                .where(isOpen(organization, id))
                .execute();
    }

    /** Whether it was on its way until now. */
    boolean cancel(OrganizationId organization, PackId id, Instant at) {
        return sql.update(EVIDENCE_PACK)
                        .set(EVIDENCE_PACK.STATE, State.CANCELLED.code())
                        .set(EVIDENCE_PACK.FINISHED_AT, at)
                        .where(isOpen(organization, id))
                        .execute()
                == 1;
    }

    void putPart(OrganizationId organization, PackId id, int number, byte[] content) {
        Seal.Sealed sealed = seal.close(organization, label(id, number), content);
        sql.insertInto(EVIDENCE_PACK_PART)
                .set(EVIDENCE_PACK_PART.ORGANIZATION, organization.value())
                .set(EVIDENCE_PACK_PART.PACK, id.value())
                .set(EVIDENCE_PACK_PART.NUMBER, number)
                .set(EVIDENCE_PACK_PART.NONCE, sealed.nonce())
                .set(EVIDENCE_PACK_PART.CONTENT, sealed.content())
                .execute();
    }

    /** Empty after the last part. */
    Optional<byte[]> part(OrganizationId organization, PackId id, int number) {
        return sql.select(EVIDENCE_PACK_PART.NONCE, EVIDENCE_PACK_PART.CONTENT)
                .from(EVIDENCE_PACK_PART)
                .where(EVIDENCE_PACK_PART.ORGANIZATION.eq(organization.value()))
                .and(EVIDENCE_PACK_PART.PACK.eq(id.value()))
                .and(EVIDENCE_PACK_PART.NUMBER.eq(number))
                .fetchOptional(
                        row -> seal.open(organization, label(id, number), new Seal.Sealed(row.value1(), row.value2())));
    }

    void deleteParts(OrganizationId organization, PackId id) {
        sql.deleteFrom(EVIDENCE_PACK_PART)
                .where(EVIDENCE_PACK_PART.ORGANIZATION.eq(organization.value()))
                .and(EVIDENCE_PACK_PART.PACK.eq(id.value()))
                .execute();
    }

    /** Returns the number of parts deleted. */
    int deleteExpiredParts(OrganizationId organization, Instant now) {
        return sql.deleteFrom(EVIDENCE_PACK_PART)
                .using(EVIDENCE_PACK)
                .where(EVIDENCE_PACK_PART.ORGANIZATION.eq(organization.value()))
                .and(EVIDENCE_PACK.ORGANIZATION.eq(EVIDENCE_PACK_PART.ORGANIZATION))
                .and(EVIDENCE_PACK.ID.eq(EVIDENCE_PACK_PART.PACK))
                .and(EVIDENCE_PACK.EXPIRES_AT.le(now))
                .execute();
    }

    private static String label(PackId id, int number) {
        return "evidence-pack " + id + " " + number;
    }

    private static Condition isOpen(OrganizationId organization, PackId id) {
        return EVIDENCE_PACK
                .ORGANIZATION
                .eq(organization.value())
                .and(EVIDENCE_PACK.ID.eq(id.value()))
                .and(EVIDENCE_PACK.STATE.in(State.QUEUED.code(), State.BUILDING.code()));
    }

    /** Of one objective, whoever may build its evidence now; of more, whoever may in all their units. */
    private static Condition reachOf(Actor actor) {
        UUID[] reach = values(actor.reach().getOrDefault(Permission.EVIDENCE_BUILD, Set.of()));
        return OBJECTIVE_VERSION
                .UNIT
                .in(reach)
                .or(EVIDENCE_PACK.OBJECTIVE.isNull().and(val(reach).contains(EVIDENCE_PACK.UNITS)));
    }

    private static UUID[] values(Set<UnitId> units) {
        return units.stream().map(UnitId::value).sorted().toArray(UUID[]::new);
    }

    private SelectConditionStep<Record> rows(Condition condition) {
        return sql.select(
                        EVIDENCE_PACK.asterisk(),
                        OBJECTIVE.REFERENCE,
                        OBJECTIVE_VERSION.TITLE,
                        OBJECTIVE_VERSION.UNIT,
                        UNIT.NAME,
                        PERSON.NAME,
                        CHOSEN)
                .from(EVIDENCE_PACK)
                .leftJoin(OBJECTIVE)
                .on(OBJECTIVE.ORGANIZATION.eq(EVIDENCE_PACK.ORGANIZATION))
                .and(OBJECTIVE.ID.eq(EVIDENCE_PACK.OBJECTIVE))
                .leftJoin(OBJECTIVE_VERSION)
                .on(OBJECTIVE_VERSION.ORGANIZATION.eq(OBJECTIVE.ORGANIZATION))
                .and(OBJECTIVE_VERSION.OBJECTIVE.eq(OBJECTIVE.ID))
                .and(OBJECTIVE_VERSION.NUMBER.eq(coalesce(OBJECTIVE.CURRENT_VERSION, OBJECTIVE.LATEST_VERSION)))
                .leftJoin(UNIT)
                .on(UNIT.ORGANIZATION.eq(EVIDENCE_PACK.ORGANIZATION))
                .and(UNIT.ID.eq(EVIDENCE_PACK.UNIT))
                .join(PERSON)
                .on(PERSON.ORGANIZATION.eq(EVIDENCE_PACK.ORGANIZATION))
                .and(PERSON.ID.eq(EVIDENCE_PACK.REQUESTED_BY))
                .where(condition);
    }

    private EvidencePack pack(Record row) {
        Optional<Finished> finished =
                Optional.ofNullable(row.get(EVIDENCE_PACK.EXPIRES_AT)).map(expires -> finished(row, expires));
        State state = State.valueOf(row.get(EVIDENCE_PACK.STATE).toUpperCase(Locale.ROOT));
        boolean expired =
                finished.filter(it -> !it.expires().isAfter(clock.instant())).isPresent();
        PackScope scope = scope(row);
        boolean one = scope instanceof PackScope.OfObjective;
        return new EvidencePack(
                new PackId(row.get(EVIDENCE_PACK.ID)),
                scope,
                one ? row.get(OBJECTIVE.REFERENCE) : "",
                one ? row.get(OBJECTIVE_VERSION.TITLE) : Objects.requireNonNullElse(row.get(UNIT.NAME), ""),
                one
                        ? Set.of(new UnitId(row.get(OBJECTIVE_VERSION.UNIT)))
                        : Arrays.stream(row.get(EVIDENCE_PACK.UNITS))
                                .map(UnitId::new)
                                .collect(Collectors.toSet()),
                row.get(EVIDENCE_PACK.OBJECTIVES),
                Optional.ofNullable(row.get(EVIDENCE_PACK.AS_OF)),
                row.get(EVIDENCE_PACK.REQUESTED_BY),
                row.get(PERSON.NAME),
                row.get(EVIDENCE_PACK.REQUESTED_AT),
                expired ? State.EXPIRED : state,
                row.get(EVIDENCE_PACK.PROGRESS),
                Optional.ofNullable(row.get(EVIDENCE_PACK.FAILURE)).orElse(""),
                finished);
    }

    private static PackScope scope(Record row) {
        return switch (row.get(EVIDENCE_PACK.SCOPE)) {
            case "objective" -> new PackScope.OfObjective(new ObjectiveId(row.get(EVIDENCE_PACK.OBJECTIVE)));
            case "unit" -> new PackScope.OfUnit(new UnitId(row.get(EVIDENCE_PACK.UNIT)));
            case "register" -> new PackScope.OfRegister();
            default ->
                new PackScope.OfChoice(
                        Arrays.stream(row.get(CHOSEN)).map(ObjectiveId::new).collect(Collectors.toSet()));
        };
    }

    private static Finished finished(Record row, Instant expires) {
        return new Finished(
                new SealedUnder(
                        row.get(EVIDENCE_PACK.CHECKPOINT_SIZE),
                        Hash.fromBytes(row.get(EVIDENCE_PACK.CHECKPOINT_ROOT)),
                        row.get(EVIDENCE_PACK.KEY_FINGERPRINT)),
                row.get(EVIDENCE_PACK.LENGTH),
                Hash.fromBytes(row.get(EVIDENCE_PACK.DIGEST)),
                row.get(EVIDENCE_PACK.FINISHED_AT),
                expires);
    }
}
