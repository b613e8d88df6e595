package sextant.notifications;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static sextant.schema.Tables.NOTIFICATION;

import java.util.UUID;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import sextant.people.CountsForActor;

/** How much of what a person was told is unread, for the frame of every page. */
@Component
class Unread implements CountsForActor {
    /** More is not counted: "99+" says enough. */
    private static final int MOST = 100;

    @Override
    public Field<Integer> count(Field<UUID> organization, Field<UUID> person) {
        return field(selectCount()
                .from(selectOne()
                        .from(NOTIFICATION)
                        .where(NOTIFICATION.ORGANIZATION.eq(organization))
                        .and(NOTIFICATION.PERSON.eq(person))
                        .and(NOTIFICATION.READ_AT.isNull())
                        .limit(MOST)));
    }
}
