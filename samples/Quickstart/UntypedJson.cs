using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk;

namespace Quickstart;

/// <summary>Converts the input and output of models for which this program has no typed call.</summary>
internal static class UntypedJson
{
    /// <summary>Creates an input from the command-line options. Other properties of the schema keep the model's defaults.</summary>
    /// <exception cref="QuickstartException">The request has an image, but the schema has no property for it.</exception>
    public static JsonElement Input(string inputSchema, Request request)
    {
        using var schema = JsonDocument.Parse(inputSchema);
        var properties = schema.RootElement.GetProperty("properties");
        var input = new JsonObject { ["prompt"] = request.Prompt };

        if (request.Duration is { } duration)
        {
            input["duration"] = IsOf(properties, "duration", "string") ? $"{duration}" : duration;
        }

        if (request.ImageUrl is { } url)
        {
            var name = ImageProperty(schema.RootElement, properties)
                ?? throw new QuickstartException($"{request.ModelId} accepts no image: omit --image-url.");
            input[name] = IsOf(properties, name, "array") ? new JsonArray(url) : url;
        }

        return JsonSerializer.SerializeToElement(input);
    }

    /// <summary>Returns every URL in the output.</summary>
    public static IReadOnlyList<ModelFile> Files(JsonElement output) =>
        Texts(output)
            .Where(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            .Distinct()
            .Select(ModelFile.FromUrl)
            .ToList();

    /// <summary>
    /// Finds the property for the image, such as start_image_url, image_url, image, images or image_urls. A required property is preferred
    /// to an optional one such as end_image_url. Properties such as max_images and image_size are skipped.
    /// </summary>
    private static string? ImageProperty(JsonElement schema, JsonElement properties)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()) : [];
        return properties.EnumerateObject()
            .Where(property => property.Name.Contains("image", StringComparison.Ordinal) && !property.Value.TryGetProperty("enum", out _))
            .Select(property => property.Name)
            .Where(name => IsOf(properties, name, "string") || IsOf(properties, name, "array"))
            .OrderByDescending(name => required.Contains(name))
            .FirstOrDefault();
    }

    private static bool IsOf(JsonElement properties, string name, string type) =>
        properties.TryGetProperty(name, out var property) && property.TryGetProperty("type", out var written) && written.ValueEquals(type);

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
