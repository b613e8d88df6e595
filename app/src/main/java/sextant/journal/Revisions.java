package sextant.journal;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static sextant.schema.Tables.DISCLOSURE;
import static sextant.schema.Tables.JOURNAL_LEAF;
import static sextant.schema.Tables.PENDING_LEAF;
import static sextant.schema.Tables.REVISION;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Row3;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Commitment;
import sextant.ledger.Hash;
import sextant.platform.OrganizationId;
import sextant.platform.SortKey;

/** The journal as it is read: revisions with their disclosed values, by record, by number, or as of a moment. */
@Component
public class Revisions {
    /** A revision in the form the evidence pack holds it. */
    public record Raw(
            RecordRef record,
            int number,
            Instant at,
            byte[] leaf,
            Optional<Long> leafIndex,
            Map<String, byte[]> salts,
            Map<String, String> values) {}

    /** The newest revision of a record, and the hash that stands for exactly its content. */
    public record Head(int number, Hash hash) {}

    /**
     * Which revisions are wanted.
     *
     * @param kinds of their records; empty for all
     * @param after what was recorded at that moment is not wanted, {@code until} what was later than this one
     * @param last where the page before ended, as {@link #key} says
     */
    public record Wanted(
            Set<String> kinds,
            Optional<UUID> author,
            Optional<Instant> after,
            Optional<Instant> until,
            Optional<SortKey> last) {}

    /** How much is recorded: the epoch of the log, and the number of its revisions, those that wait for their leaf included. */
    public record Extent(int epoch, long revisions) {}

    private static final Comparator<Revision> NEWEST_FIRST = Comparator.comparing(Revision::at)
            .thenComparing(one -> one.record().id().toString())
            .thenComparing(one -> one.record().kind())
            .thenComparing(Revision::number)
            .reversed();

    private final DSLContext sql;

    Revisions(DSLContext sql) {
        this.sql = sql;
    }

    /** Newest first. */
    public List<Revision> of(OrganizationId organization, Collection<RecordRef> records) {
        return raw(organization, among(records)).stream()
                .map(Revisions::revision)
                .toList();
    }

    public Optional<Revision> numbered(OrganizationId organization, RecordRef record, int number) {
        return raw(organization, among(List.of(record)).and(REVISION.NUMBER.eq(number))).stream()
                .map(Revisions::revision)
                .findFirst();
    }

    /** The last revision of each record that was recorded at that instant; records that came later are left out. */
    public List<Revision> asOf(OrganizationId organization, Collection<RecordRef> records, Instant moment) {
        var later = REVISION.as("later");
        Condition last = among(records)
                .and(REVISION.AT.le(moment))
                .andNotExists(select(later.NUMBER)
                        .from(later)
                        .where(later.ORGANIZATION.eq(organization.value()))
                        .and(later.KIND.eq(REVISION.KIND))
                        .and(later.ID.eq(REVISION.ID))
                        .and(later.AT.le(moment))
                        .and(later.NUMBER.gt(REVISION.NUMBER)));
        return raw(organization, last).stream().map(Revisions::revision).toList();
    }

    /** The last revision of every record of a kind that was recorded at that instant. */
    public List<Revision> asOf(OrganizationId organization, String kind, Instant moment) {
        var later = REVISION.as("later");
        Condition last = REVISION.KIND
                .eq(kind)
                .and(REVISION.AT.le(moment))
                .andNotExists(select(later.NUMBER)
                        .from(later)
                        .where(later.ORGANIZATION.eq(organization.value()))
                        .and(later.KIND.eq(kind))
                        .and(later.ID.eq(REVISION.ID))
                        .and(later.AT.le(moment))
                        .and(later.NUMBER.gt(REVISION.NUMBER)));
        return raw(organization, last).stream().map(Revisions::revision).toList();
    }

    /** Every record of which something was recorded after the one moment and up to the other. */
    public Set<RecordRef> changed(OrganizationId organization, Instant after, Instant until) {
        return sql.selectDistinct(REVISION.KIND, REVISION.ID)
                .from(REVISION)
                .where(REVISION.ORGANIZATION.eq(organization.value()))
                .and(REVISION.AT.gt(after))
                .and(REVISION.AT.le(until))
                .fetchSet(one -> new RecordRef(one.value1(), one.value2()));
    }

    /**
     * The records of a kind of which something was recorded after a moment. What is not among them is now as it was then: so a
     * past view reads the present first and asks this afterwards, and what was written in between is among them.
     */
    public Set<UUID> changedSince(OrganizationId organization, String kind, Instant moment) {
        return sql.selectDistinct(REVISION.ID)
                .from(REVISION)
                .where(REVISION.ORGANIZATION.eq(organization.value()))
                .and(REVISION.AT.gt(moment))
                .and(REVISION.KIND.eq(kind))
                .fetchSet(REVISION.ID);
    }

    /** That somebody wrote a revision. */
    public record Authored(RecordRef record, int number, Instant at) {}

    /** All that somebody wrote, newest first. */
    public List<Authored> authored(OrganizationId organization, UUID author) {
        return sql.select(REVISION.KIND, REVISION.ID, REVISION.NUMBER, REVISION.AT)
                .from(REVISION)
                .where(REVISION.ORGANIZATION.eq(organization.value()))
                .and(REVISION.AUTHOR.eq(author))
                .orderBy(REVISION.AT.desc(), REVISION.KIND, REVISION.ID, REVISION.NUMBER.desc())
                .fetch(one -> new Authored(new RecordRef(one.value1(), one.value2()), one.value3(), one.value4()));
    }

    /** Every record that has named that id in any of its revisions; whoever wrote them is not named by that. Reads every leaf. */
    public Set<RecordRef> naming(OrganizationId organization, UUID id) {
        Field<String> leaf = field("convert_from({0}, 'UTF8')", String.class, REVISION.LEAF);
        Field<String> content = field("{0}::jsonb ->> 'content'", String.class, leaf);
        return sql.selectDistinct(REVISION.KIND, REVISION.ID)
                .from(REVISION)
                .where(REVISION.ORGANIZATION.eq(organization.value()))
                // Most leaves need not be taken apart.
                .and(leaf.contains(id.toString()))
                .and(content.contains(id.toString()))
                .fetchSet(one -> new RecordRef(one.value1(), one.value2()));
    }

    /** Newest first. */
    public List<Revision> page(OrganizationId organization, Wanted wanted, int most) {
        Condition condition = wanted.kinds().isEmpty() ? noCondition() : REVISION.KIND.in(wanted.kinds());
        if (wanted.author().isPresent())
            condition = condition.and(REVISION.AUTHOR.eq(wanted.author().get()));
        if (wanted.after().isPresent())
            condition = condition.and(REVISION.AT.gt(wanted.after().get()));
        if (wanted.until().isPresent())
            condition = condition.and(REVISION.AT.le(wanted.until().get()));
        if (wanted.last().isPresent())
            condition = condition.and(before(wanted.last().get()));
        // First which, then what stands in them: the disclosures of all others need not be looked up.
        List<Row3<String, UUID, Integer>> found = sql.select(REVISION.KIND, REVISION.ID, REVISION.NUMBER)
                .from(REVISION)
                .where(REVISION.ORGANIZATION.eq(organization.value()))
                .and(condition)
                .orderBy(REVISION.AT.desc(), REVISION.ID.desc(), REVISION.KIND.desc(), REVISION.NUMBER.desc())
                .limit(most)
                .fetch(one -> row(one.value1(), one.value2(), one.value3()));
        return these(organization, found).stream().sorted(NEWEST_FIRST).toList();
    }

    /** The revision before each of these; a first one has none. */
    public Map<RecordRef, Map<Integer, Revision>> before(OrganizationId organization, Collection<Revision> revisions) {
        List<Row3<String, UUID, Integer>> wanted = revisions.stream()
                .filter(one -> one.number() > 1)
                .map(one -> row(one.record().kind(), one.record().id(), one.number() - 1))
                .toList();
        return these(organization, wanted).stream()
                .collect(Collectors.groupingBy(Revision::record, Collectors.toMap(Revision::number, one -> one)));
    }

    /** Where a page of revisions ends. */
    public static SortKey key(Revision one) {
        return new SortKey(
                one.at() + " " + one.record().kind() + " " + one.number(),
                one.record().id());
    }

    private static Condition before(SortKey last) {
        String[] parts = last.value().split(" ");
        try {
            return row(REVISION.AT, REVISION.ID, REVISION.KIND, REVISION.NUMBER)
                    .lessThan(row(Instant.parse(parts[0]), last.id(), parts[1], Integer.valueOf(parts[2])));
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            return falseCondition();
        }
    }

    private List<Revision> these(OrganizationId organization, List<Row3<String, UUID, Integer>> wanted) {
        if (wanted.isEmpty()) return List.of();
        return raw(
                        organization,
                        row(REVISION.KIND, REVISION.ID, REVISION.NUMBER).in(wanted))
                .stream()
                .map(Revisions::revision)
                .toList();
    }

    public List<Raw> rawOf(OrganizationId organization, Collection<RecordRef> records) {
        return raw(organization, among(records));
    }

    /** The leaves from that index on, in the order of the log. */
    public List<Raw> leaves(OrganizationId organization, long from, int most) {
        return raw(organization, JOURNAL_LEAF.LEAF_INDEX.ge(from).and(JOURNAL_LEAF.LEAF_INDEX.lt(from + most))).stream()
                .sorted(Comparator.comparing(one -> one.leafIndex().orElseThrow()))
                .toList();
    }

    /** The newest revision of each record; records without one are left out. */
    public Map<RecordRef, Head> heads(OrganizationId organization, Collection<RecordRef> records) {
        Map<RecordRef, Head> heads = new HashMap<>();
        sql.select(REVISION.KIND, REVISION.ID, REVISION.NUMBER, REVISION.LEAF_HASH)
                .distinctOn(REVISION.KIND, REVISION.ID)
                .from(REVISION)
                .where(REVISION.ORGANIZATION.eq(organization.value()))
                .and(among(records))
                .orderBy(REVISION.KIND, REVISION.ID, REVISION.NUMBER.desc())
                .forEach(one -> heads.put(
                        new RecordRef(one.value1(), one.value2()),
                        new Head(one.value3(), Hash.fromBytes(one.value4()))));
        return heads;
    }

    /** Grows with every write to any record; one statement, so that a leaf is not missed on its way from waiting to numbered. */
    public Extent extent(OrganizationId organization) {
        var last = select(JOURNAL_LEAF.EPOCH, JOURNAL_LEAF.LEAF_INDEX)
                .from(JOURNAL_LEAF)
                .where(JOURNAL_LEAF.ORGANIZATION.eq(organization.value()))
                .orderBy(JOURNAL_LEAF.EPOCH.desc(), JOURNAL_LEAF.LEAF_INDEX.desc())
                .limit(1)
                .asTable("last");
        var waiting = field(selectCount().from(PENDING_LEAF).where(PENDING_LEAF.ORGANIZATION.eq(organization.value())));
        return sql.select(waiting, last.field(JOURNAL_LEAF.EPOCH), last.field(JOURNAL_LEAF.LEAF_INDEX))
                .from(org.jooq.impl.DSL.values(row(1)).as("one"))
                .leftJoin(last)
                .on(org.jooq.impl.DSL.trueCondition())
                .fetchSingle(one -> one.value2() == null
                        ? new Extent(JournalLogs.FIRST_EPOCH, one.value1())
                        : new Extent(one.value2(), one.value3() + 1 + one.value1()));
    }

    private static Condition among(Collection<RecordRef> records) {
        Map<String, List<UUID>> ids = records.stream()
                .collect(
                        Collectors.groupingBy(RecordRef::kind, Collectors.mapping(RecordRef::id, Collectors.toList())));
        // An array for each kind, since a statement takes no more than some thousands of single values.
        return or(ids.entrySet().stream()
                .map(one -> REVISION.KIND
                        .eq(one.getKey())
                        .and(REVISION.ID.eq(any(one.getValue().toArray(UUID[]::new)))))
                .toList());
    }

    private List<Raw> raw(OrganizationId organization, Condition condition) {
        var disclosures = multiset(select(DISCLOSURE.POINTER, DISCLOSURE.SALT, DISCLOSURE.VALUE)
                .from(DISCLOSURE)
                .where(DISCLOSURE.ORGANIZATION.eq(REVISION.ORGANIZATION))
                .and(DISCLOSURE.KIND.eq(REVISION.KIND))
                .and(DISCLOSURE.ID.eq(REVISION.ID))
                .and(DISCLOSURE.NUMBER.eq(REVISION.NUMBER)));
        return sql.select(
                        REVISION.KIND,
                        REVISION.ID,
                        REVISION.NUMBER,
                        REVISION.AT,
                        REVISION.LEAF,
                        JOURNAL_LEAF.LEAF_INDEX,
                        disclosures)
                .from(REVISION)
                .leftJoin(JOURNAL_LEAF)
                .on(JOURNAL_LEAF.ORGANIZATION.eq(REVISION.ORGANIZATION))
                .and(JOURNAL_LEAF.KIND.eq(REVISION.KIND))
                .and(JOURNAL_LEAF.ID.eq(REVISION.ID))
                .and(JOURNAL_LEAF.NUMBER.eq(REVISION.NUMBER))
                .where(REVISION.ORGANIZATION.eq(organization.value()))
                .and(condition)
                .orderBy(REVISION.AT.desc(), REVISION.KIND, REVISION.ID, REVISION.NUMBER.desc())
                .fetch(one -> raw(one, one.value7()));
    }

    private static Raw raw(Record one, Result<? extends Record> disclosures) {
        Map<String, byte[]> salts = new HashMap<>();
        Map<String, String> values = new HashMap<>();
        for (Record disclosure : disclosures) {
            salts.put(disclosure.get(DISCLOSURE.POINTER), disclosure.get(DISCLOSURE.SALT));
            values.put(disclosure.get(DISCLOSURE.POINTER), disclosure.get(DISCLOSURE.VALUE));
        }
        return new Raw(
                new RecordRef(one.get(REVISION.KIND), one.get(REVISION.ID)),
                one.get(REVISION.NUMBER),
                one.get(REVISION.AT),
                one.get(REVISION.LEAF),
                Optional.ofNullable(one.get(JOURNAL_LEAF.LEAF_INDEX)),
                salts,
                values);
    }

    @SuppressWarnings("unchecked") // the envelope's shape is Leaf's
    static Revision revision(Raw raw) {
        Map<String, @Nullable Object> envelope = CanonicalJson.parse(raw.leaf());
        Map<String, @Nullable Object> content =
                (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(envelope.get("content"));
        return new Revision(
                raw.record(),
                raw.number(),
                Instant.parse(String.valueOf(envelope.get("at"))),
                Optional.ofNullable(envelope.get("author")).map(author -> java.util.UUID.fromString(author.toString())),
                java.util.Objects.requireNonNull(disclosed(envelope.get("reason"), "/reason", raw.values())),
                (Map<String, @Nullable Object>)
                        java.util.Objects.requireNonNull(disclosed(content, "/content", raw.values())),
                raw.leafIndex());
    }

    private static @Nullable Object disclosed(@Nullable Object value, String pointer, Map<String, String> values) {
        if (Commitment.isPlaceholder(value)) {
            String text = values.get(pointer);
            return text == null ? Revision.Erased.ERASED : unquoted(text);
        }
        return switch (value) {
            case null -> null;
            case Map<?, ?> nested -> {
                Map<String, @Nullable Object> result = new LinkedHashMap<>();
                nested.forEach((key, one) -> result.put(key.toString(), disclosed(one, pointer + "/" + key, values)));
                yield result;
            }
            case List<?> items -> {
                List<@Nullable Object> result = new ArrayList<>();
                for (Object item : items) result.add(disclosed(item, pointer + "/" + result.size(), values));
                yield result;
            }
            default -> value;
        };
    }

    private static Object unquoted(String canonicalValue) {
        byte[] wrapped = ("{\"v\":" + canonicalValue + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return java.util.Objects.requireNonNull(CanonicalJson.parse(wrapped).get("v"));
    }
}
