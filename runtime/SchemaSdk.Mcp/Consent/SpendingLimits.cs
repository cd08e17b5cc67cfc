using System.Globalization;

namespace SchemaSdk.Mcp.Consent;

/// <summary>
/// Checks a run against the limits before a person is asked to confirm it, to avoid needless questions. The client checks the limits again
/// when it submits; only that check is reliable.
/// </summary>
internal static class SpendingLimits
{
    /// <summary>Returns the remaining budget in US dollars; null if the client has no budget.</summary>
    internal static async Task<decimal?> LeftAsync(ModelToolServer server, CancellationToken cancellationToken)
    {
        var settings = server.Client.Parts.Access.Settings;
        if (settings.BudgetUsd is not { } limit)
        {
            return null;
        }

        var spending = await server.Jobs.Ledger.SpendingAsync(settings.Service.Names.Name, cancellationToken).ConfigureAwait(false);
        return limit - spending.TotalUsd;
    }

    /// <summary>Returns the lower of the server's and the agent's limit for the estimate of a run; null if neither has a limit.</summary>
    internal static decimal? MaxPriceOf(ModelToolServer server, decimal? ofAgent) => (server.Options.MaxPriceUsd, ofAgent) switch
    {
        ({ } most, { } own) => Math.Min(most, own),
        (var most, var own) => most ?? own,
    };

    /// <summary>Returns a message that says why a run is refused; null if it is within the limits.</summary>
    internal static string? ProblemOf(
        ModelToolServer server, string modelId, ModelCostEstimate estimate, decimal? ofAgent, decimal? left)
    {
        var most = MaxPriceOf(server, ofAgent);
        if (most is null && left is null)
        {
            return null;
        }

        if (estimate.AmountUsd is not { } amount)
        {
            return $"Nothing was run: the price of {modelId} is unknown ({estimate.Basis}), so it cannot be checked against the limits "
                + "of this server.";
        }

        var price = string.Create(CultureInfo.InvariantCulture, $"{modelId} costs about {amount} US dollars ({estimate.Basis})");
        if (amount > most)
        {
            var whose = most == server.Options.MaxPriceUsd
                ? "Only the user can raise this limit, with --max-price (MaxPriceUsd)."
                : "The limit is your max_price_usd.";
            return string.Create(
                CultureInfo.InvariantCulture, $"Nothing was run: {price}, but the limit for a run is {most} US dollars. {whose}");
        }

        return amount > left
            ? string.Create(
                CultureInfo.InvariantCulture, $"Nothing was run: {price}, "
                + $"but only {left} US dollars of the budget are left. Only the user can raise the budget, with --budget (BudgetUsd).")
            : null;
    }
}
