using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>The models and prices of fal's platform API.</summary>
/// <remarks>
/// The paths and members are documented. The following is assumed: the category of a model is the last segment of its id; its OpenAPI
/// document has only the schemas of its input and output; and a search matches a part of an id.
/// </remarks>
internal static class FalCatalog
{
    private const int MostModels = 100;

    public static ServiceAnswer Models(ServiceRequest request, EmulatedState state)
    {
        var withSchemas = request.Queries("expand").Contains("openapi-3.0");
        return FalPage.Of(request, "models", Named(request, state), MostModels, model => Entry(model, withSchemas, state));
    }

    public static ServiceAnswer Prices(ServiceRequest request, EmulatedState state) => FalPage.Of(
        request,
        "prices",
        [.. Named(request, state).Where(model => model.Price is not null)],
        MostModels,
        model => new JsonObject
        {
            ["endpoint_id"] = model.Id,
            ["unit_price"] = model.Price!.Usd,
            ["unit"] = model.Price.Unit,
            ["currency"] = "USD",
        });

    private static List<CatalogModel> Named(ServiceRequest request, EmulatedState state)
    {
        var ids = request.Queries("endpoint_id").SelectMany(static value => value.Split(',')).ToHashSet(StringComparer.Ordinal);
        var search = request.Query("q");
        return
        [
            .. state.Models
                .Where(model => ids.Count == 0 || ids.Contains(model.Id))
                .Where(model => search is null || model.Id.Contains(search, StringComparison.OrdinalIgnoreCase)),
        ];
    }

    private static JsonObject Entry(CatalogModel model, bool withSchemas, EmulatedState state)
    {
        var entry = new JsonObject
        {
            ["endpoint_id"] = model.Id,
            ["metadata"] = new JsonObject
            {
                ["display_name"] = model.Id.Replace('/', ' '),
                ["category"] = model.Id.Split('/')[^1],
                ["status"] = "active",
                ["tags"] = new JsonArray(),
                ["updated_at"] = FalTime.Write(state.Now),
            },
        };
        if (withSchemas)
        {
            entry["openapi"] = Document(model);
        }

        return entry;
    }

    private static JsonObject Document(CatalogModel model) => new()
    {
        ["openapi"] = "3.0.4",
        ["info"] = new JsonObject { ["title"] = model.Id, ["version"] = "1.0.0" },
        ["components"] = new JsonObject
        {
            ["schemas"] = new JsonObject { ["Input"] = Schema(model.InputSchema), ["Output"] = Schema(model.OutputSchema) },
        },
        ["paths"] = new JsonObject
        {
            [$"/{model.Id}"] = new JsonObject
            {
                ["post"] = new JsonObject { ["requestBody"] = new JsonObject { ["content"] = Content("Input") } },
            },
            [$"/{model.Id}/requests/{{request_id}}"] = new JsonObject
            {
                ["get"] = new JsonObject
                {
                    ["responses"] = new JsonObject { ["200"] = new JsonObject { ["content"] = Content("Output") } },
                },
            },
        },
    };

    private static JsonObject Content(string schema) => new()
    {
        [ServiceAnswer.JsonType] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" } },
    };

    private static JsonNode Schema(string? text)
    {
        try
        {
            return JsonNode.Parse(text ?? "{}") ?? new JsonObject();
        }
        catch (JsonException)
        {
            // One schema that is not JSON must not break the whole catalogue.
            return new JsonObject();
        }
    }
}
