package sextant.people;

import java.util.UUID;
import org.jooq.Field;

/** What an upper module counts for whoever signed in, read in the statement that finds them. */
public interface CountsForActor {
    Field<Integer> count(Field<UUID> organization, Field<UUID> person);
}
