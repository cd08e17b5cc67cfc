using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>The models of Replicate, with their schemas. Each model has one version.</summary>
internal static class ReplicateCatalog
{
    /// <returns>The answer; null if the model or the version does not exist.</returns>
    public static ServiceAnswer? Answer(ServiceRequest request, EmulatedState state)
    {
        string[] path = [.. request.Path.Skip(2)];
        if (path.Length == 0)
        {
            // Like Replicate, lists only models, not their versions.
            return List(state.Models.Where(model => !ModelVersion.IsIn(model.Id)).Select(model => ModelBody(model, state)));
        }

        var end = Array.LastIndexOf(path, "versions");
        return (Find(path) ?? Find(end > 0 ? path[..end] : path)) is not { } model ? null
            : end <= 0 ? ServiceAnswer.Json(200, ModelBody(model, state))
            : path[(end + 1)..] switch
            {
                [] => List([VersionBody(model, state)]),
                [var version] when version == ModelVersion.IdOf(model.Id) => ServiceAnswer.Json(200, VersionBody(model, state)),
                _ => null,
            };

        CatalogModel? Find(string[] segments) => state.Models.FirstOrDefault(model => model.Id == string.Join('/', segments));
    }

    private static ServiceAnswer List(IEnumerable<JsonNode> results) => ServiceAnswer.Json(200, new JsonObject
    {
        ["previous"] = null,
        ["next"] = null,
        ["results"] = new JsonArray([.. results]),
    });

    private static JsonObject ModelBody(CatalogModel model, EmulatedState state)
    {
        var (owner, name) = model.Id.Split('/', 2) is [var first, var rest] ? (first, rest) : ("", model.Id);
        return new JsonObject
        {
            ["url"] = $"{state.Address}{model.Id}",
            ["owner"] = owner,
            ["name"] = name,
            ["description"] = null,
            ["visibility"] = "public",
            ["run_count"] = 0,
            ["latest_version"] = VersionBody(model, state),
        };
    }

    private static JsonObject VersionBody(CatalogModel model, EmulatedState state) => new()
    {
        ["id"] = ModelVersion.IdOf(model.Id),
        ["created_at"] = Prediction.Time(state.Now),
        ["openapi_schema"] = new JsonObject
        {
            ["openapi"] = "3.0.2",
            ["info"] = new JsonObject { ["title"] = model.Id, ["version"] = "0.1.0" },
            // Programs recognize Replicate's OpenAPI documents by this path.
            ["paths"] = new JsonObject { ["/predictions"] = new JsonObject { ["post"] = new JsonObject() } },
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject { ["Input"] = Schema(model.InputSchema), ["Output"] = Schema(model.OutputSchema) },
            },
        },
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
