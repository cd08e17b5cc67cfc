using System.Diagnostics;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>A clock that is ahead of the system clock by the time that a test sets.</summary>
internal sealed class LaterTime : TimeProvider
{
    public TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(By.TotalSeconds * Stopwatch.Frequency);
}
