package sextant.people;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static sextant.schema.Tables.CREDENTIAL;
import static sextant.schema.Tables.PERSON;
import static sextant.schema.Tables.ROLE_GRANT;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.journal.Content;
import sextant.journal.Fields;
import sextant.journal.Journal;
import sextant.journal.RecordRef;
import sextant.journal.Revision;
import sextant.journal.Revisions;
import sextant.platform.NotFound;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** Employees, contractors and externals, with the roles granted to them. */
@Component
public class Persons {
    public static final String KIND = "person";

    private record NamesOf(OrganizationId organization) {}

    private record PastOf(OrganizationId organization, Instant moment) {}

    private final DSLContext sql;
    private final Journal journal;
    private final Revisions revisions;

    Persons(DSLContext sql, Journal journal, Revisions revisions) {
        this.sql = sql;
        this.journal = journal;
        this.revisions = revisions;
    }

    public List<Person> all(OrganizationId organization) {
        return Transactions.moment()
                .map(moment -> past(organization, moment))
                .orElseGet(() -> fetch(PERSON.ORGANIZATION.eq(organization.value())));
    }

    /** Those among these that are persons of the organization, as they are now. */
    public List<Person> among(OrganizationId organization, Collection<PersonId> ids) {
        return fetch(PERSON.ORGANIZATION
                .eq(organization.value())
                .and(PERSON.ID.eq(any(ids.stream().map(PersonId::value).toArray(UUID[]::new)))));
    }

    /** By name. Whether somebody had set a password is not on record: who could sign in counts as somebody who had. */
    private List<Person> past(OrganizationId organization, Instant moment) {
        return Transactions.once(
                new PastOf(organization, moment),
                asked -> known(organization, revisions.asOf(organization, KIND, moment)).stream()
                        .sorted(Comparator.comparing(Person::name)
                                .thenComparing(person -> person.id().value()))
                        .toList());
    }

    /** Whoever was erased since is called what they are called now. */
    private List<Person> known(OrganizationId organization, List<Revision> then) {
        List<Person> found = then.stream().map(Persons::person).toList();
        if (found.stream().noneMatch(person -> person.name().isEmpty())) return found;
        Map<PersonId, String> now =
                presentNames(organization).stream().collect(Collectors.toMap(PersonName::id, PersonName::name));
        return found.stream()
                .map(person -> person.name().isEmpty() ? person.called(now.getOrDefault(person.id(), "")) : person)
                .toList();
    }

    private static Person person(Revision then) {
        return new Person(
                new PersonId(then.record().id()),
                then.text("name"),
                then.text("email"),
                PersonKind.valueOf(then.text("kind").toUpperCase(Locale.ROOT)),
                then.text("language"),
                then.text("time-zone"),
                Fields.flag(then.content(), "active"),
                true,
                then.number(),
                Fields.maps(then.content(), "roles").stream()
                        .filter(grant -> Role.BY_CODE.containsKey(Fields.text(grant, "role")))
                        .map(grant -> new Person.Grant(
                                Objects.requireNonNull(Role.BY_CODE.get(Fields.text(grant, "role"))),
                                new UnitId(UUID.fromString(Fields.text(grant, "unit")))))
                        .sorted(Comparator.comparing(
                                        (Person.Grant grant) -> grant.role().code())
                                .thenComparing(grant -> grant.unit().value()))
                        .toList());
    }

    /** What everybody is called, by name; those who left too. */
    public List<PersonName> names(OrganizationId organization) {
        return Transactions.once(
                new NamesOf(organization),
                asked -> Transactions.moment()
                        .map(moment -> past(organization, moment).stream()
                                .map(person -> new PersonName(person.id(), person.name(), person.active()))
                                .toList())
                        .orElseGet(() -> presentNames(organization)));
    }

    /** What somebody was called as of the moment that this transaction reads; in the present as it was read with the row. */
    public String nameThen(OrganizationId organization, UUID id, String now) {
        if (Transactions.moment().isEmpty()) return now;
        return names(organization).stream()
                .filter(person -> person.id().value().equals(id))
                .map(PersonName::name)
                .findFirst()
                .orElse(now);
    }

    private List<PersonName> presentNames(OrganizationId organization) {
        return sql.select(PERSON.ID, PERSON.NAME, PERSON.ACTIVE)
                .from(PERSON)
                .where(PERSON.ORGANIZATION.eq(organization.value()))
                .orderBy(PERSON.NAME, PERSON.ID)
                .collect(Collectors.mapping(
                        row -> new PersonName(new PersonId(row.value1()), row.value2(), row.value3()),
                        Collectors.toUnmodifiableList()));
    }

    public Person get(OrganizationId organization, PersonId id) {
        List<Person> found = Transactions.moment()
                .map(moment -> past(organization, moment).stream()
                        .filter(person -> person.id().equals(id))
                        .toList())
                .orElseGet(
                        () -> fetch(PERSON.ORGANIZATION.eq(organization.value()).and(PERSON.ID.eq(id.value()))));
        return found.stream().findFirst().orElseThrow(() -> new NotFound(KIND));
    }

    /** The ids among these that are active persons of the organization. */
    public Set<UUID> activeAmong(OrganizationId organization, Set<UUID> ids) {
        if (Transactions.moment().isPresent())
            return names(organization).stream()
                    .filter(PersonName::active)
                    .map(person -> person.id().value())
                    .filter(ids::contains)
                    .collect(Collectors.toSet());
        return sql.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ORGANIZATION.eq(organization.value()))
                .and(PERSON.ID.in(ids))
                .and(PERSON.ACTIVE)
                .fetchSet(Record1::value1);
    }

    /** The ids among these that are nobody's here. */
    public Set<UUID> strangersAmong(OrganizationId organization, Set<UUID> ids) {
        Set<UUID> strangers = new HashSet<>(ids);
        strangers.removeAll(sql.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ORGANIZATION.eq(organization.value()))
                .and(PERSON.ID.in(ids))
                .fetchSet(Record1::value1));
        return strangers;
    }

    boolean emailIsTaken(OrganizationId organization, String email, @Nullable UUID exceptFor) {
        return sql.fetchExists(selectOne()
                .from(PERSON)
                .where(PERSON.ORGANIZATION.eq(organization.value()))
                .and(PERSON.EMAIL.eq(email))
                .and(exceptFor == null ? org.jooq.impl.DSL.noCondition() : PERSON.ID.ne(exceptFor)));
    }

    void add(OrganizationId organization, UUID id, PersonDetails person, @Nullable UUID author, Instant at) {
        sql.insertInto(PERSON)
                .set(PERSON.ORGANIZATION, organization.value())
                .set(PERSON.ID, id)
                .set(PERSON.NAME, person.name())
                .set(PERSON.EMAIL, person.email())
                .set(PERSON.KIND, person.kind().code())
                .set(PERSON.LANGUAGE, person.language())
                .set(PERSON.TIME_ZONE, person.timeZone())
                .set(PERSON.ACTIVE, person.active())
                .set(PERSON.VERSION, 1)
                .execute();
        grant(organization, id, person.grants(), author, at);
        journal.append(organization, new RecordRef(KIND, id), 1, at, author, "", content(person));
    }

    /** @throws Stale when the person's record is no longer at that version */
    void change(
            OrganizationId organization,
            PersonId id,
            int version,
            PersonDetails person,
            UUID author,
            String reason,
            Instant at) {
        int changed = sql.update(PERSON)
                .set(PERSON.NAME, person.name())
                .set(PERSON.EMAIL, person.email())
                .set(PERSON.KIND, person.kind().code())
                .set(PERSON.LANGUAGE, person.language())
                .set(PERSON.TIME_ZONE, person.timeZone())
                .set(PERSON.ACTIVE, person.active())
                .set(PERSON.VERSION, version + 1)
                .where(PERSON.ORGANIZATION.eq(organization.value()))
                .and(PERSON.ID.eq(id.value()))
                .and(PERSON.VERSION.eq(version))
                .execute();
        if (changed == 0) throw new Stale(KIND);
        sql.deleteFrom(ROLE_GRANT)
                .where(ROLE_GRANT.ORGANIZATION.eq(organization.value()))
                .and(ROLE_GRANT.PERSON.eq(id.value()))
                .execute();
        grant(organization, id.value(), person.grants(), author, at);
        journal.append(organization, new RecordRef(KIND, id.value()), version + 1, at, author, reason, content(person));
    }

    private void grant(
            OrganizationId organization, UUID person, Set<Person.Grant> grants, @Nullable UUID author, Instant at) {
        if (grants.isEmpty()) return;
        var insert = sql.insertInto(
                ROLE_GRANT,
                ROLE_GRANT.ORGANIZATION,
                ROLE_GRANT.PERSON,
                ROLE_GRANT.ROLE,
                ROLE_GRANT.UNIT,
                ROLE_GRANT.GRANTED_AT,
                ROLE_GRANT.GRANTED_BY);
        for (Person.Grant grant : grants)
            insert = insert.values(
                    organization.value(),
                    person,
                    grant.role().code(),
                    grant.unit().value(),
                    at,
                    author);
        insert.execute();
    }

    private List<Person> fetch(Condition condition) {
        return page(condition, PERSON.NAME, List.of(PERSON.NAME.asc(), PERSON.ID.asc()), Integer.MAX_VALUE).stream()
                .map(PersonRegister.Line::person)
                .toList();
    }

    List<PersonRegister.Line> page(Condition condition, Field<String> key, List<SortField<?>> order, int most) {
        var grants = multiset(select(ROLE_GRANT.ROLE, ROLE_GRANT.UNIT)
                        .from(ROLE_GRANT)
                        .where(ROLE_GRANT.ORGANIZATION.eq(PERSON.ORGANIZATION))
                        .and(ROLE_GRANT.PERSON.eq(PERSON.ID))
                        .orderBy(ROLE_GRANT.ROLE, ROLE_GRANT.UNIT))
                .convertFrom(rows -> rows.map(Persons::grantOf));
        var hasPassword = field(exists(selectOne()
                .from(CREDENTIAL)
                .where(CREDENTIAL.ORGANIZATION.eq(PERSON.ORGANIZATION))
                .and(CREDENTIAL.PERSON.eq(PERSON.ID))));
        return sql.select(
                        PERSON.ID,
                        PERSON.NAME,
                        PERSON.EMAIL,
                        PERSON.KIND,
                        PERSON.LANGUAGE,
                        PERSON.TIME_ZONE,
                        PERSON.ACTIVE,
                        hasPassword,
                        PERSON.VERSION,
                        grants,
                        key)
                .from(PERSON)
                .where(condition)
                .orderBy(order)
                .limit(most)
                .fetch(row -> new PersonRegister.Line(
                        new Person(
                                new PersonId(row.value1()),
                                row.value2(),
                                row.value3(),
                                PersonKind.valueOf(row.value4().toUpperCase(Locale.ROOT)),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8(),
                                row.value9(),
                                row.value10()),
                        new SortKey(row.value11(), row.value1())));
    }

    private static Person.Grant grantOf(Record2<String, UUID> row) {
        return new Person.Grant(
                java.util.Objects.requireNonNull(Role.BY_CODE.get(row.value1())), new UnitId(row.value2()));
    }

    private static Content content(PersonDetails person) {
        return Content.of()
                .text("name", person.name())
                .text("email", person.email())
                .plain("kind", person.kind().code())
                .plain("language", person.language())
                .plain("time-zone", person.timeZone())
                .plain("active", person.active())
                .list(
                        "roles",
                        person.grants().stream()
                                .sorted(java.util.Comparator.comparing(Person.Grant::role)
                                        .thenComparing(grant -> grant.unit().value()))
                                .map(grant -> Content.of()
                                        .plain("id", grant.role().code() + "@" + grant.unit())
                                        .plain("role", grant.role().code())
                                        .plain("unit", grant.unit().value()))
                                .toList());
    }
}
