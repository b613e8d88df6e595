package sextant.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sextant.testing.Http;
import sextant.testing.TestServer;

class FormRowsTest {
    private static final TestServer SERVER = TestServer.running();
    private static final Http ADMINISTRATOR =
            SERVER.http(SERVER.organization("Fulmar").administrator());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targets[256].kpi",
                "targets[99999999999].kpi",
                "targets[0].milestones[256].date",
                "targets[300].milestones[0].date"
            })
    void a_row_too_far_is_the_senders_fault(String field) {
        assertThat(ADMINISTRATOR
                        .post("/objectives/new", "title", "x", field, "1")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_last_row_that_fits_is_read_and_its_problem_named_by_where_it_is_shown() {
        Http.Answer answer = ADMINISTRATOR.post("/objectives/new", "title", "x", "targets[255].due", "never");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("(no. 1)");
    }
}
