package sextant.people;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import sextant.platform.Forbidden;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.database.Transactions;

/** Adds and changes persons and the roles granted to them. */
@Component
public class ManagePersons {
    public sealed interface Result {
        /** @param invitation the secret of the link that sets the password, for a new person; else empty */
        record Saved(PersonId person, int version, String invitation) implements Result {}

        record EmailTaken() implements Result {}

        /** Nobody comes back from that. */
        record Erased() implements Result {}

        /** Somebody must stay who can let people in. */
        record LastAdministrator() implements Result {}
    }

    private final Persons persons;
    private final Units units;
    private final Invitations invitations;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    ManagePersons(
            Persons persons, Units units, Invitations invitations, Transactions transactions, Ids ids, Clock clock) {
        this.persons = persons;
        this.units = units;
        this.invitations = invitations;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    public Result add(Actor actor, PersonDetails person) {
        requireManaging(actor);
        return transactions.write(actor.organization(), () -> {
            requireGrantable(actor, person.grants());
            if (persons.emailIsTaken(actor.organization(), person.email(), null)) return new Result.EmailTaken();
            PersonId id = new PersonId(ids.next());
            persons.add(actor.organization(), id.value(), person, actor.person().value(), clock.instant());
            String secret = ids.secret();
            invitations.create(actor.organization(), id, secret);
            return new Result.Saved(id, 1, secret);
        });
    }

    public Result change(Actor actor, PersonId id, int version, PersonDetails person, String reason) {
        requireManaging(actor);
        return transactions.write(actor.organization(), () -> {
            units.lockTree(actor.organization());
            Person now = persons.get(actor.organization(), id);
            if (ErasePerson.isErased(now.email())) return new Result.Erased();
            Set<Person.Grant> changed = symmetricDifference(Set.copyOf(now.grants()), person.grants());
            requireGrantable(actor, changed);
            if (persons.emailIsTaken(actor.organization(), person.email(), id.value())) return new Result.EmailTaken();
            if (isLastAdministrator(actor, id, person)) return new Result.LastAdministrator();
            persons.change(
                    actor.organization(), id, version, person, actor.person().value(), reason, clock.instant());
            return new Result.Saved(id, version + 1, "");
        });
    }

    private static void requireManaging(Actor actor) {
        if (!actor.may(Permission.PERSONS_MANAGE)) throw new Forbidden(Permission.PERSONS_MANAGE.code());
    }

    /** Each grant that comes or goes needs the permission to grant on its unit. */
    private void requireGrantable(Actor actor, Set<Person.Grant> grants) {
        if (grants.isEmpty()) return;
        Set<UnitId> known = new HashSet<>();
        units.tree(actor.organization()).forEach(unit -> known.add(unit.id()));
        for (Person.Grant grant : grants) {
            if (!known.contains(grant.unit())) throw new NotFound("unit");
            actor.require(Permission.ROLES_GRANT, grant.unit());
        }
    }

    private boolean isLastAdministrator(Actor actor, PersonId id, PersonDetails person) {
        List<Unit> tree = units.tree(actor.organization());
        Person.Grant onRoot =
                new Person.Grant(Role.ADMINISTRATOR, tree.getFirst().id());
        boolean stays = person.active() && person.grants().contains(onRoot);
        return !stays
                && persons.all(actor.organization()).stream()
                        .filter(other -> !other.id().equals(id))
                        .noneMatch(other -> other.active() && other.grants().contains(onRoot));
    }

    private static Set<Person.Grant> symmetricDifference(Set<Person.Grant> one, Set<Person.Grant> other) {
        Set<Person.Grant> difference = new HashSet<>(one);
        difference.addAll(other);
        difference.removeIf(grant -> one.contains(grant) && other.contains(grant));
        return difference;
    }
}
