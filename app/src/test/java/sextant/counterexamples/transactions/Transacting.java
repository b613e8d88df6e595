package sextant.counterexamples.transactions;

import org.springframework.transaction.annotation.Transactional;

class Transacting {
    @Transactional
    void method() {}
}
