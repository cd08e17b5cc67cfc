using System.Globalization;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Models;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>search_models</c>: finds models.</summary>
internal sealed class SearchModelsTool(ModelToolServer server) : ModelTool("search_models")
{
    private const int MostModels = 50;

    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var words = call.Arguments.Text("query")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var (kind, limit) = (call.Arguments.Text("kind"), call.Arguments.Number("limit", 1, MostModels, 20));
        var start = 0;
        if (call.Arguments.Text("cursor") is { } cursor
            && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out start))
        {
            throw new ToolRefusal("The cursor is invalid. Use a cursor that search_models returned.");
        }

        var prices = await server.Prices.ReadAsync(server.Client, cancellationToken).ConfigureAwait(false);
        var found = server.Models.All
            .Select(model => (Model: model, Entry: prices.GetValueOrDefault(model.Id)))
            .Where(found => ModelWords.Matches(found.Model, found.Entry, words)
                && (kind is null || ModelWords.KindOf(found.Model, found.Entry).Contains(kind, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        var answer = new JsonObject
        {
            ["models"] = new JsonArray([.. found.Skip(start).Take(limit).Select(static found => LineOf(found.Model, found.Entry))]),
            ["total"] = found.Count,
        };
        if (start < found.Count - limit)
        {
            answer["next"] = (start + limit).ToString(CultureInfo.InvariantCulture);
        }

        return new(answer);
    }

    private static JsonObject LineOf(ModelInfo model, ModelCatalogEntry? entry)
    {
        var line = new JsonObject
        {
            ["id"] = model.Id,
            ["title"] = ModelWords.TitleOf(model, entry),
            ["kind"] = ModelWords.KindOf(model, entry),
        };
        if (entry is { BasePriceUsd: { } price, PriceUnit: { } unit })
        {
            (line["base_price_usd"], line["unit"]) = (price, unit);
        }

        return line;
    }
}
