package sextant.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingARunningServerTest {
    @TempDir
    Path temporary;

    @Test
    void a_running_server_is_found_through_its_data_directory_and_lets_the_owner_in() throws Exception {
        Path data = World.cluster(temporary);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, World.DURABLE)) {
            RunningPostgres found = EmbeddedPostgres.running(data).orElseThrow();
            assertThat(found.jdbcUrl()).isEqualTo(postgres.jdbcUrl());
            try (Connection connection =
                            DriverManager.getConnection(found.jdbcUrl(), found.ownerUser(), found.ownerPassword());
                    ResultSet user = connection.createStatement().executeQuery("SELECT current_user")) {
                user.next();
                assertThat(user.getString(1)).isEqualTo("sextant_owner");
            }
        }
    }

    @Test
    void nothing_is_found_before_the_first_start_and_after_the_end() throws Exception {
        assertThat(EmbeddedPostgres.running(temporary.resolve("none"))).isEmpty();
        Path data = World.cluster(temporary);
        EmbeddedPostgres.start(data, World.DURABLE).close();
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }

    @Test
    void what_a_killed_server_left_is_not_taken_for_a_running_one() throws Exception {
        Path data = World.cluster(temporary);
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path pidFile = data.resolve("postgres/postmaster.pid");
        Files.writeString(pidFile, ended.pid() + "\n" + data + "\n0\n5432\n\n127.0.0.1\n\nready   \n");
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
        Files.writeString(
                pidFile, ProcessHandle.current().pid() + "\n" + data + "\n0\n5432\n\n127.0.0.1\n\nstarting\n");
        assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }

    @Test
    void the_password_is_not_in_its_text() {
        assertThat(new RunningPostgres("jdbc:postgresql://127.0.0.1:5432/sextant", "sextant_owner", "secret"))
                .asString()
                .doesNotContain("secret");
    }
}
