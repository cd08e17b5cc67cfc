namespace SchemaSdk.Ledgers;

/// <summary>The end of a job, as its ledger gets it.</summary>
/// <param name="outcome">The way it ended.</param>
/// <param name="costUsd">Its cost in US dollars; null if the service told none.</param>
/// <param name="result">The answer that has its result.</param>
internal readonly struct EndedJob(JobState outcome, decimal? costUsd, ReadOnlyMemory<byte> result)
{
    internal JobState Outcome => outcome;

    internal decimal? CostUsd => costUsd;

    internal ReadOnlyMemory<byte> Result => result;
}
