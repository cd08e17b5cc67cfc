namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>Creates OpenAPI documents like fal's and Replicate's.</summary>
internal static class ModelDocument
{
    /// <summary>Returns a document of fal. Components of the input and output schemas become components of the document.</summary>
    internal static JsonNode OfFal(string id, string input, string output) => JsonNode.Parse(
        $$$"""
        {
          "openapi": "3.0.4",
          "info": { "x-fal-metadata": { "endpointId": "{{{id}}}" } },
          "paths": {
            "/{{{id}}}": { "post": { "requestBody": {{{ContentOf("Own.Input")}}} } },
            "/{{{id}}}/requests/{request_id}": { "get": { "responses": { "200": {{{ContentOf("Own.Output")}}} } } }
          },
          "components": { "schemas": {{{ComponentsOf((input, "Own.Input"), (output, "Own.Output"))}}} }
        }
        """)!;

    internal static JsonNode OfReplicate(string input, string output) => JsonNode.Parse(
        $$$"""
        {
          "openapi": "3.0.2",
          "paths": { "/predictions": { "post": {} } },
          "components": { "schemas": {{{ComponentsOf((input, "Input"), (output, "Output"))}}} }
        }
        """)!;

    private static string ContentOf(string component) =>
        $$"""{ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/{{component}}" } } } }""";

    private static string ComponentsOf(params (string Schema, string Name)[] schemas)
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
            components[name] = schema;
        }

        return components.ToJsonString();
    }
}
