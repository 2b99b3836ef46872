package org.dermatrail.projections.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A part of a question is answered once, wherever a core is free. */
class AsideTest {

    @Test
    void a_part_is_worked_out_once_however_often_it_is_asked_for() {
        var times = new AtomicInteger();
        var part = Aside.offer(times::incrementAndGet);
        assertThat(part.answer()).isEqualTo(1);
        part.settle();
        assertThat(part.answer()).isEqualTo(1);
    }

    @Test
    void another_core_answers_while_the_asker_is_busy() throws InterruptedException {
        assumeThat(ForkJoinPool.getCommonPoolParallelism()).isPositive();
        var begun = new CountDownLatch(1);
        var part = Aside.offer(() -> {
            begun.countDown();
            return Thread.currentThread();
        });
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(part.answer()).isNotSameAs(Thread.currentThread());
    }

    @Test
    void where_every_core_is_busy_the_asker_answers() throws InterruptedException {
        var free = new CountDownLatch(1);
        var busy = new ArrayList<Aside<Boolean>>();
        var begun = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
        for (int core = 0; core < ForkJoinPool.getCommonPoolParallelism(); core++) {
            busy.add(Aside.offer(() -> {
                begun.countDown();
                return awaited(free);
            }));
        }
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Aside.offer(Thread::currentThread).answer()).isSameAs(Thread.currentThread());
        free.countDown();
        assertThat(busy).allSatisfy(part -> assertThat(part.answer()).isTrue());
    }

    @Test
    void an_interrupt_of_the_asker_reaches_the_core_at_work_and_nobody_after_it() throws InterruptedException {
        assumeThat(ForkJoinPool.getCommonPoolParallelism()).isPositive();
        // Given
        var begun = new CountDownLatch(1);
        var core = new AtomicReference<Thread>();
        var part = Aside.offer(() -> {
            core.set(Thread.currentThread());
            begun.countDown();
            return interruptedWithin(1, TimeUnit.MINUTES);
        });
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        // When
        Thread.currentThread().interrupt();
        var reached = part.answer();

        // Then
        assertThat(reached).isTrue();
        assertThat(Thread.interrupted()).as("it is still known to the asker").isTrue();
        assertThat(core.get().isInterrupted()).isFalse();
    }

    private static boolean interruptedWithin(long most, TimeUnit unit) {
        try {
            return new CountDownLatch(1).await(most, unit);
        } catch (InterruptedException e) {
            // As whoever leaves early because of it does.
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void what_a_part_throws_reaches_whoever_asks_for_the_answer() {
        var part = Aside.offer(() -> {
            throw new ArithmeticException("no answer");
        });
        part.settle();
        assertThatThrownBy(part::answer).isInstanceOf(ArithmeticException.class).hasMessage("no answer");
    }
}
