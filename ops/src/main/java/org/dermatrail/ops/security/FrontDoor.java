package org.dermatrail.ops.security;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The chain every HTTP request passes.
 *
 * <p>Laws: what is not named here as public needs a token; there is no session and no cookie, and therefore nothing that
 * another site could ride on; pages load nothing from other hosts.
 */
@Configuration(proxyBeanMethods = false)
public class FrontDoor {

    /** What is served to everyone: pages and scripts without data. */
    static final String[] PUBLIC = {
        "/", "/index.html", "/favicon.ico", "/assets/**", "/graphiql", "/graphiql/**", "/webjars/**"
    };

    private static final long LARGEST_BODY_BYTES = 256 * 1024;

    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; "
            // The editor of GraphiQL positions its parts by style attributes.
            + "style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain frontDoorChain(HttpSecurity http, Accounts accounts) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .frameOptions(frames -> frames.deny())
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("camera=(), microphone=(), geolocation=()")))
                .addFilterBefore(new SmallBodies(LARGEST_BODY_BYTES), SecurityContextHolderFilter.class)
                .addFilterBefore(new BearerFilter(accounts), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        // A request was let in before it is forwarded, goes on asynchronously or ends in an error.
                        .dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, PUBLIC)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/sign-in")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(denials -> denials.authenticationEntryPoint((request, response, denied) -> {
                            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                            Replies.write(response, 401, "NOT_SIGNED_IN", "Sign in first and send the token.");
                        })
                        .accessDeniedHandler((request, response, denied) ->
                                Replies.write(response, 403, "NOT_ALLOWED", "Your role may not do this.")))
                .build();
    }

    /** There is no other way in than a token; this also keeps a default account from being made up. */
    @Bean
    AuthenticationManager tokensOnly() {
        return authentication -> {
            throw new BadCredentialsException("tokens only");
        };
    }
}
