using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Files;

/// <summary>JSON that agents and language models read.</summary>
internal static class ShownJson
{
    // The same depth as the inputs of a client.
    private const int MaxDepth = 1000;

    /// <summary>Writes characters outside ASCII without escapes, so that text in every language stays readable.</summary>
    internal static JsonSerializerOptions Readable { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    internal static JsonDocumentOptions AnyDepth { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>An output without the contents of its files, which can have megabytes.</summary>
    // textOf: returns the text that replaces a data: URI, from the file and its number in the list.
    internal static JsonNode? OutputOf(JsonElement output, IReadOnlyList<OutputFile> files, Func<OutputFile, int, string> textOf)
    {
        var node = NodeOf(output);
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].IsInline)
            {
                node = With(node, files[i].Pointer, JsonValue.Create(textOf(files[i], i)));
            }
        }

        return node;
    }

    private static JsonNode? NodeOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(element),
        JsonValueKind.Array => JsonArray.Create(element),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => JsonValue.Create(element),
    };

    private static JsonNode? With(JsonNode? root, string pointer, JsonValue value)
    {
        if (pointer.Length == 0)
        {
            return value;
        }

        var steps = pointer[1..].Split('/');
        var place = root!;
        foreach (var step in steps[..^1])
        {
            place = place is JsonArray items ? items[IndexIn(step)]! : place[NameIn(step)]!;
        }

        if (place is JsonArray last)
        {
            last[IndexIn(steps[^1])] = value;
        }
        else
        {
            place[NameIn(steps[^1])] = value;
        }

        return root;
    }

    private static int IndexIn(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static string NameIn(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
