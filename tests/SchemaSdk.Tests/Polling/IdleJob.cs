using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Tests.Polling;

/// <summary>A job that is only put somewhere, and never asked for.</summary>
internal sealed class IdleJob : PolledJob
{
    /// <summary>The time for which it is waited for.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    internal override JobStatus? End => null;

    internal override bool IsKnown => false;

    internal override bool IsFailing => false;

    internal override bool IsLastLook => false;

    internal override TimeSpan Asked => TimeSpan.Zero;

    internal override TimeSpan UntilTimeout => Timeout;

    internal override TimeSpan UntilDeadline => Timeout;

    internal override TimeSpan AttemptTimeout => TimeSpan.MaxValue;

    internal override TimeSpan Begin(bool looksNow) => TimeSpan.Zero;

    internal override void Leave(TimeSpan pause)
    {
    }

    internal override bool TryBeginLastLook() => false;

    internal override Func<Exception>? Expired() => null;

    internal override ValueTask<PollResult?> AskAsync(PollTurn turn) => throw new InvalidOperationException("It was asked for.");
}
