namespace SchemaSdk.Polling;

/// <summary>A job that is learned from. It is guarded by the lock of its model.</summary>
internal sealed class DurationSample
{
    /// <summary>True if it has ended, or is not followed to its end.</summary>
    internal bool IsOver { get; set; }

    /// <summary>
    /// Its ages when it was last seen to run and when it was seen to have ended, and the gap that was planned; null: nothing was learned.
    /// </summary>
    internal (TimeSpan Running, TimeSpan Ended, TimeSpan Gap)? Seen { get; set; }
}
