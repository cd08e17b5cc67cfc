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
            input["duration"] = duration;
        }

        if (request.ImageUrl is { } url)
        {
            // Models call the same thing start_image_url, image_url, image, images, image_urls, …
            var property = properties
                .EnumerateObject()
                .Cast<JsonProperty?>()
                .FirstOrDefault(property => property!.Value.Name.Contains("image", StringComparison.Ordinal))
                ?? throw new QuickstartException($"{request.ModelId} takes no image: leave out --image-url.");
            var isArray = property.Value.TryGetProperty("type", out var type) && type.ValueEquals("array");
            input[property.Name] = isArray ? new JsonArray(url) : url;
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

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };
}
