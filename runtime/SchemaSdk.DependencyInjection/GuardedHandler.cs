namespace SchemaSdk.DependencyInjection;

/// <summary>Inserts the submit guard right before the last handler of a handler chain.</summary>
internal static class GuardedHandler
{
    /// <summary>
    /// Returns the primary handler with the guard. The primary handler can itself be a chain, for example with handlers that retry.
    /// </summary>
    internal static HttpMessageHandler Of(HttpMessageHandler primary)
    {
        if (primary is not DelegatingHandler last)
        {
            return new ModelSubmitGuard(primary);
        }

        while (last.InnerHandler is DelegatingHandler next)
        {
            last = next;
        }

        if (last is ModelSubmitGuard || last.InnerHandler is not { } sockets)
        {
            return primary;
        }

        try
        {
            last.InnerHandler = new ModelSubmitGuard(sockets);
            return primary;
        }
        catch (InvalidOperationException)
        {
            // Another HTTP client already uses these handlers, so the guard goes in front of them, where it cannot stop their retries.
            return new ModelSubmitGuard(primary);
        }
    }
}
