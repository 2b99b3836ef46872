package org.dermatrail.ops.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dermatrail.ops.health.Pulse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says whether the registry can be worked with: to proxies and container engines, which have no token.
 *
 * <p>Law: strangers learn UP or DOWN and nothing else; why it is down is told to whoever shows the token of the data folder.
 */
@RestController
final class HealthController {

    private final Pulse pulse;
    private final LocalToken token;

    HealthController(Pulse pulse, LocalToken token) {
        this.pulse = pulse;
        this.token = token;
    }

    /** Whether it is to be left running; DOWN asks for a start anew. */
    @GetMapping("/livez")
    ResponseEntity<Map<String, Object>> alive(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return answer(pulse.whyNotAlive(), authorization);
    }

    /** Whether people may be sent here. */
    @GetMapping("/readyz")
    ResponseEntity<Map<String, Object>> ready(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        return answer(pulse.whyNotReady(), authorization);
    }

    private ResponseEntity<Map<String, Object>> answer(List<String> troubles, @Nullable String authorization) {
        var said = new LinkedHashMap<String, Object>();
        said.put("status", troubles.isEmpty() ? "UP" : "DOWN");
        if (!troubles.isEmpty() && token.shownIn(authorization)) {
            said.put("reasons", troubles);
        }
        return ResponseEntity.status(troubles.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(said);
    }
}
