namespace SchemaSdk.MassTransit;

/// <summary>Settings of the messages about jobs.</summary>
public sealed class ModelMessageOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>
    /// The size in bytes of the largest output that a <see cref="ModelEnded"/> contains, 0 or more. A larger output stays in the ledger.
    /// Default: 65,536.
    /// </summary>
    public int MaxOutputBytes { get; set; } = 64 * 1024;

    /// <summary>
    /// The largest number of <see cref="RunModel"/> messages that are handled at the same time, 1 to 10,000. Default: 32.
    /// </summary>
    public int MaxMessages { get; set; } = 32;

    /// <summary>
    /// How long to wait for the broker to confirm a message, above 0 and up to 24 days. After that, a message about an ended,
    /// refused or unknown job is published again through another endpoint of the bus. If the message was the answer to a
    /// <see cref="RunModel"/>, the consumer of the <see cref="RunModel"/> fails instead. Default: 30 seconds.
    /// </summary>
    public TimeSpan PublishTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The first delay after a failure of the ledger, above 0 and up to 24 days. Each later delay is twice as long as the one before, but
    /// at most a minute. While a direct call or a worker is submitting the job of a message, the ledger is read at intervals of the first
    /// delay, but at least once a minute. Default: one second.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    internal ModelMessageOptions Checked()
    {
        Check(MaxOutputBytes >= 0, nameof(MaxOutputBytes), MaxOutputBytes, "0 or more");
        Check(MaxMessages is >= 1 and <= 10_000, nameof(MaxMessages), MaxMessages, "1 to 10,000");
        Check(IsTime(PublishTimeout), nameof(PublishTimeout), PublishTimeout, "more than 0, at most 24 days");
        Check(IsTime(RetryDelay), nameof(RetryDelay), RetryDelay, "more than 0, at most 24 days");
        return this;
    }

    private static bool IsTime(TimeSpan time) => time > TimeSpan.Zero && time <= Longest;

    private static void Check(bool isRight, string option, object value, string range)
    {
        if (!isRight)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{nameof(ModelMessageOptions)}.{option} must be {range}.");
        }
    }
}
