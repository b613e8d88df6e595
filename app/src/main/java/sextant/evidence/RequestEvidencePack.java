package sextant.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import sextant.objectives.Objective;
import sextant.people.Actor;
import sextant.platform.Ids;
import sextant.platform.database.Transactions;
import sextant.platform.jobs.Jobs;

/** Asks for an evidence pack; some node builds it soon. Or says that nobody waits for it any longer. */
@Component
public class RequestEvidencePack {
    private final EvidencePacks packs;
    private final PackContents contents;
    private final BuildEvidencePack build;
    private final Jobs jobs;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    RequestEvidencePack(
            EvidencePacks packs,
            PackContents contents,
            BuildEvidencePack build,
            Jobs jobs,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.packs = packs;
        this.contents = contents;
        this.build = build;
        this.jobs = jobs;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    public sealed interface Result {
        record Requested(PackId pack) implements Result {}

        /** There was no objective in it at that moment whose evidence this person may build. */
        record Empty() implements Result {}
    }

    /**
     * Whoever asks again while theirs is on its way gets that one.
     *
     * @param asOf a past moment that it shows; empty for the moment it is built
     * @throws sextant.platform.NotFound when there was no such objective or unit then
     * @throws sextant.platform.Forbidden when this person may not build the evidence of an objective it names
     */
    public Result request(Actor actor, PackScope scope, Optional<Instant> asOf) {
        List<Objective> found = contents.of(actor, scope, asOf);
        if (found.isEmpty()) return new Result.Empty();
        return transactions.write(actor.organization(), () -> {
            Optional<PackId> onItsWay = packs.onTheirWay(actor).stream()
                    .filter(pack -> pack.scope().equals(scope) && pack.asOf().equals(asOf))
                    .map(EvidencePack::id)
                    .findFirst();
            if (onItsWay.isPresent()) return new Result.Requested(onItsWay.get());
            PackId pack = new PackId(ids.next());
            packs.add(
                    actor.organization(),
                    pack,
                    new EvidencePacks.Wanted(
                            scope,
                            found.stream().map(PackContents::unitOf).collect(Collectors.toSet()),
                            found.size(),
                            asOf),
                    actor.person().value(),
                    clock.instant());
            jobs.soon(build, BuildEvidencePack.thing(actor.organization(), pack));
            return new Result.Requested(pack);
        });
    }

    /**
     * Whether it was on its way until now. Whoever builds it stops at the next objective, and what it has is deleted.
     *
     * @throws sextant.platform.NotFound when there is no such pack
     * @throws sextant.platform.Forbidden when this person may not see it
     */
    public boolean cancel(Actor actor, PackId id) {
        return transactions.write(actor.organization(), () -> {
            packs.get(actor, id);
            boolean cancelled = packs.cancel(actor.organization(), id, clock.instant());
            // Of a node that died while it kept them; whoever still builds deletes its own when it notices.
            if (cancelled) packs.deleteParts(actor.organization(), id);
            return cancelled;
        });
    }
}
