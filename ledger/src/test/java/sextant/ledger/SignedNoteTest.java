package sextant.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    /** The example at the end of C2SP signed-note. */
    private static final String SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String SPEC_NOTE = """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    private static final SigningKey KEY = SigningKey.generate("log.example/one", new SecureRandom());

    @Test
    void the_specification_s_example_verifies() {
        SignedNote note = SignedNote.parse(SPEC_NOTE);
        VerifierKey key = VerifierKey.parse(SPEC_KEY);

        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.isSignedBy(key)).isTrue();
        assertThat(note.encoded()).isEqualTo(SPEC_NOTE);
        assertThat(key.vkey()).isEqualTo(SPEC_KEY);
        assertThat(SignedNote.parse(SPEC_NOTE.replace("example message", "Example message"))
                        .isSignedBy(key))
                .isFalse();
    }

    /** RFC 8032, 7.1, test 2: public key, message and signature are the RFC's. */
    @Test
    void a_kept_private_key_has_its_public_key_and_signs_as_rfc_8032_says() {
        byte[] pkcs8 = HexFormat.of()
                .parseHex("302e020100300506032b657004220420"
                        + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

        SigningKey key = SigningKey.fromPkcs8("log.example/one", pkcs8);

        assertThat(HexFormat.of().formatHex(key.verifierKey().publicKey()))
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assertThat(HexFormat.of().formatHex(key.sign(new byte[] {0x72})))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        assertThat(key.pkcs8()).isEqualTo(pkcs8);
    }

    @Test
    void a_generated_key_survives_being_kept() {
        SigningKey kept = SigningKey.fromPkcs8("log.example/one", KEY.pkcs8());
        assertThat(kept.verifierKey()).isEqualTo(KEY.verifierKey());
        assertThat(SignedNote.sign("text\n", kept).isSignedBy(KEY.verifierKey()))
                .isTrue();
        assertThat(KEY.toString())
                .doesNotContain(HexFormat.of().formatHex(KEY.pkcs8()).substring(32));
    }

    @Test
    void what_is_no_private_key_is_refused() {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SigningKey.fromPkcs8("a", new byte[10]));
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> SigningKey.fromPkcs8("a", Arrays.copyOf(KEY.pkcs8(), KEY.pkcs8().length - 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "two words", "a+b", "a\u00a0b", "a\u0085b", "a\u2003b", "a\nb", "sextant-evidence-pack/1"})
    void a_key_cannot_have_such_a_name(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.generate(name, new SecureRandom()));
    }

    @Property(tries = 200)
    void no_changed_bit_of_a_note_verifies(@ForAll @IntRange(max = 100_000) int position) {
        byte[] encoded = SignedNote.sign("log.example/one\n5\nsome text\n", KEY)
                .encoded()
                .getBytes(UTF_8);
        encoded[position / 8 % encoded.length] ^= (byte) (1 << position % 8);
        assertThat(verifies(encoded, KEY.verifierKey())).isFalse();
    }

    @Test
    void cosignatures_of_other_keys_are_kept_and_tolerated() {
        SigningKey witness = SigningKey.generate("witness.example/w", new SecureRandom());
        SignedNote note = SignedNote.sign("text\n", KEY)
                .with(new SignedNote.Signature("witness.example/w", 7, new byte[72]))
                .with(SignedNote.sign("text\n", witness).signatures().getFirst());

        SignedNote read = SignedNote.parse(note.encoded());

        assertThat(read).isEqualTo(note);
        assertThat(read.isSignedBy(KEY.verifierKey())).isTrue();
        assertThat(read.isSignedBy(witness.verifierKey())).isTrue();
        SigningKey namesake = SigningKey.generate("log.example/one", new SecureRandom());
        assertThat(read.isSignedBy(namesake.verifierKey())).isFalse();
    }

    @Test
    void one_bad_signature_that_claims_the_key_spoils_the_note() {
        SignedNote note = SignedNote.sign("text\n", KEY)
                .with(new SignedNote.Signature(
                        "log.example/one", KEY.verifierKey().id(), new byte[64]));
        assertThat(note.isSignedBy(KEY.verifierKey())).isFalse();
    }

    @Test
    void empty_lines_belong_to_the_text() {
        SignedNote note = SignedNote.sign("one\n\n\ntwo\n", KEY);
        assertThat(SignedNote.parse(note.encoded()).text()).isEqualTo("one\n\n\ntwo\n");
    }

    @Test
    void sixteen_signatures_are_read_and_any_number_is_not() {
        assertThat(SignedNote.parse(signedTimes(17).encoded()).signatures()).hasSize(17);
        String tooMany = signedTimes(65).encoded();
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SignedNote.parse(tooMany));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 a AAAAAAA=", // no newline at the end
                "text\n\n- a AAAAAAA=\n",
                "text\n\n\u2014 a AAAAAAA=\n\n",
                "text\n\n\u2014 a  AAAAAAA=\n",
                "text\n\n\u2014 a+b AAAAAAA=\n",
                "text\n\n\u2014 a AAAA\n",
                "text\n\n\u2014 a AAAAAAB=\n",
                "te\txt\n\n\u2014 a AAAAAAA=\n",
                "te\rxt\n\n\u2014 a AAAAAAA=\n"
            })
    void what_is_not_a_signed_note_is_refused(String encoded) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SignedNote.parse(encoded));
    }

    @Test
    void a_note_that_is_not_utf_8_is_refused() {
        byte[] encoded = SPEC_NOTE.getBytes(UTF_8);
        encoded[3] = (byte) 0xff;
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> SignedNote.parse(encoded));
    }

    @Test
    void a_verifier_key_is_named_by_its_fingerprint_in_any_grouping_or_by_itself() {
        VerifierKey key = VerifierKey.parse(SPEC_KEY);
        assertThat(key.fingerprint()).matches("([0-9a-f]{4}-){15}[0-9a-f]{4}");
        String hex = key.fingerprint().replace("-", "");
        assertThat(hex).isEqualTo(Hash.sha256(key.publicKey()).hex());
        assertThat(key.isNamedBy(key.fingerprint())).isTrue();
        assertThat(key.isNamedBy(hex.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(key.isNamedBy(" " + key.fingerprint().replace('-', ' ') + "\n"))
                .isTrue();
        assertThat(key.isNamedBy(SPEC_KEY)).isTrue();
        assertThat(key.isNamedBy(hex.substring(0, 32))).isFalse();
        assertThat(key.isNamedBy(KEY.verifierKey().fingerprint())).isFalse();
        assertThat(key.isNamedBy(KEY.verifierKey().vkey())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com/foo",
                "example.com/foo+530d903a",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n"
            })
    void what_is_not_a_verifier_key_is_refused(String vkey) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> VerifierKey.parse(vkey));
    }

    @Test
    void a_checkpoint_survives_its_text() {
        Checkpoint checkpoint = new Checkpoint("log.example/one", 20852163, Hash.sha256(new byte[1]));
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        assertThat(Checkpoint.parse(checkpoint.text() + "an extension\n")).isEqualTo(checkpoint);
    }

    @Test
    void the_specification_s_checkpoint_is_read() {
        Checkpoint checkpoint = Checkpoint.parse(
                "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20852163);
        assertThat(checkpoint.root().base64()).isEqualTo("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n5\n",
                "log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
                "\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "log\n05\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "log\n-5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "log\n+5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "log\n9007199254740992\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
                "log\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
                "l\tog\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
            })
    void what_is_not_a_checkpoint_is_refused(String text) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Checkpoint.parse(text));
    }

    private static SignedNote signedTimes(int count) {
        return new SignedNote(
                "text\n",
                IntStream.range(0, count)
                        .mapToObj(i -> new SignedNote.Signature("w" + i, i, new byte[64]))
                        .toList());
    }

    private static boolean verifies(byte[] encoded, VerifierKey key) {
        try {
            return SignedNote.parse(encoded).isSignedBy(key);
        } catch (Malformed e) {
            return false;
        }
    }

    @Test
    void a_proof_survives_its_text() {
        List<Hash> hashes = List.of(Hash.EMPTY_TREE, Hash.sha256(new byte[3]));
        for (byte[] extra : new byte[][] {null, {}, {1, 2, 3}}) {
            TlogProof proof = new TlogProof(extra, 73894, hashes, SPEC_NOTE);
            assertThat(TlogProof.parse(proof.encoded())).isEqualTo(proof);
        }
        TlogProof only = new TlogProof(null, 0, List.of(), SPEC_NOTE);
        assertThat(only.encoded()).isEqualTo("c2sp.org/tlog-proof@v1\nindex 0\n\n" + SPEC_NOTE);
        assertThat(TlogProof.parse(only.encoded())).isEqualTo(only);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c2sp.org/tlog-proof@v1\nindex 0\n",
                "c2sp.org/tlog-proof@v2\nindex 0\n\nnote",
                "c2sp.org/tlog-proof@v1\n\nnote",
                "c2sp.org/tlog-proof@v1\nindex 00\n\nnote",
                "c2sp.org/tlog-proof@v1\nindex -1\n\nnote",
                "c2sp.org/tlog-proof@v1\nindex\n\nnote",
                "c2sp.org/tlog-proof@v1\nindex 0\nextra AAAA\n\nnote",
                "c2sp.org/tlog-proof@v1\nextra A\nindex 0\n\nnote",
                "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nnote",
                "c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\nnote"
            })
    void what_is_not_a_proof_is_refused(String encoded) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TlogProof.parse(encoded));
    }

    @Test
    void a_proof_higher_than_any_tree_is_refused() {
        String encoded = "c2sp.org/tlog-proof@v1\nindex 0\n" + (Hash.EMPTY_TREE.base64() + "\n").repeat(54) + "\nnote";
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TlogProof.parse(encoded));
    }
}
