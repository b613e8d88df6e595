package sextant.isolation;

import static sextant.isolation.Ask.ask;

import java.util.List;
import java.util.stream.Stream;

/** How the handlers of the plans, the register, conformance, evidence and the journal are asked. */
final class AsksOfTheRest {
    private static final String ACTION =
            "{\"actions\":[{\"title\":\"Do it\",\"responsible\":\"${ada}\",\"team\":\"${team}\",\"due\":\"2026-07-01\","
                    + "\"state\":\"open\"}]}";

    private AsksOfTheRest() {}

    static List<Ask> home() {
        return List.of(ask("GET /design"), ask("GET /api/v1/start"));
    }

    static List<Ask> plans() {
        return List.of(
                ask("GET /objectives/{id}/plan", "${objective}"),
                ask("POST /objectives/{id}/plan/actions/{action}", "${objective}", "${action}")
                        .form("state", "done", "version", "@1{/api/v1/plans/${objective}}"),
                ask("POST /objectives/{id}/plan", "${objective}")
                        .form(
                                "version",
                                "@1{/api/v1/plans/${objective}}",
                                "actions[0].id",
                                "${action}",
                                "actions[0].title",
                                "Do it",
                                "actions[0].responsible",
                                "${ada}",
                                "actions[0].team",
                                "${team}",
                                "actions[0].due",
                                "2026-07-01",
                                "actions[0].state",
                                "open"),
                ask("GET /api/v1/plans/{objective}", "${objective}"),
                ask("PUT /api/v1/plans/{objective}", "${objective}")
                        .json(ACTION.replace("{\"title\"", "{\"id\":\"${action}\",\"title\""))
                        .ifMatch("/api/v1/plans/${objective}"));
    }

    static List<Ask> register() {
        return List.of(
                ask("GET /"),
                ask("GET /objectives").query("unit=${root}&owner=${ada}").filtering(),
                ask("GET /objectives.{form}", "csv")
                        .query("unit=${root}&owner=${ada}")
                        .filtering(),
                ask("GET /api/v1/objectives").query("unit=${root}&owner=${ada}").filtering(),
                ask("GET /cascade").query("unit=${unit}").filtering(),
                ask("GET /api/v1/cascade"),
                ask("GET /api/v1/cascade/{unit}", "${unit}"),
                ask("GET /api/v1/objectives/{id}/status", "${objective}"));
    }

    static List<Ask> imports() {
        return List.of(
                ask("GET /import/{code}", "kpis"),
                ask("GET /import/{code}/template.{form}", "kpis", "csv"),
                ask("POST /import/{code}", "kpis").form("file:file", "name,unit,direction\nA,B,increase\n"),
                ask("GET /import/{code}/{id}", "kpis", "${import}"),
                ask("POST /import/{code}/{id}", "kpis", "${import2}"),
                ask("GET /api/v1/imports/{code}", "kpis"),
                ask("POST /api/v1/imports/{code}", "units").raw("text/csv", "name,kind\nA,level\n"));
    }

    static List<Ask> conformance() {
        return List.of(
                ask("GET /conformance.{form}", "csv").query("unit=${unit}").filtering(),
                ask("GET /conformance").query("unit=${root}").filtering(),
                ask("GET /objectives/{id}/conformance", "${objective}"),
                ask("GET /objectives/{id}/conformance/{letter}/acceptance", "${objective}", "a"),
                ask("POST /objectives/{id}/conformance/{letter}/acceptance", "${draft}", "a")
                        .form("reason", "r", "until", "${soon}"),
                ask("POST /objectives/{id}/conformance/{letter}/acceptance/end", "${draft}", "a"),
                ask("GET /api/v1/conformance"),
                ask("GET /api/v1/conformance/{id}", "${objective}"),
                ask("POST /api/v1/conformance/{id}/{letter}/acceptances", "${draft2}", "a")
                        .json("{\"reason\":\"r\",\"until\":\"${soon}\"}"),
                ask("DELETE /api/v1/conformance/{id}/{letter}/acceptances", "${draft2}", "a"));
    }

    static List<Ask> documents() {
        return List.of(
                ask("GET /objectives/{id}/pdf", "${objective}"),
                ask("GET /api/v1/objectives/{id}/pdf", "${objective}"),
                ask("GET /journal").query("author=${ada}").filtering(),
                ask("POST /journal").form("checkpoint", "none"),
                ask("GET /journal/checkpoint.txt"),
                ask("GET /journal/checkpoint.pdf"),
                ask("GET /api/v1/journal/revisions").query("author=${ada}").filtering(),
                ask("POST /api/v1/journal/consistency").json("{\"checkpoint\":\"none\"}"),
                ask("GET /changes").query("from=2020-01-01&unit=${unit}&kind=objective&record=${objective}"),
                ask("GET /changes.pdf").query("from=2020-01-01&unit=${unit}&kind=objective&record=${objective}"),
                ask("GET /api/v1/changes/pdf").query("from=2020-01-01&unit=${unit}&kind=objective&record=${objective}"),
                ask("GET /api/v1/changes").query("from=2020-01-01&unit=${unit}&kind=objective&record=${objective}"),
                ask("POST /objectives/{id}/evidence-pack", "${objective}"),
                ask("GET /evidence-packs"),
                ask("GET /evidence-packs/new").query("unit=${unit}").filtering(),
                ask("POST /evidence-packs").form("scope", "unit", "unit", "${root}"),
                ask("POST /evidence-packs/{id}/again", "${pack}"),
                ask("POST /evidence-packs/{id}/cancel", "${pack}"),
                ask("GET /evidence-packs/{id}", "${pack}"),
                ask("GET /evidence-packs/{id}/file", "${pack}"),
                ask("GET /api/v1/evidence-packs"),
                ask("POST /api/v1/evidence-packs").json("{\"objective\":\"${objective}\"}"),
                ask("POST /api/v1/evidence-packs").json("{\"objectives\":[\"${objective}\"]}"),
                ask("POST /api/v1/evidence-packs").json("{\"unit\":\"${root}\"}"),
                ask("GET /api/v1/evidence-packs/{id}", "${pack}"),
                ask("POST /api/v1/evidence-packs/{id}/cancellation", "${pack}").answers(409),
                ask("GET /api/v1/evidence-packs/{id}/file", "${pack}"));
    }

    private static final String DOCUMENT =
            "{\"kind\":\"procedure\",\"reference\":\"D-9\",\"title\":\"Ours\",\"unit\":\"${root}\",\"owner\":\"${ada}\",\"language\":\"en\","
                    + "\"classification\":\"internal\",\"persons\":[\"${ada}\"],\"teams\":[\"${team}\"],\"sections\":[{\"heading\":\"H\"}]}";

    private static final String[] DOCUMENT_FORM = {
        "kind",
        "procedure",
        "reference",
        "D-8",
        "title",
        "Ours",
        "unit",
        "${root}",
        "owner",
        "${ada}",
        "language",
        "en",
        "classification",
        "internal",
        "persons",
        "${ada}",
        "teams",
        "${team}",
        "sections[0].heading",
        "H"
    };

    static List<Ask> documentControl() {
        return List.of(
                ask("GET /documents"),
                ask("GET /documents.{form}", "csv"),
                ask("GET /documents/new"),
                ask("POST /documents/new").form(DOCUMENT_FORM),
                ask("GET /documents/{id}", "${document}"),
                ask("GET /documents/{id}/edit", "${document}"),
                ask("GET /documents/{id}/history", "${document}"),
                ask("GET /documents/{id}/editions/{number}", "${document}", "1"),
                ask("GET /documents/{id}/editions/{number}/file.{form}", "${document}", "1", "docx"),
                ask("POST /documents/{id}/editions/{number}/decision", "${document}", "1")
                        .form(
                                "decision",
                                "returned",
                                "comment",
                                "c",
                                "content",
                                "@content{/api/v1/documents/${document}/editions/1}"),
                ask("POST /documents/{id}/editions", "${document}").form("summary", "s"),
                ask("POST /documents/{id}/edit", "${document}")
                        .form(Stream.concat(
                                        Stream.of(DOCUMENT_FORM).map(one -> one.equals("D-8") ? "D-6" : one),
                                        Stream.of("version", "@version{/api/v1/documents/${document}}"))
                                .toArray(String[]::new)),
                ask("GET /api/v1/documents"),
                ask("GET /api/v1/documents/{id}", "${document}"),
                ask("POST /api/v1/documents").json(DOCUMENT),
                ask("GET /api/v1/documents/{id}/editions", "${document}"),
                ask("POST /api/v1/documents/{id}/editions", "${document}").json("{\"summary\":\"s\"}"),
                ask("GET /api/v1/documents/{id}/editions/{number}", "${document}", "2"),
                ask("GET /api/v1/documents/{id}/editions/{number}/content", "${document}", "2"),
                ask("GET /api/v1/documents/{id}/editions/{number}/pdf", "${document}", "2"),
                ask("GET /api/v1/documents/{id}/editions/{number}/docx", "${document}", "2"),
                ask("POST /api/v1/documents/{id}/editions/{number}/approvals", "${document}", "2")
                        .json("{\"decision\":\"returned\",\"comment\":\"c\",\"content\":"
                                + "\"@content{/api/v1/documents/${document}/editions/2}\"}"),
                ask("PUT /api/v1/documents/{id}", "${document}")
                        .json(DOCUMENT.replace("D-9", "D-7").replace("{\"kind\"", "{\"withdrawn\":false,\"kind\""))
                        .ifMatch("/api/v1/documents/${document}"));
    }

    static List<Ask> journal() {
        return List.of(
                ask("GET /journal/mailing"),
                ask("POST /journal/mailing")
                        .form("recipients", "a@b.example", "every", "week", "version", "@1{/api/v1/journal/mailing}"),
                ask("POST /journal/mailing/now").form(),
                ask("GET /api/v1/journal/mailing"),
                ask("PUT /api/v1/journal/mailing")
                        .json("{\"recipients\":[\"a@b.example\"],\"every\":\"month\"}")
                        .ifMatch("/api/v1/journal/mailing"),
                ask("POST /api/v1/journal/mailing").answers(409),
                ask("GET /api/v1/openapi.json"),
                ask("GET /api/v1/journal/checkpoint"),
                ask("GET /api/v1/journal/entries").query("from=0&limit=200"),
                ask("GET /api/v1/journal/proofs?record").query("kind=objective&record=${objective}&revision=1"),
                ask("GET /api/v1/journal/proofs?from").query("from=1"));
    }
}
