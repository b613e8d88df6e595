package sextant.documents;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.objectives.Objective;
import sextant.objectives.ObjectiveId;
import sextant.objectives.Objectives;
import sextant.people.Actor;
import sextant.people.Permission;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.Jobs;

/** Asks for the evidence pack of an objective; some node builds it soon. */
@Component
public class RequestEvidencePack {
    private final EvidencePacks packs;
    private final Objectives objectives;
    private final BuildEvidencePack build;
    private final Jobs jobs;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    RequestEvidencePack(
            EvidencePacks packs,
            Objectives objectives,
            BuildEvidencePack build,
            Jobs jobs,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.packs = packs;
        this.objectives = objectives;
        this.build = build;
        this.jobs = jobs;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Whoever asks again while theirs is on its way gets that one.
     *
     * @throws sextant.platform.NotFound when there is no such objective
     * @throws sextant.platform.Forbidden when this person may not build its evidence
     */
    public PackId request(Actor actor, ObjectiveId id) {
        return transactions.write(actor.organization(), () -> {
            Objective objective = objectives.get(actor.organization(), id);
            actor.require(Permission.EVIDENCE_BUILD, objective.shown().content().unit());
            Optional<PackId> onItsWay = packs.newest(actor, Optional.of(id), 10).stream()
                    .filter(pack -> pack.state().isOpen()
                            && pack.requestedBy().equals(actor.person().value()))
                    .map(EvidencePack::id)
                    .findFirst();
            if (onItsWay.isPresent()) return onItsWay.get();
            PackId pack = new PackId(ids.next());
            packs.add(actor.organization(), pack, id, actor.person().value(), clock.instant());
            jobs.soon(build, BuildEvidencePack.thing(actor.organization(), pack));
            return pack;
        });
    }
}
