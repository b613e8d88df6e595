package sextant.people;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;

/** Adds, renames and moves functions and levels. */
@Component
public class ManageUnits {
    public sealed interface Result {
        record Saved(UnitId unit, int version) implements Result {}

        /** A unit cannot come under itself or under one of its own units. */
        record WouldCircle() implements Result {}

        /** The root stays the root: it is the organization itself. */
        record RootStays() implements Result {}
    }

    private final Units units;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    ManageUnits(Units units, Transactions transactions, Ids ids, Clock clock) {
        this.units = units;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    public Result.Saved add(Actor actor, UnitDetails unit) {
        UnitId parent = unit.parent().orElseThrow(() -> new IllegalArgumentException("only setup makes a root"));
        actor.require(Permission.UNITS_MANAGE, parent);
        UnitId id = new UnitId(ids.next());
        transactions.writing(actor.organization(), () -> {
            units.get(actor.organization(), parent);
            units.add(actor.organization(), id.value(), unit, actor.person().value(), clock.instant());
        });
        return new Result.Saved(id, 1);
    }

    public Result change(Actor actor, UnitId id, int version, UnitDetails unit, String reason) {
        return transactions.write(actor.organization(), () -> {
            units.lockTree(actor.organization());
            List<Unit> tree = units.tree(actor.organization());
            Unit now = find(tree, id).orElseThrow(() -> new NotFound("unit"));
            actor.require(Permission.UNITS_MANAGE, id);
            if (now.parent().isEmpty() != unit.parent().isEmpty()) return new Result.RootStays();
            if (unit.parent().isPresent()) {
                UnitId parent = unit.parent().get();
                if (find(tree, parent).isEmpty()) throw new NotFound("unit");
                if (!unit.parent().equals(now.parent())) actor.require(Permission.UNITS_MANAGE, parent);
                if (isAtOrBelow(tree, parent, id)) return new Result.WouldCircle();
            }
            UnitDetails saved = now.parent().isEmpty()
                    ? new UnitDetails(unit.name(), UnitKind.ORGANIZATION, unit.relevant(), Optional.empty())
                    : unit;
            units.change(
                    actor.organization(), id, version, saved, actor.person().value(), reason, clock.instant());
            return new Result.Saved(id, version + 1);
        });
    }

    private static Optional<Unit> find(List<Unit> tree, UnitId id) {
        return tree.stream().filter(unit -> unit.id().equals(id)).findFirst();
    }

    private static boolean isAtOrBelow(List<Unit> tree, UnitId unit, UnitId ancestor) {
        Optional<UnitId> at = Optional.of(unit);
        while (at.isPresent()) {
            if (at.get().equals(ancestor)) return true;
            at = find(tree, at.get()).flatMap(Unit::parent);
        }
        return false;
    }
}
