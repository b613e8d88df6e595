package sextant.documents.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sextant.documents.CheckpointMailing;
import sextant.documents.web.MailingViews.MailingForm;
import sextant.measurement.Codes;
import sextant.measurement.Frequency;
import sextant.platform.web.Checks;
import sextant.platform.web.Parsed;

/** To whom checkpoints are mailed, from the page's form or the API's JSON alike. */
final class MailingForms {
    record Wanted(List<String> recipients, Optional<Frequency> every, String reason) {}

    private static final Pattern MAILBOX =
            Pattern.compile("[^@\\s<>\",;:()]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final int LONGEST = 10_000;

    private MailingForms() {}

    static Parsed<Wanted> mailing(Checks checks, MailingForm form) {
        List<String> recipients = new ArrayList<>();
        for (String line :
                checks.optional("recipients", form.recipients(), LONGEST).split("[\\n,;]")) {
            String address = line.strip();
            if (address.isEmpty() || recipients.contains(address)) continue;
            if (!MAILBOX.matcher(address).matches()) checks.reject("recipients", "mailbox", address);
            recipients.add(address);
        }
        if (recipients.size() > CheckpointMailing.MOST)
            checks.reject("recipients", "too-many-addresses", CheckpointMailing.MOST);
        Optional<Frequency> every = checks.choice("every", form.every(), rhythms());
        if (every.isPresent() && recipients.isEmpty()) checks.reject("recipients", "required");
        String reason = checks.optional("reason", form.reason(), 2000);
        return Parsed.of(checks, () -> new Wanted(recipients, every, reason));
    }

    static Map<String, Frequency> rhythms() {
        Map<String, Frequency> codes = new LinkedHashMap<>();
        CheckpointMailing.RHYTHMS.forEach(one -> codes.put(Codes.of(one), one));
        return codes;
    }
}
