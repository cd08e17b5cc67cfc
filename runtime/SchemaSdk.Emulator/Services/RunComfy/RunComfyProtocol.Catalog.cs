using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Models;

namespace SchemaSdk.Emulation.Services.RunComfy;

/// <summary>The catalogue, and the costs in results.</summary>
/// <remarks>
/// The paths, the query and the members of an entry are those that RunComfy's own clients use. The rest is assumed: a search matches a
/// part of the model id, ignoring case; an invalid limit counts as 100; a job that did not succeed has no cost; and the category of a
/// model is the last segment of its id.
/// </remarks>
internal static partial class RunComfyProtocol
{
    private const int MostModels = 100;
    private const string Kind = "model";

    public static bool AsksForCost(string target) => IsTrue(QueryOf(target), "include_cost");

    public static ServiceAnswer Model(EmulatedModel model, EmulatedPrice? price) => Answer(200, Entry(model, price, withSchema: true));

    /// <param name="models">All models, in order.</param>
    /// <param name="priceOf">Returns the price of a model.</param>
    /// <param name="target">The path and query of the request.</param>
    public static ServiceAnswer Models(IEnumerable<EmulatedModel> models, Func<EmulatedModel, EmulatedPrice?> priceOf, string target)
    {
        var query = QueryOf(target);
        var search = query.GetValueOrDefault("search");
        var (category, kind) = (query.GetValueOrDefault("category"), query.GetValueOrDefault("kind"));
        var found = models
            .Where(model => search is null || model.Id.Contains(search, StringComparison.OrdinalIgnoreCase))
            .Where(model => category is null || CategoryOf(model) == category)
            .Where(_ => kind is null or Kind)
            .ToList();
        var page = found.Skip(NumberIn(query, "offset") ?? 0).Take(Math.Min(NumberIn(query, "limit") ?? MostModels, MostModels));
        return Answer(200, new JsonObject
        {
            ["models"] = new JsonArray([.. page.Select(model => Entry(model, priceOf(model), IsTrue(query, "include_schema")))]),
            ["total"] = found.Count,
        });
    }

    public static ServiceAnswer Categories(IEnumerable<EmulatedModel> models) => Answer(200, new JsonObject
    {
        ["categories"] = new JsonArray(
            [.. models.Select(CategoryOf).Distinct(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]),
    });

    private static JsonObject Entry(EmulatedModel model, EmulatedPrice? price, bool withSchema)
    {
        var entry = new JsonObject
        {
            ["model_id"] = model.Id,
            ["display_name"] = model.Id.Replace('/', ' '),
            ["categories"] = new JsonArray(CategoryOf(model)),
            ["kind"] = Kind,
            ["base_price_usd"] = price?.Usd,
            ["price_unit"] = price?.Unit,
            ["pricing_note"] = price?.Note,
        };
        if (withSchema)
        {
            entry["input_schema"] = Schema(model.InputText);
        }

        return entry;
    }

    private static JsonNode? Schema(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // One schema that is not JSON must not break the whole catalogue.
            return null;
        }
    }

    private static string CategoryOf(EmulatedModel model) => model.Id.Split('/')[^1];

    private static Dictionary<string, string> QueryOf(string target) =>
        QueryHelpers.ParseQuery(target.Split('?', 2) is [_, var query] ? query : "")
            .ToDictionary(pair => pair.Key, pair => pair.Value[0] ?? "", StringComparer.Ordinal);

    private static bool IsTrue(Dictionary<string, string> query, string name) => query.GetValueOrDefault(name) == "true";

    private static int? NumberIn(Dictionary<string, string> query, string name) =>
        int.TryParse(query.GetValueOrDefault(name), out var number) && number >= 0 ? number : null;
}
