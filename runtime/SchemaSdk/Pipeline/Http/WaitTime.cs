using System.Net.Http.Headers;

namespace SchemaSdk.Pipeline.Http;

/// <summary>The time that a server asks to wait.</summary>
internal static class WaitTime
{
    /// <summary>Reads <c>Retry-After</c>, as a time from now; null if there is none.</summary>
    // A date in it is by the server's clock, and so is the date of the answer: the clock here may be a day off.
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
