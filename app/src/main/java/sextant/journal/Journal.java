package sextant.journal;

import static sextant.schema.Tables.DISCLOSURE;
import static sextant.schema.Tables.PENDING_LEAF;
import static sextant.schema.Tables.REVISION;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.ledger.Hash;
import sextant.platform.OrganizationId;

/** Where repositories append a revision with every write, inside the write's own transaction. */
@Component
public class Journal {
    private final DSLContext sql;
    private final SecureRandom random;

    Journal(DSLContext sql, SecureRandom random) {
        this.sql = sql;
        this.random = random;
    }

    /**
     * @param number the record's version after this write; a second writer of the same number is refused by the database
     * @param author null when the system itself writes
     * @param reason why, in the writer's words; may be empty where the act itself says why
     * @return the leaf's hash: what an approval of this very revision names
     */
    public Hash append(
            OrganizationId organization,
            RecordRef record,
            int number,
            Instant at,
            @Nullable UUID author,
            String reason,
            Content content) {
        Leaf leaf = Leaf.of(organization, record, number, at, author, reason, content, random);
        Hash hash = Hash.ofLeaf(leaf.bytes());
        sql.insertInto(REVISION)
                .set(REVISION.ORGANIZATION, organization.value())
                .set(REVISION.KIND, record.kind())
                .set(REVISION.ID, record.id())
                .set(REVISION.NUMBER, number)
                .set(REVISION.AT, at)
                .set(REVISION.AUTHOR, author)
                .set(REVISION.LEAF, leaf.bytes())
                .set(REVISION.LEAF_HASH, hash.bytes())
                .execute();
        if (!leaf.disclosures().isEmpty()) {
            var insert = sql.insertInto(
                    DISCLOSURE,
                    DISCLOSURE.ORGANIZATION,
                    DISCLOSURE.KIND,
                    DISCLOSURE.ID,
                    DISCLOSURE.NUMBER,
                    DISCLOSURE.POINTER,
                    DISCLOSURE.SALT,
                    DISCLOSURE.VALUE);
            for (Leaf.Disclosure one : leaf.disclosures())
                insert = insert.values(
                        organization.value(),
                        record.kind(),
                        record.id(),
                        number,
                        one.pointer(),
                        one.salt(),
                        one.canonicalValue());
            insert.execute();
        }
        sql.insertInto(PENDING_LEAF)
                .set(PENDING_LEAF.ORGANIZATION, organization.value())
                .set(PENDING_LEAF.KIND, record.kind())
                .set(PENDING_LEAF.ID, record.id())
                .set(PENDING_LEAF.NUMBER, number)
                .set(PENDING_LEAF.LEAF_HASH, hash.bytes())
                .execute();
        return hash;
    }
}
