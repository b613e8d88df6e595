package sextant.counterexamples.sql.web;

import org.jooq.DSLContext;

class Asking {
    private final DSLContext sql;

    Asking(DSLContext sql) {
        this.sql = sql;
    }
}
