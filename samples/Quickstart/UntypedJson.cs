using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk;

namespace Quickstart;

/// <summary>Input and output of a model that this program has no typed call for.</summary>
internal static class UntypedJson
{
    /// <summary>Fills the properties of the schema that the command line can fill; the others keep the model's defaults.</summary>
    /// <exception cref="QuickstartException">There is an image but no property for one.</exception>
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
                ?? throw new QuickstartException($"{request.ModelId} takes no image: leave out --image-url.");
            input[name] = IsOf(properties, name, "array") ? new JsonArray(url) : url;
        }

        return JsonSerializer.SerializeToElement(input);
    }

    /// <summary>Every URL of the output, one or many per property.</summary>
    public static IReadOnlyList<ModelFile> Files(JsonElement output) =>
        Texts(output)
            .Where(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            .Distinct()
            .Select(ModelFile.FromUrl)
            .ToList();

    /// <summary>
    /// Models call the same thing start_image_url, image_url, image, images, image_urls, …; one that has to be there comes before an
    /// end_image_url. A max_images or image_size is something else.
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
