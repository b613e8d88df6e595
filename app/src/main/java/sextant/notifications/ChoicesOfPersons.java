package sextant.notifications;

import static sextant.schema.Tables.NOTIFICATION_CHOICE;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import sextant.ledger.CanonicalJson;
import sextant.people.Actor;
import sextant.people.PersonId;
import sextant.platform.OrganizationId;
import sextant.platform.Stale;
import sextant.platform.database.Transactions;

/** How people want to be told; everybody decides it about themselves. */
@Component
public class ChoicesOfPersons {
    private static final String KIND = "notification-choice";

    private final DSLContext sql;
    private final Transactions transactions;

    ChoicesOfPersons(DSLContext sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    public Choices of(OrganizationId organization, PersonId person) {
        return sql.selectFrom(NOTIFICATION_CHOICE)
                .where(NOTIFICATION_CHOICE.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION_CHOICE.PERSON.eq(person.value()))
                .fetchOptional(row -> new Choices(row.getVersion(), row.getDigestHour(), ways(row.getWays())))
                .orElse(Choices.USUAL);
    }

    /**
     * What was told before goes the way that was chosen then.
     *
     * @param changed with the version that was read
     * @throws Stale when they are no longer at that version
     */
    public Choices change(Actor actor, Choices changed) {
        Choices next = new Choices(changed.version() + 1, changed.digestHour(), changed.ways());
        return transactions.write(actor.organization(), () -> {
            int rows = changed.version() == 0 ? add(actor, next) : replace(actor, changed.version(), next);
            if (rows == 0) throw new Stale(KIND);
            return next;
        });
    }

    private int add(Actor actor, Choices next) {
        return sql.insertInto(NOTIFICATION_CHOICE)
                .set(NOTIFICATION_CHOICE.ORGANIZATION, actor.organization().value())
                .set(NOTIFICATION_CHOICE.PERSON, actor.person().value())
                .set(NOTIFICATION_CHOICE.VERSION, next.version())
                .set(NOTIFICATION_CHOICE.DIGEST_HOUR, next.digestHour())
                .set(NOTIFICATION_CHOICE.WAYS, json(next.ways()))
                .onConflictDoNothing()
                .execute();
    }

    private int replace(Actor actor, int version, Choices next) {
        return sql.update(NOTIFICATION_CHOICE)
                .set(NOTIFICATION_CHOICE.VERSION, next.version())
                .set(NOTIFICATION_CHOICE.DIGEST_HOUR, next.digestHour())
                .set(NOTIFICATION_CHOICE.WAYS, json(next.ways()))
                .where(NOTIFICATION_CHOICE.ORGANIZATION.eq(actor.organization().value()))
                .and(NOTIFICATION_CHOICE.PERSON.eq(actor.person().value()))
                .and(NOTIFICATION_CHOICE.VERSION.eq(version))
                .execute();
    }

    void deleteOf(OrganizationId organization, PersonId person) {
        sql.deleteFrom(NOTIFICATION_CHOICE)
                .where(NOTIFICATION_CHOICE.ORGANIZATION.eq(organization.value()))
                .and(NOTIFICATION_CHOICE.PERSON.eq(person.value()))
                .execute();
    }

    private static JSONB json(Map<Matter, Way> ways) {
        Map<String, String> codes = new TreeMap<>();
        ways.forEach((matter, way) -> codes.put(matter.code(), way.code()));
        return JSONB.valueOf(new String(CanonicalJson.bytes(codes), StandardCharsets.UTF_8));
    }

    static Map<Matter, Way> ways(JSONB json) {
        Map<Matter, Way> ways = new EnumMap<>(Matter.class);
        CanonicalJson.parse(json.data().getBytes(StandardCharsets.UTF_8)).forEach((code, chosen) -> {
            Matter matter = Matter.BY_CODE.get(code);
            Way way = Way.BY_CODE.get(String.valueOf(chosen));
            if (matter != null && way != null) ways.put(matter, way);
        });
        return ways;
    }
}
