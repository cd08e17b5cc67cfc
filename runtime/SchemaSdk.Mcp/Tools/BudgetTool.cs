using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>budget</c>: returns the budget, and the amounts spent and reserved.</summary>
internal sealed class BudgetTool(ModelToolServer server) : ModelTool("budget")
{
    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var settings = server.Client.Parts.Access.Settings;
        var spending = await server.Jobs.Ledger.SpendingAsync(settings.Service.Names.Name, cancellationToken).ConfigureAwait(false);
        var answer = new JsonObject
        {
            ["spent_usd"] = spending.SpentUsd,
            ["reserved_usd"] = spending.ReservedUsd,
            ["unknown_usd"] = spending.UnknownUsd,
        };
        if (settings.BudgetUsd is { } limit)
        {
            (answer["limit_usd"], answer["left_usd"]) = (limit, limit - spending.TotalUsd);
        }

        if (server.Options.MaxPriceUsd is { } most)
        {
            answer["max_price_usd"] = most;
        }

        return new(answer);
    }
}
