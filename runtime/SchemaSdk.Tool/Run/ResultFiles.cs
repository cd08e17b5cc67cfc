using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.CompilerServices;
using SchemaSdk.Services;

namespace SchemaSdk.Tool.Run;

/// <summary>Finds the files of a result, and checks the folder in which to save them.</summary>
internal static class ResultFiles
{
    private static readonly string[] Schemes = ["https://", "http://", "data:"];

    /// <summary>Lists the URLs in an output, in order and without duplicates.</summary>
    internal static IReadOnlyList<string> Find(JsonElement output) =>
    [
        .. Texts(output)
            .Where(text => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Returns the strings in an input, some of which an output may repeat.</summary>
    internal static IReadOnlySet<string> TextsOf(JsonObject input)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var left = new Stack<JsonNode?>([input]);
        while (left.TryPop(out var node))
        {
            if (node is JsonValue value && value.TryGetValue(out string? text))
            {
                texts.Add(text);
            }

            foreach (var inner in node as JsonArray ?? (node as JsonObject)?.Select(static member => member.Value) ?? [])
            {
                left.Push(inner);
            }
        }

        return texts;
    }

    /// <summary>Checks that files can be saved in a folder. Called before a job is charged.</summary>
    /// <exception cref="IOException">Files cannot be saved in the folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    internal static void Try(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        File.Create(path).Dispose();
        File.Delete(path);
    }

    // Does not recurse, because deep nesting would overflow the stack. Skips a string with an unpaired surrogate: it is not a URL.
    private static List<string> Texts(JsonElement output)
    {
        var texts = new List<string>();
        if (output.ValueKind != JsonValueKind.Undefined)
        {
            var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(output), ServiceBody.AnyDepth);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && JsonText.TryRead(ref reader, out var text))
                {
                    texts.Add(text);
                }
            }
        }

        return texts;
    }
}
