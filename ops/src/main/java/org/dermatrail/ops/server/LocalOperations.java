package org.dermatrail.ops.server;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Exit;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Outages;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.operations.Result;
import org.dermatrail.ops.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Runs operations for commands on the same machine; see {@link LocalServer}. */
@RestController
final class LocalOperations {

    private static final Logger LOG = LoggerFactory.getLogger(LocalOperations.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Registry registry;
    private final LocalToken token;
    private volatile boolean stopping;

    LocalOperations(Registry registry, LocalToken token) {
        this.registry = registry;
        this.token = token;
    }

    /**
     * Runs an operation on the thread of the request: an import may take hours, which an answer given asynchronously has
     * no time for.
     */
    @PostMapping("/local/{operation}")
    void run(
            @PathVariable String operation,
            @RequestHeader("Authorization") String authorization,
            @RequestBody Map<String, Object> arguments,
            HttpServletResponse response)
            throws IOException {
        if (!token.shownIn(authorization)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        var out = response.getOutputStream();
        var result = result(operation, new Arguments(arguments), new Wire(out));
        var json = new LinkedHashMap<String, Object>();
        json.put("exit", result.exit().status());
        json.put("json", result.json());
        json.put("lines", result.lines());
        out.write((MAPPER.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** A server that is told to stop lets operations end after the rows under way, and tells their commands so. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** What breaks here is told to the command as if it had broken there. */
    private Result result(String operation, Arguments arguments, Progress progress) {
        try {
            return Operations.named(operation).run(registry, arguments, progress);
        } catch (RuntimeException bug) {
            var outage = Outages.of(bug);
            if (outage.isPresent()) {
                return outage.get();
            }
            LOG.error("unexpected in '{}'", operation, bug);
            return Result.failed(
                    Exit.FAILED,
                    "INTERNAL",
                    "This should not have happened (" + bug.getClass().getSimpleName()
                            + "); please report it with the server's log.");
        }
    }

    /** Sends steps down the wire; a wire that broke is the wish to stop. */
    private final class Wire implements Progress {

        private final OutputStream out;
        private boolean broken;

        Wire(OutputStream out) {
            this.out = out;
        }

        @Override
        public void step(String what, long done, double share) {
            send(Map.of("what", what, "done", done, "share", share));
        }

        @Override
        public void say(String line) {
            send(Map.of("say", line));
        }

        private void send(Map<String, Object> step) {
            try {
                out.write((MAPPER.writeValueAsString(step) + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                broken = true;
            }
        }

        @Override
        public boolean stopRequested() {
            return broken || stopping;
        }
    }
}
