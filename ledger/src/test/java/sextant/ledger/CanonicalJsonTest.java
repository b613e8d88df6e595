package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    /** RFC 8785, 3.2.2 to 3.2.4, without the numbers that no record may hold. */
    @Test
    void the_example_of_the_rfc_has_the_bytes_of_the_rfc() {
        String input = "{\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
                + " \"literals\": [null, true, false]}";

        byte[] canonical = CanonicalJson.bytes(CanonicalJson.parse(input.getBytes(UTF_8)));

        assertThat(HexFormat.of().formatHex(canonical))
                .isEqualTo(
                        "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22e282ac245c75"
                                + "303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    /** RFC 8785, 3.2.3. */
    @Test
    void keys_are_ordered_by_utf_16_code_units_as_in_the_rfc() {
        String input = """
                {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                 "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
                 "\\u00f6": "Latin Small Letter O With Diaeresis"}""";

        byte[] canonical = CanonicalJson.bytes(CanonicalJson.parse(input.getBytes(UTF_8)));

        assertThat(CanonicalJson.parseCanonical(canonical).values())
                .containsExactly(
                        "Carriage Return",
                        "One",
                        "Control",
                        "Latin Small Letter O With Diaeresis",
                        "Euro Sign",
                        "Emoji: Grinning Face",
                        "Hebrew Letter Dalet With Dagesh");
    }

    /** weird.json and structures.json of the test data that the RFC's authors publish with it. */
    @Test
    void the_published_test_data_have_their_published_output() {
        assertThat(canonical("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\u000a\":\"Newline\","
                        + "\"1\":\"One\",\"\\u0080\":\"Control\\u007f\",\"\\ud83d\\ude02\":\"Smiley\","
                        + "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\","
                        + "\"\\ufb33\":\"Hebrew Letter Dalet With Dagesh\",\"</script>\":\"Browser Challenge\"}"))
                .isEqualTo("{\"\\n\":\"Newline\",\"\\r\":\"Carriage Return\",\"1\":\"One\","
                        + "\"</script>\":\"Browser Challenge\",\"\u0080\":\"Control\u007f\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude02\":\"Smiley\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
        assertThat(canonical("{\"1\": {\"f\": {\"f\": \"hi\",\"F\": 5} ,\"\\n\": 56},\"10\": { },"
                        + "\"\": \"empty\",\"a\": { },\"111\": [ {\"e\": \"yes\",\"E\": \"no\" } ],\"A\": { }}"))
                .isEqualTo("{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},"
                        + "\"111\":[{\"E\":\"no\",\"e\":\"yes\"}],\"A\":{},\"a\":{}}");
    }

    @Test
    void a_decimal_or_any_other_type_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Map.of("v", new BigDecimal("1.5"))));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Map.of("v", 1.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Map.of("v", 'c')));
        Map<Object, Object> keyed = new HashMap<>(Map.of(1, "one"));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Map.of("v", keyed)));
    }

    @Test
    void integers_reach_as_far_as_every_reader_holds_them_exactly() {
        assertThat(text(Map.of("v", 9007199254740991L))).isEqualTo("{\"v\":9007199254740991}");
        assertThat(text(Map.of("v", -9007199254740991L))).isEqualTo("{\"v\":-9007199254740991}");
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Map.of("v", 9007199254740992L)));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(Map.of("v", Long.MIN_VALUE)));
        assertMalformed("{\"v\":9007199254740992}");
        assertMalformed("{\"v\":-9007199254740992}");
        assertMalformed("{\"v\":123456789012345678901234567890}");
    }

    @Test
    void half_of_a_surrogate_pair_is_refused_in_keys_and_values_both_ways() {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.bytes(Map.of("v", "\ud83d")));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.bytes(Map.of("\ude00x", "v")));
        assertMalformed("{\"v\":\"\\ud83d\"}");
        assertMalformed("{\"\\ude00\":1}");
        assertMalformed("{\"v\":\"\\ude00\\ud83d\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{\"a\":1.0}",
                "{\"a\":1e2}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":1",
                "{\"a\":[1,}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "\ufeff{}",
                "{\"a\":\"\n\"}",
                "{/* */}"
            })
    void what_is_not_an_acceptable_object_is_refused(String json) {
        assertMalformed(json);
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.parseCanonical(json.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " {}",
                "{} ",
                "{\"a\": 1}",
                "{\"b\":1,\"a\":1}",
                "{\"\\u0061\":1}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":-0}",
                "{\"\ufb33\":1,\"\ud83d\ude00\":1}"
            })
    void another_spelling_is_accepted_only_by_the_lenient_parse(String json) {
        assertThat(CanonicalJson.parse(json.getBytes(UTF_8))).isNotNull();
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.parseCanonical(json.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "eda080", "f4908080", "ff", "e282", "80", "c3"})
    void bytes_that_are_not_utf_8_are_refused(String hex) {
        byte[] json = HexFormat.of().parseHex("7b2261223a22" + hex + "227d");
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.parse(json));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.parseCanonical(json));
    }

    @Test
    void nesting_is_limited_in_both_directions() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertMalformed(deep);
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.parseCanonical(deep.getBytes(UTF_8)));
        Object nested = List.of();
        for (int i = 0; i < 100; i++) nested = List.of(nested);
        Map<String, Object> object = Map.of("a", nested);
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(object));
    }

    @Test
    void the_deepest_object_that_can_be_written_can_be_read() {
        Object nested = 1L;
        for (int i = 0; i < CanonicalJson.MAX_DEPTH - 1; i++) nested = List.of(nested);
        Map<String, Object> object = Map.of("a", nested);
        assertThat(CanonicalJson.parseCanonical(CanonicalJson.bytes(object))).isEqualTo(object);
        Map<String, Object> deeper = Map.of("a", List.of(nested));
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(deeper));
    }

    @Property
    void what_was_written_is_read_again_and_written_the_same(@ForAll("objects") Map<String, Object> object) {
        byte[] bytes = CanonicalJson.bytes(object);
        assertThat(CanonicalJson.parseCanonical(bytes)).isEqualTo(object);
        assertThat(CanonicalJson.bytes(CanonicalJson.parse(bytes))).isEqualTo(bytes);
    }

    /** The scan and the library that writes must have the same idea of canonical. */
    @Property(tries = 5000)
    void one_changed_byte_is_accepted_only_when_the_library_would_write_it_so(
            @ForAll("objects") Map<String, Object> object, @ForAll int position, @ForAll byte replacement) {
        byte[] bytes = CanonicalJson.bytes(object);
        bytes[Math.floorMod(position, bytes.length)] = replacement;
        boolean scanned = accepts(() -> CanonicalScan.object(bytes, 0, bytes.length));
        boolean rewritten = accepts(() -> {
            if (!Arrays.equals(CanonicalJson.bytes(CanonicalJson.parse(bytes)), bytes))
                throw new Malformed("another spelling");
        });
        assertThat(scanned).isEqualTo(rewritten);
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ab\"\\/\b\t\n\f\r\u0000\u001f\u007f\u0080\u00f6\u20ac\ufb33\uffff")
                .withChars('0', 'z')
                .ofMaxLength(6)
                .map(s -> s.length() % 3 == 2 ? s + "\ud83d\ude00" : s);
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                text.asGeneric(),
                Arbitraries.longs()
                        .between(-CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER)
                        .asGeneric(),
                Arbitraries.of(true, false).asGeneric());
        Arbitrary<Object> value = Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).asGeneric(),
                        Arbitraries.maps(text, inner).ofMaxSize(3).asGeneric()),
                0,
                3);
        return Arbitraries.maps(text, value).ofMaxSize(5).map(LinkedHashMap::new);
    }

    private static boolean accepts(Runnable check) {
        try {
            check.run();
            return true;
        } catch (Malformed e) {
            return false;
        }
    }

    private static String canonical(String json) {
        return text(CanonicalJson.parse(json.getBytes(UTF_8)));
    }

    private static String text(Map<String, ?> object) {
        return new String(CanonicalJson.bytes(object), UTF_8);
    }

    private static void assertMalformed(String json) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> CanonicalJson.parse(json.getBytes(UTF_8)));
    }
}
