package sextant.isolation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sextant.notifications.Mail;
import sextant.notifications.WriteMail;
import sextant.people.Role;
import sextant.platform.database.Transactions;
import sextant.testing.Http;
import sextant.testing.TestOrganization;
import sextant.testing.TestPerson;
import sextant.testing.TestServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An organization with a row in every table, made as people and programs make them. Every text in it holds its name, and
 * every measured value is its own, so that a word of it is known wherever it turns up.
 */
final class Filled {
    private static final TestServer SERVER = TestServer.running();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
    static final Pattern LOOKED_UP = Pattern.compile("@([\\w/]*)\\{((?:\\$\\{\\w+}|[^}])*)}");

    final TestOrganization organization;
    final String word;
    /** A number that stands nowhere else. */
    final String measured;
    /** Holds every role on the root unit, as everybody here does who is not made later. */
    final TestPerson ada;

    final TestPerson bea;
    final Http page;
    final Http program;
    private final Http beasProgram;
    private final LocalDate today = LocalDate.ofInstant(SERVER.clock().instant(), ZoneOffset.UTC);
    /** What is no id of anything: a secret is itself the permission. */
    static final Set<String> FACTS =
            Set.of("yesterday", "soon", "setup", "invitation", "key", "measuredAt", "batchDigest");

    private final Map<String, String> things = new LinkedHashMap<>();

    Filled(String word, String measured) {
        this.word = word;
        this.measured = measured;
        organization = SERVER.organization(word);
        ada = SERVER.person(organization, word + " Ada", Role.values());
        bea = SERVER.person(organization, word + " Bea", Role.values());
        page = SERVER.http(ada);
        program = SERVER.api(ada.token());
        beasProgram = SERVER.api(bea.token());
        things.put("organization", organization.id().toString());
        things.put("root", organization.root().toString());
        things.put("ada", ada.id().toString());
        things.put("bea", bea.id().toString());
        things.put("yesterday", today.minusDays(1).toString());
        things.put("soon", today.plusDays(30).toString());
        people();
        mailServer(true);
        // So that the log has an earlier checkpoint than its newest.
        Rows.untilNothingWaits(organization.id());
        measurements();
        imports();
        objectives();
        decisions();
        evidence();
        documents();
        mails();
        Rows.untilNothingWaits(organization.id());
    }

    /** The id, or whatever else is called that here. */
    String of(String name) {
        if (name.equals("setup")) return SERVER.setUpLink().replaceFirst(".*/", "");
        return Objects.requireNonNull(things.get(name), () -> "nothing is called " + name + " in " + things.keySet());
    }

    UUID id(String name) {
        return UUID.fromString(of(name));
    }

    /** The ids of all that was made, and nothing else. */
    List<String> ids() {
        return things.entrySet().stream()
                .filter(one -> !FACTS.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    Map<String, String> things() {
        return things;
    }

    /**
     * Puts what is here into a template's places: <code>${unit}</code> is an id, <code>@{/path}</code> the entity tag of
     * that path, <code>@2{/path}</code> its second counter, <code>@name{/path}</code> a field of its answer.
     */
    String into(String template) {
        String looked = LOOKED_UP.matcher(template).replaceAll(found -> {
            String path = plainly(found.group(2));
            Http.Answer answer = program.get(path);
            String what = found.group(1);
            String tag = answer.header("ETag");
            if (what.isEmpty()) return Matcher.quoteReplacement(tag);
            if (what.matches("\\d")) {
                String[] counters = tag.replace("\"", "").split("\\.");
                return counters[Math.min(counters.length, Integer.parseInt(what)) - 1];
            }
            return JSON.readTree(answer.body())
                    .at(what.startsWith("/") ? what : "/" + what)
                    .asString();
        });
        return plainly(looked);
    }

    private String plainly(String template) {
        return PLACE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(of(found.group(1))));
    }

    private void people() {
        make("unit", "/api/v1/units", """
                {"name":"%s Works","kind":"function","relevant":true,"parent":"${root}"}""");
        make("person", "/api/v1/persons", """
                {"name":"%1$s Carl","email":"carl@%1$s.example","kind":"external","language":"en","timeZone":"UTC",
                 "grants":[{"role":"auditor","unit":"${unit}"}]}""");
        Http.Answer guest = program.json("POST", "/api/v1/persons", """
                {"name":"%1$s Guest","email":"guest@%1$s.example","kind":"external","language":"en","timeZone":"UTC"}""".formatted(word));
        things.put(
                "invitation",
                JSON.readTree(guest.body()).at("/invitation").asString().replaceFirst(".*/", ""));
        make("team", "/api/v1/teams", """
                {"name":"%1$s Team","purpose":"%1$s purpose","members":["${person}"]}""");
        make("left", "/api/v1/persons", """
                {"name":"%1$s Left","email":"left@%1$s.example","kind":"external","language":"en","timeZone":"UTC","active":false}""");
        make("left2", "/api/v1/persons", """
                {"name":"%1$s Gone","email":"gone@%1$s.example","kind":"external","language":"en","timeZone":"UTC","active":false}""");
        for (String hold : new String[] {"hold", "hold2", "hold3"})
            make(hold, "/api/v1/legal-holds", "{\"person\":\"${bea}\",\"reason\":\"%s " + hold + "\"}");
        for (String token : new String[] {"token", "token2"})
            make(token, "/api/v1/tokens", "{\"name\":\"%s " + token + "\",\"days\":9}");
        for (String session : new String[] {"session", "session2"}) {
            SERVER.http(ada);
            JsonNode oldestFirst = JSON.readTree(program.get("/api/v1/sessions").body());
            things.put(
                    session,
                    oldestFirst.at("/" + (oldestFirst.size() - 1) + "/id").asString());
        }
    }

    private void measurements() {
        make("kpi", "/api/v1/kpis", """
                {"reference":"%1$s","name":"%1$s Days","unit":"${root}","informationNeed":"%1$s need","valueKind":"number",
                 "direction":"decrease","collectedEvery":"month","graceDays":10,"measuredBy":"${ada}",
                 "analysedBy":"${bea}","receivedBy":["${person}"]}""");
        make("kpi2", "/api/v1/kpis", """
                {"name":"%1$s Hours","unit":"${root}","valueKind":"number","direction":"decrease",
                 "collectedEvery":"month"}""");
        Http.Answer file = program.send(
                "POST",
                "/api/v1/files?name=" + word + ".txt",
                "application/octet-stream",
                java.net.http.HttpRequest.BodyPublishers.ofString(word + " evidence"));
        things.put("file", made(file).replaceFirst(".*/", ""));
        made(program.json(
                "POST",
                into("/api/v1/kpis/${kpi}/measurements/one"),
                into("{\"at\":\"${yesterday}\",\"value\":" + measured + ",\"note\":\"" + word
                        + " note\",\"evidence\":\"${file}\"}")));
        List<String> batch = Rows.query(
                        "select id, encode(digest, 'hex') from measurement_batch where kpi = '" + of("kpi") + "'")
                .getFirst();
        things.put("batch", batch.getFirst());
        things.put("batchDigest", batch.getLast());
        things.put(
                "measuredAt",
                JSON.readTree(program.get(into("/api/v1/kpis/${kpi}/measurements"))
                                .body())
                        .at("/0/at")
                        .asString());
        for (String upload : new String[] {"upload", "upload2"}) {
            String csv = "date,value,note\n2024-0" + (upload.equals("upload") ? 1 : 2) + "-29," + measured + "," + word
                    + "\n";
            Http.Answer kept = page.postFile(
                    into("/kpis/${kpi}/uploads"), "file", word + ".csv", csv.getBytes(StandardCharsets.UTF_8));
            things.put(upload, made(kept).replaceFirst(".*/", ""));
        }
    }

    private void imports() {
        for (String table : new String[] {"import", "import2"}) {
            String csv = "name,unit,direction\n" + word + " " + table + "," + word + ",increase\n";
            Http.Answer kept =
                    page.postFile("/import/kpis", "file", word + ".csv", csv.getBytes(StandardCharsets.UTF_8));
            things.put(table, made(kept).replaceFirst(".*/", ""));
        }
    }

    private void objectives() {
        for (String name : new String[] {"objective", "ending", "ending2", "draft", "draft2"})
            objective(name, program, "ada");
        make("draft3", "/api/v1/objectives", """
                {"reference":"%1$s","title":"%1$s idea","unit":"${root}"}""");
        make("part", "/api/v1/objectives", """
                {"title":"%1$s part","unit":"${unit}","serves":"${objective}"}""");
        for (String name : new String[] {"proposed", "proposed2"}) {
            objective(name, beasProgram, "bea");
            made(beasProgram.json("POST", into("/api/v1/objectives/${" + name + "}/proposal"), ""));
        }
        made(program.json(
                "PUT",
                into("/api/v1/plans/${objective}"),
                into(
                        "{\"actions\":[{\"title\":\"" + word
                                + " action\",\"responsible\":\"${ada}\",\"team\":\"${team}\",\"due\":\"2026-06-30\",\"state\":\"open\"}]}"),
                "If-Match",
                into("@{/api/v1/plans/${objective}}")));
        String plan = program.get(into("/api/v1/plans/${objective}")).body();
        things.put("action", JSON.readTree(plan).at("/actions/0/id").asString());
        things.put("target", into("@/latest/targets/0/id{/api/v1/objectives/${objective}}"));
        for (String name : new String[] {"draft", "draft2"})
            things.put(name + "Target", into("@/latest/targets/0/id{/api/v1/objectives/${" + name + "}}"));
    }

    private void objective(String name, Http writer, String owner) {
        make(name, writer, "/api/v1/objectives", """
                {"title":"%1$s aim","purpose":"%1$s purpose","rationale":"%1$s rationale","unit":"${root}",
                 "owner":"${OWNER}","teams":["${team}"],"starts":"2025-01-01","ends":"2099-12-31","achievable":"%1$s peers",
                 "targets":[{"kpi":"${kpi}","kind":"reach","baselineValue":55,"baselineDate":"2025-01-01",
                  "targetValue":21,"due":"2099-12-31","milestones":[{"date":"2050-01-01","value":40}]}]}""".replace("OWNER", owner));
    }

    private void decisions() {
        for (String name : new String[] {"objective", "ending", "ending2"}) {
            made(program.json("POST", into("/api/v1/objectives/${" + name + "}/proposal"), ""));
            made(beasProgram.json(
                    "POST",
                    into("/api/v1/objectives/${" + name + "}/approvals"),
                    into("{\"decision\":\"approved\",\"comment\":\"" + word
                            + " comment\",\"content\":\"@content{/api/v1/objectives/${" + name + "}/proposal}\"}")));
        }
        for (String change : new String[] {"change", "change2"}) {
            Http.Answer answer = beasProgram.json(
                    "POST",
                    into("/api/v1/objectives/${objective}/wordings"),
                    "{\"field\":\"" + (change.equals("change") ? "purpose" : "rationale") + "\",\"text\":\"" + word
                            + " plainer\",\"reason\":\"" + word + " plain\"}");
            made(answer);
            things.put(change, JSON.readTree(answer.body()).at("/id").asString());
        }
        made(program.json(
                "POST",
                into("/api/v1/conformance/${objective}/a/acceptances"),
                into("{\"reason\":\"" + word + " gap\",\"until\":\"${soon}\"}")));
        String own = " where objective = '" + of("objective") + "'";
        things.put("version", one("select id from objective_version" + own));
        things.put("gap", one("select id from accepted_gap" + own));
        things.put("approval", one("select id from approval where subject = '" + of("objective") + "'"));
    }

    private static String one(String query) {
        return Rows.query(query).getFirst().getFirst();
    }

    private void evidence() {
        make("pack", "/api/v1/evidence-packs", "{\"objective\":\"${objective}\"}");
        make("choice", "/api/v1/evidence-packs", "{\"objectives\":[\"${objective}\"]}");
    }

    private void documents() {
        make(
                "document",
                "/api/v1/documents",
                "{\"kind\":\"objectives\",\"reference\":\"%1$s D\",\"title\":\"%1$s objectives\",\"unit\":\"${root}\","
                        + "\"owner\":\"${ada}\",\"language\":\"en\",\"classification\":\"internal\",\"persons\":[\"${bea}\"],"
                        + "\"teams\":[\"${team}\"],\"others\":\"%1$s others\",\"references\":\"%1$s policy\",\"keptYears\":3,"
                        + "\"sections\":[{\"heading\":\"%1$s heading\",\"text\":\"%1$s text\",\"part\":\"objectives-in-full\"}]}");
        String editions = "/api/v1/documents/" + of("document") + "/editions";
        for (int i = 0; i < 3; i++) made(program.json("POST", editions, "{\"summary\":\"" + word + " summary\"}"));
    }

    /** At a port where nobody listens. */
    private void mailServer(boolean used) {
        Http.Answer now = program.get("/api/v1/mail-server");
        made(program.json(
                "PUT",
                "/api/v1/mail-server",
                "{\"used\":" + used + ",\"host\":\"127.0.0.1\",\"port\":1,\"protection\":\"starttls\",\"userName\":\""
                        + word
                        + "\",\"password\":\"" + word + " secret\",\"sender\":\"sextant@" + word
                        + ".example\",\"senderName\":\"" + word + "\",\"address\":\"https://" + word + ".example\"}",
                "If-Match",
                now.status() == 404 ? "\"0\"" : now.header("ETag")));
        if (!used) return;
        made(program.json(
                "PUT",
                "/api/v1/notification-choices",
                "{\"ways\":{\"decision\":\"digest\",\"outcome\":\"digest\",\"task\":\"digest\",\"status\":\"digest\","
                        + "\"document\":\"digest\",\"job\":\"digest\"},\"digestHour\":5}",
                "If-Match",
                "\"0\""));
    }

    /** Four in the outbox, two of them taken out; then nothing is sent any longer, so that rows stay as they are. */
    private void mails() {
        made(program.json(
                "PUT",
                "/api/v1/journal/mailing",
                "{\"recipients\":[\"keeper@" + word + ".example\"],\"every\":\"week\"}",
                "If-Match",
                "\"0\""));
        Mail.Letter letter = new Mail.Letter(
                "en",
                word + " subject",
                word + " text",
                "<p>" + word + "</p>",
                List.of(new Mail.Attachment(word + ".txt", "text/plain", word.getBytes(StandardCharsets.UTF_8))));
        for (int i = 0; i < 4; i++)
            SERVER.bean(Transactions.class)
                    .writing(
                            organization.id(),
                            () -> SERVER.bean(WriteMail.class)
                                    .to(organization.id(), Mail.Purpose.CHECKPOINT, word + "@out.example", letter));
        List<List<String>> ids = Rows.query("select id from mail where purpose = 'checkpoint' and organization = '"
                + organization.id() + "' order by id");
        for (int i = 0; i < 4; i++)
            things.put("mail" + (i == 0 ? "" : i + 1), ids.get(i).getFirst());
        mailServer(false);
        for (String taken : new String[] {"mail3", "mail4"})
            made(program.json("DELETE", into("/api/v1/mails/${" + taken + "}"), ""));
        things.put("news", one("select id from notification where person = '" + ada.id() + "' order by id limit 1"));
    }

    private void make(String name, String path, String body) {
        make(name, program, path, body);
    }

    private void make(String name, Http asker, String path, String body) {
        String key = name + "-" + word;
        Http.Answer answer = asker.json("POST", path, into(body.formatted(word)), "Idempotency-Key", key);
        things.put(name, made(answer).replaceFirst(".*/", ""));
        if (asker == program) things.put("key", key);
    }

    /** Where it is. */
    private static String made(Http.Answer answer) {
        if (answer.status() >= 400) throw new IllegalStateException("not taken: " + answer);
        return answer.header("Location").replaceFirst("https?://[^/]+", "").replaceFirst("\\?.*", "");
    }
}
