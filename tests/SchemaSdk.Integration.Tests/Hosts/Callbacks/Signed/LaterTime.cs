using System.Diagnostics;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks.Signed;

/// <summary>A clock that a test sets ahead of the system clock.</summary>
internal sealed class LaterTime : TimeProvider
{
    public TimeSpan By { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(By.TotalSeconds * Stopwatch.Frequency);
}
