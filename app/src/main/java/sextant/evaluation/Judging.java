package sextant.evaluation;

import static sextant.schema.Routines.organizationsWithStaleVerdicts;
import static sextant.schema.Tables.ORGANIZATION;
import static sextant.schema.Tables.STALE_VERDICT;
import static sextant.schema.Tables.VERDICT;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import sextant.measurement.DefineKpi;
import sextant.notifications.Fact;
import sextant.notifications.Matter;
import sextant.notifications.News;
import sextant.notifications.Tell;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveChanged;
import sextant.objectives.ObjectiveContent;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Keeps the verdicts current: marks what a write touches, and judges stale and expired ones again on whichever node is free. */
@Component
public class Judging implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Judging.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final int AT_ONCE = 100;

    private final DSLContext sql;
    private final Transactions transactions;
    private final Objectives objectives;
    private final Verdicts verdicts;
    private final Judge judge;
    private final Tell tell;
    private final Clock clock;
    private volatile boolean running;
    private volatile Thread thread = new Thread();

    Judging(
            DSLContext sql,
            Transactions transactions,
            Objectives objectives,
            Verdicts verdicts,
            Judge judge,
            Tell tell,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.objectives = objectives;
        this.verdicts = verdicts;
        this.judge = judge;
        this.tell = tell;
        this.clock = clock;
    }

    @EventListener
    void on(DefineKpi.KpiChanged change) {
        verdicts.markStale(change.organization(), objectives.using(change.organization(), change.kpi()));
    }

    @EventListener
    void on(ObjectiveChanged change) {
        verdicts.markStale(change.organization(), List.of(change.objective()));
    }

    /** Judges all that is stale or expired. Returns the number of objectives judged. */
    public int judge(OrganizationId organization) {
        int done = 0;
        int now;
        do {
            now = transactions.write(organization, () -> judgeSome(organization));
            done += now;
        } while (now >= AT_ONCE);
        return done;
    }

    private int judgeSome(OrganizationId organization) {
        Instant now = clock.instant();
        var tickets = sql.select(STALE_VERDICT.TICKET, STALE_VERDICT.OBJECTIVE)
                .from(STALE_VERDICT)
                .where(STALE_VERDICT.ORGANIZATION.eq(organization.value()))
                .orderBy(STALE_VERDICT.TICKET)
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        Set<UUID> ids = new LinkedHashSet<>(tickets.getValues(STALE_VERDICT.OBJECTIVE));
        ids.addAll(sql.select(VERDICT.OBJECTIVE)
                .from(VERDICT)
                .where(VERDICT.ORGANIZATION.eq(organization.value()))
                .and(VERDICT.HELD_TO.isNull())
                .and(VERDICT.VALID_UNTIL.le(now))
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch(VERDICT.OBJECTIVE));
        if (ids.isEmpty()) return 0;
        ZoneId zone = ZoneId.of(sql.select(ORGANIZATION.TIME_ZONE)
                .from(ORGANIZATION)
                .where(ORGANIZATION.ID.eq(organization.value()))
                .fetchSingle(ORGANIZATION.TIME_ZONE));
        Map<Objective, Objective.Version> versions = new LinkedHashMap<>();
        for (Objective objective : objectives.among(
                organization, ids.stream().map(ObjectiveId::new).toList()))
            if (Verdicts.isJudged(objective)) versions.put(objective, objective.shown());
        tell(
                organization,
                versions,
                verdicts.hold(organization, judge.judge(organization, zone, versions, now), now),
                now);
        if (!tickets.isEmpty())
            sql.deleteFrom(STALE_VERDICT)
                    .where(STALE_VERDICT.ORGANIZATION.eq(organization.value()))
                    .and(STALE_VERDICT.TICKET.in(tickets.getValues(STALE_VERDICT.TICKET)))
                    .execute();
        return tickets.size();
    }

    /** Their owners. */
    private void tell(
            OrganizationId organization,
            Map<Objective, Objective.Version> versions,
            List<Verdicts.Changed> changed,
            Instant now) {
        if (changed.isEmpty()) return;
        Map<ObjectiveId, Objective> known =
                versions.keySet().stream().collect(Collectors.toMap(Objective::id, one -> one));
        tell.tell(
                organization,
                changed.stream()
                        .map(one -> telling(Objects.requireNonNull(known.get(one.objective())), one, now))
                        .toList());
    }

    private static Tell.Telling telling(Objective objective, Verdicts.Changed changed, Instant now) {
        ObjectiveContent content = objective.shown().content();
        return new Tell.Telling(
                content.owner().map(Set::of).orElse(Set.of()),
                new News(
                        Matter.STATUS,
                        "status-changed",
                        "status-changed/" + objective.id() + "/" + now,
                        "/objectives/" + objective.id(),
                        List.of(
                                Fact.text(objective.reference()),
                                Fact.text(content.title()),
                                new Fact.Choice("status", changed.after().code()),
                                new Fact.Choice("status", changed.before().code())),
                        ""));
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("judging").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                waiting().forEach(organization -> judge(new OrganizationId(organization)));
            } catch (RuntimeException failure) {
                if (running) LOG.warn("judging will be tried again: {}", failure.toString());
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    private List<UUID> waiting() {
        return transactions.acrossOrganizations(() -> new ArrayList<>(
                sql.selectFrom(organizationsWithStaleVerdicts(clock.instant())).fetchInto(UUID.class)));
    }
}
