package sextant.measurement;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.people.PersonId;
import sextant.people.Persons;
import sextant.people.Units;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.database.Transactions;

/** Defines and changes KPIs. */
@Component
public class DefineKpi {
    /** Something that verdicts rest on changed: the KPI's definition, or its measurements. */
    public record KpiChanged(OrganizationId organization, KpiId kpi) {}

    public sealed interface Result {
        record Saved(KpiId kpi, int version) implements Result {}

        record ReferenceTaken() implements Result {}

        /** Somebody named in it is no active person here. */
        record NoSuchPerson() implements Result {}
    }

    private final Kpis kpis;
    private final Units units;
    private final Persons persons;
    private final Transactions transactions;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    DefineKpi(
            Kpis kpis,
            Units units,
            Persons persons,
            Transactions transactions,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.kpis = kpis;
        this.units = units;
        this.persons = persons;
        this.transactions = transactions;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    public Result add(Actor actor, Kpi.Definition kpi) {
        actor.require(Permission.KPIS_DEFINE, kpi.unit());
        return transactions.write(actor.organization(), () -> {
            KpiId id = new KpiId(ids.next());
            if (kpis.referenceIsTaken(actor.organization(), kpi.reference(), id)) return new Result.ReferenceTaken();
            if (namesAStranger(actor, kpi)) return new Result.NoSuchPerson();
            kpis.add(actor.organization(), id, kpi, actor.person().value(), "", clock.instant());
            return new Result.Saved(id, 1);
        });
    }

    public Result change(Actor actor, KpiId id, int version, Kpi.Definition kpi, boolean retired, String reason) {
        return transactions.write(actor.organization(), () -> {
            Kpi now = kpis.get(actor.organization(), id);
            actor.require(Permission.KPIS_DEFINE, now.definition().unit());
            actor.require(Permission.KPIS_DEFINE, kpi.unit());
            if (kpis.referenceIsTaken(actor.organization(), kpi.reference(), id)) return new Result.ReferenceTaken();
            if (namesAStranger(actor, kpi)) return new Result.NoSuchPerson();
            kpis.change(
                    actor.organization(),
                    id,
                    version,
                    kpi,
                    retired,
                    actor.person().value(),
                    reason,
                    clock.instant());
            events.publishEvent(new KpiChanged(actor.organization(), id));
            return new Result.Saved(id, version + 1);
        });
    }

    private boolean namesAStranger(Actor actor, Kpi.Definition kpi) {
        boolean unitKnown = units.tree(actor.organization()).stream()
                .anyMatch(unit -> unit.id().equals(kpi.unit()));
        if (!unitKnown) throw new NotFound("unit");
        Set<UUID> named = new HashSet<>();
        kpi.measuredBy().map(PersonId::value).ifPresent(named::add);
        kpi.analysedBy().map(PersonId::value).ifPresent(named::add);
        kpi.receivedBy().forEach(person -> named.add(person.value()));
        return !persons.activeAmong(actor.organization(), named).containsAll(named);
    }
}
