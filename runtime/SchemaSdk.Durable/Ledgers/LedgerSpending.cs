namespace SchemaSdk;

/// <summary>The actual or possible costs, in US dollars, of those jobs in a <see cref="JobLedger"/> that count towards budgets.</summary>
/// <param name="SpentUsd">The total for jobs that have ended. Uses a job's reported cost, or its estimate if none was reported.</param>
/// <param name="ReservedUsd">The sum of the estimates for jobs that are being sent or are running.</param>
/// <param name="UnknownUsd">The sum of the estimates for jobs whose outcome is unknown. These jobs may be charged.</param>
public sealed record LedgerSpending(decimal SpentUsd, decimal ReservedUsd, decimal UnknownUsd)
{
    /// <summary>The sum of the three amounts, all of which use up budgets.</summary>
    public decimal TotalUsd => SpentUsd + ReservedUsd + UnknownUsd;

    internal LedgerSpending With(LedgerState state, decimal usd) => state switch
    {
        LedgerState.Sending or LedgerState.Accepted => this with { ReservedUsd = ReservedUsd + usd },
        LedgerState.Unknown => this with { UnknownUsd = UnknownUsd + usd },
        LedgerState.Ended or LedgerState.Delivered => this with { SpentUsd = SpentUsd + usd },
        _ => this,
    };
}
