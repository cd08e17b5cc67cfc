namespace SchemaSdk.Extensions.AI.Schemas;

/// <summary>The schema files that become <c>$defs</c> of the schema that refers to them.</summary>
internal sealed class ReferencedFiles(IEnumerable<string> names)
{
    private static readonly Uri Root = new("schema:///");

    private readonly HashSet<string> _names = new(names, StringComparer.Ordinal);

    /// <summary>Changes the references in a file into references that are valid in the whole schema.</summary>
    /// <param name="node">The file, or a part of it.</param>
    /// <param name="file">The path of the file.</param>
    /// <param name="isRoot">True for the file that becomes the whole schema.</param>
    internal void Localize(JsonNode? node, string file, bool isRoot)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (name == "$ref" && value is JsonValue text && text.TryGetValue<string>(out var reference))
                    {
                        members[name] = Localized(reference, file, isRoot);
                    }
                    else
                    {
                        Localize(value, file, isRoot);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Localize(item, file, isRoot);
                }

                break;
            default:
                break;
        }
    }

    private string Localized(string reference, string file, bool isRoot)
    {
        var parts = reference.Split('#', 2);
        var (pointer, target) = (parts.Length > 1 ? parts[1] : "", parts[0]);
        if (target.Length == 0)
        {
            return isRoot ? reference : Within(file, pointer);
        }

        var place = new Uri(Root, Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal));
        return Uri.TryCreate(place, target, out var address)
            && Uri.UnescapeDataString(address.AbsolutePath).TrimStart('/') is var name && _names.Contains(name)
                ? Within(name, pointer)
                : reference;
    }

    private static string Within(string file, string pointer) =>
        $"#/$defs/{file.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}{pointer}";
}
