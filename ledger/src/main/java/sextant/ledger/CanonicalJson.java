package sextant.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON in the one spelling that is hashed (RFC 8785). Of its numbers only integers within ±(2^53 − 1) are taken, which
 * every reader holds exactly; decimals travel as strings. A parsed object holds String, Boolean, Long, null, List and
 * Map, and can always be written again.
 */
public final class CanonicalJson {
    /** 2^53 − 1, the largest integer that RFC 8785 guarantees to survive. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    public static final int MAX_DEPTH = 64;
    public static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_BYTES)
                    .maxNameLength(1024 * 1024)
                    .maxNumberLength(32)
                    .build())
            .build();

    private CanonicalJson() {}

    /**
     * The canonical bytes of an object. A value of another type, a number out of range or nesting beyond
     * {@value #MAX_DEPTH} is an IllegalArgumentException; text with half of a surrogate pair, which no UTF-8 can carry,
     * is {@link Malformed}.
     */
    public static byte[] bytes(Map<String, ? extends @Nullable Object> object) {
        return valueBytes(object);
    }

    /** As {@link #bytes}, for any JSON value. */
    public static byte[] valueBytes(@Nullable Object value) {
        // The library takes only an object or a list at the top; a list of one has the same bytes between brackets.
        StringBuilder json = new StringBuilder().append('[');
        write(value, json, 0);
        json.append(']');
        byte[] list;
        try {
            list = new JsonCanonicalizer(json.toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalStateException("well-formed JSON was not understood", e);
        }
        return Arrays.copyOfRange(list, 1, list.length - 1);
    }

    /** Any spelling of a JSON object; duplicate keys, other numbers than integers, and excess are refused. */
    public static Map<String, @Nullable Object> parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) throw new Malformed("JSON is longer than " + MAX_BYTES + " bytes");
        // Decoded here because Jackson would guess among five encodings.
        String text = Utf8.decode(bytes);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw new Malformed("expected a JSON object");
            Map<String, @Nullable Object> object = readObject(parser);
            if (parser.nextToken() != null) throw new Malformed("text after the end of the JSON object");
            return object;
        } catch (JacksonException e) {
            throw new Malformed("not acceptable JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** As {@link #parse}, and refuses bytes that are not the canonical spelling of what they say. */
    public static Map<String, @Nullable Object> parseCanonical(byte[] bytes) {
        if (bytes.length > MAX_BYTES) throw new Malformed("JSON is longer than " + MAX_BYTES + " bytes");
        CanonicalScan.object(bytes, 0, bytes.length);
        return parse(bytes);
    }

    private static Map<String, @Nullable Object> readObject(JsonParser parser) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            parser.nextToken();
            object.put(name, readValue(parser));
        }
        return object;
    }

    private static @Nullable Object readValue(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) list.add(readValue(parser));
                yield list;
            }
            case VALUE_STRING -> wellFormed(parser.getString());
            case VALUE_NUMBER_INT -> {
                String digits = parser.getString();
                if (digits.length() > 17) throw new Malformed("integer beyond 2^53 - 1");
                long number = Long.parseLong(digits);
                if (Math.abs(number) > MAX_INTEGER) throw new Malformed("integer beyond 2^53 - 1");
                yield number;
            }
            case VALUE_NUMBER_FLOAT -> throw new Malformed("a decimal or exponent as a number; decimals are strings");
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new Malformed("JSON ended in the middle of a value");
        };
    }

    private static String wellFormed(String text) {
        if (hasLoneSurrogate(text)) throw new Malformed("text holds half of a surrogate pair");
        return text;
    }

    static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) continue;
            if (Character.isLowSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))
                return true;
            i++;
        }
        return false;
    }

    private static void write(@Nullable Object value, StringBuilder json, int depth) {
        if (depth > MAX_DEPTH) throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH);
        switch (value) {
            case null -> json.append("null");
            case String text -> writeText(text, json);
            case Boolean flag -> json.append(flag.booleanValue());
            case Integer number -> json.append(number.intValue());
            case Long number -> {
                if (number < -MAX_INTEGER || number > MAX_INTEGER)
                    throw new IllegalArgumentException("integer beyond 2^53 - 1: " + number);
                json.append(number.longValue());
            }
            case List<?> list -> {
                String comma = "";
                json.append('[');
                for (Object element : list) {
                    json.append(comma);
                    write(element, json, depth + 1);
                    comma = ",";
                }
                json.append(']');
            }
            case Map<?, ?> map -> {
                String comma = "";
                json.append('{');
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (!(entry.getKey() instanceof String key))
                        throw new IllegalArgumentException("a JSON key is text, was " + entry.getKey());
                    json.append(comma);
                    writeText(key, json);
                    json.append(':');
                    write(entry.getValue(), json, depth + 1);
                    comma = ",";
                }
                json.append('}');
            }
            default ->
                throw new IllegalArgumentException(
                        "no canonical JSON for " + value.getClass().getName() + "; decimals travel as strings");
        }
    }

    private static void writeText(String text, StringBuilder json) {
        wellFormed(text);
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < 0x20) json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        json.append('"');
    }
}
