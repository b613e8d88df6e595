package sextant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import sextant.people.SetUp;

class TokenTest {
    private record Answer(int code, String out, String err) {}

    @TempDir
    Path temporary;

    @Test
    void a_token_is_printed_alone_beside_a_running_server_and_while_none_runs() throws Exception {
        Path data = temporary.resolve("data");
        try (ConfigurableApplicationContext server = Launch.start(
                new Launch.Options(0, data, Optional.empty(), false), new PrintStream(new ByteArrayOutputStream()))) {
            SetUp setUp = server.getBean(SetUp.class);
            setUp.begin(
                    setUp.openLink().orElseThrow(),
                    new SetUp.Beginning(
                            "Example", "Mara", "mara@example.com", "correct horse battery", "en", ZoneOffset.UTC));
            Answer beside = run("create", "--person", "Mara@example.com", "--name", "ci", "--data", data.toString());
            assertThat(beside.err()).isEmpty();
            assertThat(beside.out()).matches("sextant_[0-9a-f]{64}\n");
            assertThat(beside.code()).isZero();
        }
        Answer alone = run(
                "create",
                "--person",
                "mara@example.com",
                "--name",
                "ci",
                "--role",
                "auditor",
                "--expires",
                "P4W",
                "--data",
                data.toString());
        assertThat(alone.code()).isZero();
        assertThat(alone.out()).matches("sextant_[0-9a-f]{64}\n");
        Answer unknown = run("create", "--person", "tom@example.com", "--name", "ci", "--data", data.toString());
        assertThat(unknown).isEqualTo(new Answer(1, "", "No active person has the e-mail address tom@example.com.\n"));
    }

    @Test
    void an_installation_that_never_ran_has_no_persons() {
        Answer answer = run(
                "create",
                "--person",
                "mara@example.com",
                "--name",
                "ci",
                "--data",
                temporary.resolve("fresh").toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.err()).isEqualTo("No active person has the e-mail address mara@example.com.\n");
    }

    @Test
    void wrong_use_is_one_sentence_and_exit_code_2() {
        for (String line : new String[] {
            "",
            "list",
            "create --name ci",
            "create --person mara@example.com",
            "create --person mara@example.com --name ci --role boss",
            "create --person mara@example.com --name ci --expires P2M",
            "create --person mara@example.com --name ci --expires P367D",
            "create --person mara@example.com --name ci --expires PT0S",
            "create --person mara@example.com --name ci --port 1",
            "create --person mara@example.com --name ci --data",
            "create --person mara@example.com --name ci --database-url nowhere"
        }) {
            Answer answer = run(line.split(" "));
            assertThat(answer.code()).as(line).isEqualTo(2);
            assertThat(answer.out()).as(line).isEmpty();
            assertThat(answer.err().lines()).as(line).hasSize(1);
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_one_sentence_and_exit_code_2() {
        Answer answer = run(
                "create",
                "--person",
                "mara@example.com",
                "--name",
                "ci",
                "--database-url",
                "postgresql://owner:secret@127.0.0.1:1/sextant");
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).startsWith("The database cannot be reached: ").doesNotContain("secret");
        assertThat(answer.err().lines()).hasSize(1);
    }

    private static Answer run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Token.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
