package sextant.journal;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sextant.ledger.CanonicalJson;
import sextant.ledger.Commitment;
import sextant.platform.OrganizationId;

/** The envelope that is hashed as one leaf, and the disclosures of its commitments. */
record Leaf(byte[] bytes, List<Disclosure> disclosures) {
    /** @param pointer RFC 6901, into the envelope */
    record Disclosure(String pointer, byte[] salt, String canonicalValue) {}

    static Leaf of(
            OrganizationId organization,
            RecordRef record,
            int number,
            Instant at,
            @Nullable UUID author,
            String reason,
            Content content,
            SecureRandom random) {
        List<Disclosure> disclosures = new ArrayList<>();
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("organization", organization.toString());
        envelope.put("record", Map.of("kind", record.kind(), "id", record.id().toString()));
        envelope.put("number", number);
        envelope.put("at", DateTimeFormatter.ISO_INSTANT.format(at));
        envelope.put("author", author == null ? null : author.toString());
        envelope.put(
                "reason",
                reason.isEmpty() ? "" : committed(new Content.Committed(reason), "/reason", disclosures, random));
        envelope.put("content", map(content.fields(), "/content", disclosures, random));
        return new Leaf(CanonicalJson.bytes(envelope), List.copyOf(disclosures));
    }

    private static Map<String, @Nullable Object> map(
            Map<String, @Nullable Object> fields, String pointer, List<Disclosure> disclosures, SecureRandom random) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        fields.forEach((field, value) -> result.put(field, value(value, pointer + "/" + field, disclosures, random)));
        return result;
    }

    @SuppressWarnings("unchecked") // Content nests nothing but its own maps and lists
    private static @Nullable Object value(
            @Nullable Object value, String pointer, List<Disclosure> disclosures, SecureRandom random) {
        return switch (value) {
            case null -> null;
            case Content.Committed committed -> committed(committed, pointer, disclosures, random);
            case Map<?, ?> nested -> map((Map<String, @Nullable Object>) nested, pointer, disclosures, random);
            case List<?> items -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (Object item : items) list.add(value(item, pointer + "/" + list.size(), disclosures, random));
                yield list;
            }
            default -> value;
        };
    }

    private static Map<String, @Nullable Object> committed(
            Content.Committed committed, String pointer, List<Disclosure> disclosures, SecureRandom random) {
        byte[] salt = new byte[Commitment.SALT_LENGTH];
        random.nextBytes(salt);
        disclosures.add(new Disclosure(
                pointer,
                salt,
                new String(CanonicalJson.valueBytes(committed.value()), java.nio.charset.StandardCharsets.UTF_8)));
        return new Commitment(salt, committed.value()).placeholder();
    }
}
