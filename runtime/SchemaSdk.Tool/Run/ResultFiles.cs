using System.Text.Json;

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
            // A string with an unpaired surrogate is not a URL.
            return null;
        }
    }
}
