namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Creates OpenAPI documents like fal's and Replicate's.</summary>
internal static class ModelDocument
{
    /// <summary>Returns a document of fal. Components of the input and output schemas become components of the document.</summary>
    internal static JsonObject OfFal(string id, string input, string output)
    {
        var components = ComponentsOf((input, "Own.Input"), (output, "Own.Output"));
        return new JsonObject
        {
            ["openapi"] = "3.0.4",
            ["info"] = new JsonObject { ["x-fal-metadata"] = new JsonObject { ["endpointId"] = id } },
            ["paths"] = new JsonObject
            {
                [$"/{id}"] = new JsonObject { ["post"] = new JsonObject { ["requestBody"] = ContentOf("Own.Input") } },
                [$"/{id}/requests/{{request_id}}"] = new JsonObject
                {
                    ["get"] = new JsonObject { ["responses"] = new JsonObject { ["200"] = ContentOf("Own.Output") } },
                },
            },
            ["components"] = new JsonObject { ["schemas"] = components },
        };
    }

    internal static JsonObject OfReplicate(string input, string output) => new()
    {
        ["openapi"] = "3.0.2",
        ["paths"] = new JsonObject { ["/predictions"] = new JsonObject { ["post"] = new JsonObject() } },
        ["components"] = new JsonObject { ["schemas"] = ComponentsOf((input, "Input"), (output, "Output")) },
    };

    private static JsonObject ComponentsOf(params (string Schema, string Name)[] schemas)
    {
        var components = new JsonObject();
        foreach (var (text, name) in schemas)
        {
            var schema = JsonNode.Parse(text)!.AsObject();
            foreach (var (key, component) in schema["components"]?["schemas"] as JsonObject ?? [])
            {
                components[key] ??= component!.DeepClone();
            }

            schema.Remove("components");
            components[name] = schema.DeepClone();
        }

        return components;
    }

    private static JsonObject ContentOf(string component) => new()
    {
        ["content"] = new JsonObject
        {
            ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{component}" } },
        },
    };
}
