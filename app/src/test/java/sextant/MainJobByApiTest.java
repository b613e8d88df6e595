package sextant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sextant.ledger.PackVerdict;
import sextant.ledger.PackVerifier;
import sextant.people.Role;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;

/** The script that the integration guide quotes, run as it stands there. */
class MainJobByApiTest {
    private static final TestServer SERVER = TestServer.running();
    private static final Path SCRIPT = Path.of("../docs/examples/main_job.py");
    private static final Path REAL_INPUT = Optional.ofNullable(System.getenv("SEXTANT_SHARED_DATA"))
            .map(Path::of)
            .orElse(Path.of("../../shared/data"))
            .resolve("kev-monthly.csv");

    @Test
    void a_script_sets_measures_judges_and_proves_an_objective(@TempDir Path scratch) throws Exception {
        assumeTrue(
                Files.isReadable(REAL_INPUT),
                "skipped: no kev-monthly.csv; SEXTANT_SHARED_DATA names the folder it is in");
        TestOrganization organization = SERVER.organization("Fulmar");
        TestPerson approver = SERVER.person(organization, "Bernd Berg", Role.TOP_MANAGEMENT);
        Path pack = scratch.resolve("pack.zip");
        String output = run(organization.administrator(), approver, pack);
        assertThat(output)
                .contains("46 good rows, 0 bad; recorded 46; again 0")
                .contains("achieved: ")
                .contains("126.7");
        assertThat(new PackVerifier().verify(pack, Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(
                        PackVerdict.Holds.class,
                        holds -> assertThat(holds.counts().rows()).isEqualTo(46));
    }

    private static String run(TestPerson writer, TestPerson approver, Path pack)
            throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(
                "python3", SCRIPT.toString(), SERVER.address().toString(), REAL_INPUT.toString(), pack.toString());
        script.environment().put("SEXTANT_WRITER", writer.token());
        script.environment().put("SEXTANT_APPROVER", approver.token());
        script.redirectErrorStream(true);
        Process running = script.start();
        String output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(running.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(running.exitValue()).as(output).isZero();
        return output;
    }
}
