using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.RunComfy;

/// <summary>The catalogue of RunComfy.</summary>
/// <remarks>
/// The paths, the query and an entry's members match what RunComfy's own clients use. The following is assumed: a search matches a
/// part of the model id, ignoring case; an invalid limit counts as 100; a job that did not succeed has no cost; and the category of a
/// model is the last segment of its id.
/// </remarks>
internal static class RunComfyLists
{
    private const int MostModels = 100;
    private const string Kind = "model";

    public static ServiceAnswer Model(CatalogModel model) => ServiceAnswer.Json(200, Entry(model, withSchema: true));

    /// <param name="models">All models, in order.</param>
    /// <param name="request">The request.</param>
    public static ServiceAnswer Models(IEnumerable<CatalogModel> models, ServiceRequest request)
    {
        var search = request.Query("search");
        var (category, kind) = (request.Query("category"), request.Query("kind"));
        var found = models
            .Where(model => search is null || model.Id.Contains(search, StringComparison.OrdinalIgnoreCase))
            .Where(model => category is null || CategoryOf(model) == category)
            .Where(_ => kind is null or Kind)
            .ToList();
        var page = found.Skip(NumberIn(request, "offset") ?? 0).Take(Math.Min(NumberIn(request, "limit") ?? MostModels, MostModels));
        return ServiceAnswer.Json(200, new JsonObject
        {
            ["models"] = new JsonArray([.. page.Select(model => Entry(model, request.Query("include_schema") == "true"))]),
            ["total"] = found.Count,
        });
    }

    public static ServiceAnswer Categories(IEnumerable<CatalogModel> models) => ServiceAnswer.Json(200, new JsonObject
    {
        ["categories"] = new JsonArray(
            [.. models.Select(CategoryOf).Distinct(StringComparer.Ordinal).Select(name => JsonValue.Create(name))]),
    });

    private static JsonObject Entry(CatalogModel model, bool withSchema)
    {
        var entry = new JsonObject
        {
            ["model_id"] = model.Id,
            ["display_name"] = model.Id.Replace('/', ' '),
            ["categories"] = new JsonArray(CategoryOf(model)),
            ["kind"] = Kind,
            ["base_price_usd"] = model.Price?.Usd,
            ["price_unit"] = model.Price?.Unit,
            ["pricing_note"] = model.Price?.Note,
        };
        if (withSchema)
        {
            entry["input_schema"] = Schema(model.InputSchema);
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

    private static string CategoryOf(CatalogModel model) => model.Id.Split('/')[^1];

    private static int? NumberIn(ServiceRequest request, string name) =>
        int.TryParse(request.Query(name), out var number) && number >= 0 ? number : null;
}
