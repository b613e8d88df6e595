package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {
    @Test
    void sha_256_is_the_standard_s() {
        // FIPS 180-4's example
        assertThat(Hash.sha256("abc".getBytes(UTF_8)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void a_hash_cannot_be_changed_from_outside() {
        byte[] bytes = new byte[32];
        Hash hash = new Hash(bytes);
        bytes[0] = 1;
        hash.bytes()[1] = 1;
        assertThat(hash).isEqualTo(new Hash(new byte[32])).hasSameHashCodeAs(new Hash(new byte[32]));
        assertThat(hash).isNotEqualTo(Hash.EMPTY_TREE);
    }

    @Property
    void a_hash_survives_both_spellings(@ForAll byte[] data) {
        Hash hash = Hash.sha256(data);
        assertThat(Hash.fromHex(hash.hex())).isEqualTo(hash);
        assertThat(Hash.fromBase64(hash.base64())).isEqualTo(hash);
        assertThat(Hash.fromBytes(hash.bytes())).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=", // unused bits not zero
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", // no padding
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void base64_has_one_spelling(String text) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Hash.fromBase64(text));
    }

    @Test
    void hex_has_one_spelling() {
        String hex = Hash.EMPTY_TREE.hex();
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Hash.fromHex(hex.toUpperCase(Locale.ROOT)));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Hash.fromHex(hex.substring(2)));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Hash.fromHex("g" + hex.substring(1)));
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Hash.fromBytes(new byte[31]));
    }

    @Test
    void a_commitment_is_the_hash_of_prefix_salt_and_canonical_value() {
        byte[] salt = new byte[32];
        salt[31] = 1;
        Map<String, Object> value = Map.of("b", List.of(1L), "a", "x");
        byte[] data = new byte[33 + 17];
        data[0] = 2;
        data[32] = 1;
        System.arraycopy("{\"a\":\"x\",\"b\":[1]}".getBytes(UTF_8), 0, data, 33, 17);

        Commitment commitment = new Commitment(salt, value);

        assertThat(commitment.hash()).isEqualTo(Hash.sha256(data));
        assertThat(commitment.placeholder())
                .isEqualTo(Map.of("commitment", Hash.sha256(data).base64()));
        assertThat(commitment.toString())
                .doesNotContain("x")
                .contains(commitment.hash().hex());
    }

    @Property
    void a_commitment_matches_its_salt_and_value_only(@ForAll String letters, @ForAll byte bit) {
        String value = letters.replaceAll("[\\ud800-\\udfff]", "");
        byte[] salt = Hash.sha256(value.getBytes(UTF_8)).bytes();
        Map<String, ?> placeholder = new Commitment(salt, value).placeholder();
        byte[] otherSalt = salt.clone();
        otherSalt[Math.floorMod(bit, 32)] ^= 1;

        assertThat(Commitment.matches(placeholder, salt, value)).isTrue();
        assertThat(Commitment.isPlaceholder(placeholder)).isTrue();
        assertThat(Commitment.matches(placeholder, otherSalt, value)).isFalse();
        assertThat(Commitment.matches(placeholder, salt, value + "!")).isFalse();
        assertThat(Commitment.matches(placeholder, salt, List.of(value))).isFalse();
        assertThat(Commitment.matches(placeholder, salt, null)).isFalse();
        assertThat(Commitment.matches(placeholder, new byte[31], value)).isFalse();
        assertThat(Commitment.matches(Map.of(), salt, value)).isFalse();
    }

    @Test
    void text_and_the_null_value_can_be_committed() {
        byte[] salt = new byte[32];
        assertThat(new Commitment(salt, null).hash()).isNotEqualTo(new Commitment(salt, "null").hash());
    }
}
