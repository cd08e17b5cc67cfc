using SchemaSdk.Files;

namespace SchemaSdk.Mcp.Files;

/// <summary>A file in the output of a job.</summary>
/// <param name="Number">Its number in the output, from 0.</param>
/// <param name="Pointer">The JSON pointer of its address.</param>
/// <param name="Address">Its address: https, or a <c>data:</c> URI.</param>
internal sealed record OutputFile(int Number, string Pointer, string Address)
{
    private static readonly string[] Schemes = ["https://", "http://", "data:"];

    internal bool IsInline => Address.StartsWith("data:", StringComparison.OrdinalIgnoreCase);

    internal string? MediaType => IsInline
        ? Address[5..].Split(';', ',')[0] is { Length: > 0 and <= 100 } type ? type : null
        : Uri.TryCreate(Address, UriKind.Absolute, out var uri) ? MediaTypes.OfName(uri.AbsolutePath) : null;

    /// <summary>Lists the files of an output, and puts the address of a resource in place of each <c>data:</c> URI.</summary>
    internal static IReadOnlyList<OutputFile> TakeFrom(ref JsonNode? output, string key)
    {
        var files = new List<OutputFile>();
        output = Take(output, "", key, files);
        return files;
    }

    private static JsonNode? Take(JsonNode? node, string pointer, string key, List<OutputFile> files)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    var step = name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
                    if (Take(value, $"{pointer}/{step}", key, files) is var taken && !ReferenceEquals(taken, value))
                    {
                        members[name] = taken;
                    }
                }

                return members;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (Take(items[i], $"{pointer}/{i}", key, files) is var taken && !ReferenceEquals(taken, items[i]))
                    {
                        items[i] = taken;
                    }
                }

                return items;
            case JsonValue value when value.TryGetValue<string>(out var text)
                && Array.Exists(Schemes, scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)):
                var file = new OutputFile(files.Count, pointer, text);
                files.Add(file);
                return file.IsInline ? JsonValue.Create(JobFileAddress.Of(key, file.Number)) : value;
            default:
                return node;
        }
    }
}
