using SchemaSdk.Files;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Models;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>get_model</c>: describes one model.</summary>
internal sealed class GetModelTool(ModelToolServer server) : ModelTool("get_model")
{
    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var model = server.Models.Get(call.Arguments.RequiredText("id"));
        var (entry, problem) = await EntryOfAsync(model, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(Describe(model, entry, problem));
        }
        catch (JsonException exception)
        {
            throw new ToolRefusal($"A schema of {model.Id} is not JSON: {exception.Message}");
        }
    }

    private static JsonObject Describe(ModelInfo model, ModelCatalogEntry? entry, string? problem)
    {
        var answer = new JsonObject
        {
            ["id"] = model.Id,
            ["title"] = ModelWords.TitleOf(model, entry),
            ["kind"] = ModelWords.KindOf(model, entry),
            ["input_schema"] = Parse(model.InputSchema) ?? new JsonObject(),
            ["rules"] = new JsonArray([.. SchemaRules.Of(model).Select(static rule => (JsonNode)rule)]),
            ["price"] = PriceOf(entry, problem),
        };
        Add(answer, "input_patch", model.InputPatch);
        Add(answer, "output_schema", model.OutputSchema);
        Add(answer, "example", model.Example);
        if (model.References.Count > 0)
        {
            answer["references"] = new JsonObject(model.References.Select(
                static file => KeyValuePair.Create(file.Key, NodeOf(file.Value))));
        }

        return answer;
    }

    private async Task<(ModelCatalogEntry? Entry, string? Problem)> EntryOfAsync(ModelInfo model, CancellationToken cancellationToken)
    {
        var service = server.Client.Parts.Access.Settings.Service;
        if (service.Catalog is null)
        {
            return (null, $"{service.Names.Name} has no catalogue of prices.");
        }

        try
        {
            var read = server.Prices.LimitAsync(stop => server.Client.GetModelAsync(model.Id, stop), cancellationToken);
            return (await read.ConfigureAwait(false), null);
        }
        catch (ModelException exception)
        {
            return (null, exception.Message);
        }
    }

    private static JsonObject PriceOf(ModelCatalogEntry? entry, string? problem)
    {
        var price = new JsonObject();
        if (entry?.BasePriceUsd is { } amount)
        {
            price["base_usd"] = amount;
            price["unit"] = entry.PriceUnit ?? "unknown";
        }
        else
        {
            price["unknown_because"] = problem ?? "The catalogue has no price for this model.";
        }

        if (entry?.PricingNote is { Length: > 0 } note)
        {
            price["note"] = note;
        }

        return price;
    }

    private static void Add(JsonObject answer, string name, string? text)
    {
        if (Parse(text) is { } parsed)
        {
            answer[name] = parsed;
        }
    }

    private static JsonObject? Parse(string? text) => text is null ? null : NodeOf(text) as JsonObject;

    private static JsonNode? NodeOf(string text) => JsonNode.Parse(ShownJson.Whole(text), documentOptions: ShownJson.AnyDepth);
}
