using System.Net.Http.Headers;

namespace SchemaSdk.Pipeline.Http;

/// <summary>The delay that a server asks for.</summary>
internal static class WaitTime
{
    /// <summary>Reads <c>Retry-After</c> as a time from now; null if there is none.</summary>
    // A date is compared with the answer's own date, because the local clock may be a day off.
    internal static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time)
    {
        if (headers.RetryAfter is not { } asked)
        {
            return null;
        }

        var wait = asked.Delta ?? asked.Date - (headers.Date ?? time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
