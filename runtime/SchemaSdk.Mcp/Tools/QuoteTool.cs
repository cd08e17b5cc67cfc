using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Consent;
using SchemaSdk.Mcp.Jobs;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>quote</c>: checks an input and estimates its price.</summary>
internal sealed class QuoteTool(ModelToolServer server) : ModelTool("quote")
{
    private const int MostErrors = 50;

    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var run = await RunReading.ReadAsync(server, call, hasKey: false, cancellationToken).ConfigureAwait(false);
        var errors = RunReading.ErrorsOf(run);
        var estimate = await server.Prices.LimitAsync(stop => run.Endpoint.EstimateAsync(run.Input, stop), cancellationToken)
            .ConfigureAwait(false);
        var left = await SpendingLimits.LeftAsync(server, cancellationToken).ConfigureAwait(false);
        var answer = new JsonObject
        {
            ["basis"] = estimate.Basis,
            ["uncovered_inputs"] = new JsonArray([
                .. run.Input.EnumerateObject()
                    .Where(member => member.Name != estimate.CountedInput)
                    .Select(static member => (JsonNode)member.Name),
            ]),
            ["needs_confirmation"] = PriceConsent.IsNeeded(server.Options, estimate.AmountUsd),
            ["can_run"] = errors.Count == 0 && SpendingLimits.ProblemOf(server, run.ModelId, estimate, null, left) is null,
            ["input_errors"] = new JsonArray([
                .. errors.Take(MostErrors).Select(
                    static error => new JsonObject { ["pointer"] = error.JsonPointer, ["message"] = error.Message }),
            ]),
        };
        Add(answer, "estimate_usd", estimate.AmountUsd);
        Add(answer, "max_price_usd", server.Options.MaxPriceUsd);
        Add(answer, "budget_left_usd", left);
        return new(answer);
    }

    private static void Add(JsonObject answer, string name, decimal? amount)
    {
        if (amount is { } known)
        {
            answer[name] = known;
        }
    }
}
