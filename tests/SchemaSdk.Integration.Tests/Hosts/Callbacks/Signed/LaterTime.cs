using System.Diagnostics;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>The system clock plus a time that a test sets.</summary>
internal sealed class LaterTime : TimeProvider
{
    public TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(By.TotalSeconds * Stopwatch.Frequency);
}
