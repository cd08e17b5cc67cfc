namespace SchemaSdk;

/// <summary>The settlement of a job that was unknown or refused: <see cref="LedgerEntry.Settled"/>.</summary>
public sealed record LedgerSettled
{
    /// <summary>The person or program that said what became of it.</summary>
    public required string By { get; init; }

    /// <summary>The time at which <see cref="By"/> said it, in UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
