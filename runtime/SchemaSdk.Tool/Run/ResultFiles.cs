using System.Text.Json;

namespace SchemaSdk.Tool.Run;

/// <summary>Finds the files of a result, and saves them.</summary>
internal static class ResultFiles
{
    private static readonly string[] Schemes = ["https://", "http://", "data:"];

    /// <summary>Every address in an output, once, in its order.</summary>
    internal static IReadOnlyList<string> Find(JsonElement output) =>
    [
        .. Texts(output)
            .Where(text => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Finds out whether files can be saved in a folder, while nothing was paid for yet.</summary>
    /// <exception cref="IOException">They cannot be.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be.</exception>
    internal static void Try(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        File.Create(path).Dispose();
        File.Delete(path);
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => TextOf(value) is { } text ? [text] : [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value)),
        _ => [],
    };

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a character is escaped in it: no address has that.
            return null;
        }
    }
}
