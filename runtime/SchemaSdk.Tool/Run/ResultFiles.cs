using System.Runtime.InteropServices;
using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.Services;

namespace SchemaSdk.Tool.Run;

/// <summary>Finds the files of a result, and checks the folder in which to save them.</summary>
internal static class ResultFiles
{
    private static readonly string[] Schemes = ["https://", "http://", "data:"];

    /// <summary>Lists the URLs in an output, in order and without duplicates.</summary>
    internal static IReadOnlyList<string> Find(JsonElement output) =>
        output.ValueKind == JsonValueKind.Undefined ? [] : Find(JsonMarshal.GetRawUtf8Value(output));

    /// <summary>Lists the URLs in JSON, in order and without duplicates.</summary>
    internal static IReadOnlyList<string> Find(ReadOnlySpan<byte> json) =>
    [
        .. Texts(json)
            .Where(text => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.Ordinal),
    ];

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
    private static List<string> Texts(ReadOnlySpan<byte> json)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(json, ServiceBody.AnyDepth);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && JsonText.TryRead(ref reader, out var text))
            {
                texts.Add(text);
            }
        }

        return texts;
    }
}
