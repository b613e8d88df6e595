package sextant.isolation;

import static sextant.isolation.Ask.ask;

import java.util.List;

/** How the handlers of sextant.notifications are asked. */
final class AsksOfNotifications {
    private static final String SERVER =
            "{\"used\":false,\"host\":\"127.0.0.1\",\"port\":1,\"protection\":\"none\",\"sender\":\"a@b.example\","
                    + "\"address\":\"https://c.example\"}";
    private static final String CHOICES =
            "{\"ways\":{\"decision\":\"mail\",\"outcome\":\"mail\",\"task\":\"mail\",\"status\":\"inbox\","
                    + "\"document\":\"inbox\",\"job\":\"inbox\"},\"digestHour\":5}";

    private AsksOfNotifications() {}

    static List<Ask> pages() {
        return List.of(
                ask("GET /inbox"),
                ask("GET /inbox/{id}", "${news}"),
                ask("POST /inbox/{id}", "${news}").form("read", "false"),
                ask("POST /inbox/read").form("until", "2020-01-01T00:00:00Z"),
                ask("GET /inbox/choices"),
                ask("POST /inbox/choices")
                        .form(
                                "decision",
                                "mail",
                                "outcome",
                                "mail",
                                "task",
                                "mail",
                                "status",
                                "inbox",
                                "document",
                                "inbox",
                                "job",
                                "inbox",
                                "digestHour",
                                "5",
                                "version",
                                "@1{/api/v1/notification-choices}"),
                ask("GET /settings/mail"),
                ask("POST /settings/mail")
                        .form(
                                "host",
                                "127.0.0.1",
                                "port",
                                "1",
                                "protection",
                                "none",
                                "sender",
                                "a@b.example",
                                "address",
                                "https://c.example",
                                "version",
                                "@1{/api/v1/mail-server}"),
                ask("POST /settings/mail/test").form(),
                ask("POST /settings/mail/retry").form(),
                ask("GET /settings/mail/outbox").query("state=waiting"),
                ask("POST /settings/mail/outbox/{id}/again", "${mail3}").form(),
                ask("POST /settings/mail/outbox/{id}/drop", "${mail}").form());
    }

    static List<Ask> api() {
        return List.of(
                ask("GET /api/v1/notifications"),
                ask("PUT /api/v1/notifications/{id}", "${news}").json("{\"read\":true}"),
                ask("PUT /api/v1/notifications").json("{\"until\":\"2020-01-01T00:00:00Z\"}"),
                ask("GET /api/v1/notification-choices"),
                ask("PUT /api/v1/notification-choices").json(CHOICES).ifMatch("/api/v1/notification-choices"),
                ask("GET /api/v1/mail-server"),
                ask("PUT /api/v1/mail-server").json(SERVER).ifMatch("/api/v1/mail-server"),
                ask("POST /api/v1/mail-server/tests"),
                ask("GET /api/v1/mails").query("state=waiting"),
                ask("POST /api/v1/mails/{id}/attempts", "${mail4}"),
                ask("DELETE /api/v1/mails/{id}", "${mail2}"));
    }
}
