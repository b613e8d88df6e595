package sextant.people;

import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static sextant.schema.Tables.TEAM;
import static sextant.schema.Tables.TEAM_MEMBER;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Fields;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.journal.Revisions;
import sextant.platform.Forbidden;
import sextant.platform.Ids;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** People who work together across units. */
@Component
public class Teams {
    public static final String KIND = "team";

    private record AllOf(OrganizationId organization) {}

    private final DSLContext sql;
    private final Journal journal;
    private final Revisions revisions;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Teams(DSLContext sql, Journal journal, Revisions revisions, Transactions transactions, Ids ids, Clock clock) {
        this.sql = sql;
        this.journal = journal;
        this.revisions = revisions;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    public List<Team> all(OrganizationId organization) {
        return Transactions.once(new AllOf(organization), this::all);
    }

    private List<Team> all(AllOf asked) {
        return Transactions.moment()
                .map(moment -> past(asked.organization(), moment))
                .orElseGet(() -> present(asked.organization()));
    }

    private List<Team> past(OrganizationId organization, Instant moment) {
        return revisions.asOf(organization, KIND, moment).stream()
                .map(then -> new Team(
                        new TeamId(then.record().id()),
                        then.text("name"),
                        then.text("purpose"),
                        then.number(),
                        Fields.texts(then.content(), "members").stream()
                                .map(UUID::fromString)
                                .map(PersonId::new)
                                .toList()))
                .sorted(Comparator.comparing(Team::name)
                        .thenComparing(team -> team.id().value()))
                .toList();
    }

    private List<Team> present(OrganizationId organization) {
        var members = multiset(select(TEAM_MEMBER.PERSON)
                        .from(TEAM_MEMBER)
                        .where(TEAM_MEMBER.ORGANIZATION.eq(TEAM.ORGANIZATION))
                        .and(TEAM_MEMBER.TEAM.eq(TEAM.ID)))
                .convertFrom(rows -> rows.map(row -> new PersonId(row.value1())));
        return sql.select(TEAM.ID, TEAM.NAME, TEAM.PURPOSE, TEAM.VERSION, members)
                .from(TEAM)
                .where(TEAM.ORGANIZATION.eq(organization.value()))
                .orderBy(TEAM.NAME, TEAM.ID)
                .collect(Collectors.mapping(
                        row -> new Team(
                                new TeamId(row.value1()), row.value2(), row.value3(), row.value4(), row.value5()),
                        Collectors.toUnmodifiableList()));
    }

    public Team get(OrganizationId organization, TeamId id) {
        return all(organization).stream()
                .filter(team -> team.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound(KIND));
    }

    public TeamId add(Actor actor, String name, String purpose, List<UUID> members) {
        requireManaging(actor);
        TeamId id = new TeamId(ids.next());
        transactions.writing(actor.organization(), () -> {
            sql.insertInto(TEAM)
                    .set(TEAM.ORGANIZATION, actor.organization().value())
                    .set(TEAM.ID, id.value())
                    .set(TEAM.NAME, name)
                    .set(TEAM.PURPOSE, purpose)
                    .set(TEAM.VERSION, 1)
                    .execute();
            record(actor, id, 1, name, purpose, members, "");
        });
        return id;
    }

    /** @throws Stale when the team is no longer at that version */
    public void change(
            Actor actor, TeamId id, int version, String name, String purpose, List<UUID> members, String reason) {
        requireManaging(actor);
        transactions.writing(actor.organization(), () -> {
            get(actor.organization(), id);
            int changed = sql.update(TEAM)
                    .set(TEAM.NAME, name)
                    .set(TEAM.PURPOSE, purpose)
                    .set(TEAM.VERSION, version + 1)
                    .where(TEAM.ORGANIZATION.eq(actor.organization().value()))
                    .and(TEAM.ID.eq(id.value()))
                    .and(TEAM.VERSION.eq(version))
                    .execute();
            if (changed == 0) throw new Stale(KIND);
            sql.deleteFrom(TEAM_MEMBER)
                    .where(TEAM_MEMBER.ORGANIZATION.eq(actor.organization().value()))
                    .and(TEAM_MEMBER.TEAM.eq(id.value()))
                    .execute();
            record(actor, id, version + 1, name, purpose, members, reason);
        });
    }

    private void record(
            Actor actor, TeamId id, int version, String name, String purpose, List<UUID> members, String reason) {
        if (!members.isEmpty()) {
            var insert = sql.insertInto(TEAM_MEMBER, TEAM_MEMBER.ORGANIZATION, TEAM_MEMBER.TEAM, TEAM_MEMBER.PERSON);
            for (UUID member : members)
                insert = insert.values(actor.organization().value(), id.value(), member);
            insert.execute();
        }
        journal.append(
                actor.organization(),
                new RecordRef(KIND, id.value()),
                version,
                clock.instant(),
                actor.person().value(),
                reason,
                Content.of().text("name", name).text("purpose", purpose).ids("members", members));
    }

    private static void requireManaging(Actor actor) {
        if (!actor.may(Permission.UNITS_MANAGE)) throw new Forbidden(Permission.UNITS_MANAGE.code());
    }
}
