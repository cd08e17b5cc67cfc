using System.Text.Json.Nodes;

namespace SchemaSdk.Durable.Reading;

/// <summary>The paths of the files of a job, as one JSON text.</summary>
internal static class FileList
{
    internal static string? Write(IReadOnlyList<string> files) => files.Count == 0 ? null
        : new JsonArray([.. files.Select(static file => (JsonNode)JsonValue.Create(file))]).ToJsonString();

    internal static IReadOnlyList<string> Read(string? text)
    {
        using var document = JsonDocument.Parse(text ?? "[]");
        return document.RootElement.EnumerateArray().Select(static file => file.GetString() ?? "").ToList();
    }
}
