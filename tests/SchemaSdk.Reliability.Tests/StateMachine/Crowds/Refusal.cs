namespace SchemaSdk.Reliability.Tests.StateMachine.Crowds;

/// <summary>The refusal of a read.</summary>
/// <param name="RetryAfter">The value of Retry-After; null to omit the header.</param>
internal sealed record Refusal(TimeSpan? RetryAfter)
{
    public static Refusal For(int? seconds) => new(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);

    public static Func<int, Refusal?> Share(double share, Refusal refusal)
    {
        var random = new Random(20260102);
        return _ =>
        {
            lock (random)
            {
                return random.NextDouble() < share ? refusal : null;
            }
        };
    }

    public static Func<int, Refusal?> Beyond(int perSecond, TimeProvider time, Refusal refusal)
    {
        var (gate, second, count) = (new object(), 0L, 0);
        return _ =>
        {
            lock (gate)
            {
                var now = time.GetTimestamp() / TimeSpan.TicksPerSecond;
                (second, count) = (now, now == second ? count + 1 : 1);
                return count > perSecond ? refusal : null;
            }
        };
    }
}
