namespace SchemaSdk.PostgreSql;

/// <content>The budgets that others keep.</content>
public sealed partial class PostgreSqlJobLedger
{
    /// <summary>Returns true if anybody has kept a budget for these tables, and had a job to send within it.</summary>
    internal async Task<bool> IsBudgetedAsync(CancellationToken cancellationToken)
    {
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return await _finder.HasBudgetsAsync(cancellationToken).ConfigureAwait(false);
    }
}
