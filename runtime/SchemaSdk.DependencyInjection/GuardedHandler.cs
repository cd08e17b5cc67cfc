namespace SchemaSdk.DependencyInjection;

/// <summary>Puts the guard of submits as far in as can be seen.</summary>
internal static class GuardedHandler
{
    /// <summary>
    /// A primary handler of the application may itself be a chain, with handlers that retry: then the guard stands at its end, right before
    /// the handler that passes on to no other.
    /// </summary>
    /// <param name="primary">The primary handler.</param>
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
            // It is in use already, by another client of the application: what retries in it stays behind the guard.
            return new ModelSubmitGuard(primary);
        }
    }
}
