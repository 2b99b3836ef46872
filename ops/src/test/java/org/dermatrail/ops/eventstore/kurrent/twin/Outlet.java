package org.dermatrail.ops.eventstore.kurrent.twin;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.kurrent.dbclient.proto.streams.StreamsOuterClass.ReadResp;
import java.util.concurrent.Semaphore;

/**
 * Where one read or subscription sends what it found, no faster than the client takes it. The sender has a thread of its
 * own, which is interrupted when the client goes away.
 */
final class Outlet {

    /** What is sent. */
    interface Sending {
        void run(Outlet outlet) throws InterruptedException;
    }

    /** The call is to end as if nothing more would ever come. */
    static final class Enough extends RuntimeException {}

    private final ServerCallStreamObserver<ReadResp> observer;
    private final Semaphore readiness = new Semaphore(0);
    private boolean waited;

    private Outlet(ServerCallStreamObserver<ReadResp> observer) {
        this.observer = observer;
    }

    /** Starts to send; must be called before the call's own method returns. */
    static void open(ServerCallStreamObserver<ReadResp> observer, Sending sending) {
        var outlet = new Outlet(observer);
        var thread = Thread.ofVirtual().name("twin-read").unstarted(() -> outlet.run(sending));
        observer.setOnReadyHandler(outlet.readiness::release);
        observer.setOnCancelHandler(thread::interrupt);
        thread.start();
    }

    void send(ReadResp response) throws InterruptedException {
        while (!observer.isReady()) {
            waited = true;

            readiness.acquire();
        }
        observer.onNext(response);
    }

    /** Whether the client was too slow at least once since that was forgotten last. */
    boolean hadToWait() {
        return waited;
    }

    void forgetWaiting() {
        waited = false;
    }

    /** Sends nothing more, until the client goes away. */
    void fallSilent() throws InterruptedException {
        new Semaphore(0).acquire();
    }

    private void run(Sending sending) {
        try {
            sending.run(this);
            observer.onCompleted();
        } catch (Enough e) {
            observer.onCompleted();
        } catch (StatusRuntimeException e) {
            observer.onError(e);
        } catch (InterruptedException e) {
            // The client went away: nobody is left to be told.
            Thread.currentThread().interrupt();
        }
    }
}
