package org.dermatrail.ops.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dermatrail.ops.operations.Arguments;
import org.dermatrail.ops.operations.Operations;
import org.dermatrail.ops.operations.Progress;
import org.dermatrail.ops.registry.Registry;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** Runs operations for commands on the same machine; see {@link LocalServer}. */
@RestController
final class LocalOperations {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Registry registry;
    private final LocalToken token;

    LocalOperations(Registry registry, LocalToken token) {
        this.registry = registry;
        this.token = token;
    }

    @PostMapping("/local/{operation}")
    ResponseEntity<StreamingResponseBody> run(
            @PathVariable String operation,
            @RequestHeader("Authorization") String authorization,
            @RequestBody Map<String, Object> arguments) {
        var shown = authorization.getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(shown, ("Bearer " + token.value()).getBytes(StandardCharsets.UTF_8))) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        var wanted = Operations.named(operation);
        StreamingResponseBody body = out -> {
            var result = wanted.run(registry, new Arguments(arguments), new Wire(out));
            var json = new LinkedHashMap<String, Object>();
            json.put("exit", result.exit().status());
            json.put("json", result.json());
            json.put("lines", result.lines());
            out.write((MAPPER.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8));
        };
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_NDJSON).body(body);
    }

    /** Sends steps down the wire; a wire that broke is the wish to stop. */
    private static final class Wire implements Progress {

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
            return broken;
        }
    }
}
