package sextant.approval;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A decision on record.
 *
 * @param findings what the reviewer found, by the letter of SMART, before deciding
 * @param asOwner whether top management approved an objective it owns, as the organization allows
 */
public record Approval(
        UUID id,
        int subjectVersion,
        ApprovableContent content,
        Decision decision,
        UUID decidedBy,
        String decidedByName,
        Instant decidedAt,
        String comment,
        Map<String, String> findings,
        boolean asOwner) {
    public enum Decision {
        APPROVED("approved"),
        RETURNED("returned");

        private final String code;

        Decision(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
