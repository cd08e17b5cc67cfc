using SchemaSdk.CompilerServices;

namespace SchemaSdk.Extensions.AI.Schemas;

/// <summary>The schema files that become <c>$defs</c> of the schema that refers to them.</summary>
/// <param name="files">The path of each file, relative to the schema root, and its content. A path may start with <c>..</c>.</param>
internal sealed class ReferencedFiles(IReadOnlyList<KeyValuePair<string, JsonObject>> files)
{
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
        var (target, fragment) = (parts[0], parts.Length > 1 ? parts[1] : "");
        if (target.Length == 0 && isRoot)
        {
            return reference;
        }

        var name = target.Length == 0 ? file : FindFile(target, file) ?? FindFile(Uri.UnescapeDataString(target), file);
        return name is not null && PointerIn(name, fragment) is { } pointer
            ? $"#/$defs/{JsonPointers.Escape(name).Replace("%", "%25", StringComparison.Ordinal)}{pointer}"
            : reference;
    }

    // Searches as the generator does: from the folder of the referring file upward, then by the ends of the paths.
    private string? FindFile(string target, string from)
    {
        var below = Simplify(target, keepsStart: false);
        return FoldersOf(from)
                .Select(folder => Simplify(folder + target, keepsStart: true))
                .Append(below)
                .Select(path => First(name => name == path))
                .FirstOrDefault(static name => name is not null)
            ?? First(name => $"/{below}".EndsWith($"/{name}", StringComparison.Ordinal))
            ?? First(name => name.EndsWith($"/{below}", StringComparison.Ordinal));
    }

    private static IEnumerable<string> FoldersOf(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1))
        {
            yield return file[..(end + 1)];
        }

        yield return "";
    }

    private string? First(Func<string, bool> fits) => files.Select(static file => file.Key).FirstOrDefault(fits);

    // Replaces an anchor with a pointer, because services for language models may not know anchors.
    private string? PointerIn(string name, string fragment) => fragment.Length == 0 || fragment[0] == '/'
        ? fragment
        : PointerTo(Uri.UnescapeDataString(fragment), files.First(file => file.Key == name).Value)
            ?.Replace("%", "%25", StringComparison.Ordinal);

    private static string? PointerTo(string anchor, JsonNode? node) => node switch
    {
        JsonObject members when HasAnchor(members, anchor) => "",
        JsonObject members => members
            .Select(member => PointerTo(anchor, member.Value) is { } rest ? $"/{JsonPointers.Escape(member.Key)}{rest}" : null)
            .FirstOrDefault(static pointer => pointer is not null),
        JsonArray items => items
            .Select((item, index) => PointerTo(anchor, item) is { } rest ? $"/{index}{rest}" : null)
            .FirstOrDefault(static pointer => pointer is not null),
        _ => null,
    };

    // Before draft 2019-09, schemas had no "$anchor". Instead, an "$id" that started with # was the anchor.
    private static bool HasAnchor(JsonObject schema, string anchor) =>
        IsText(schema["$anchor"], anchor) || IsText(schema["$dynamicAnchor"], anchor) || IsText(schema["$id"], $"#{anchor}");

    private static bool IsText(JsonNode? node, string text) =>
        node is JsonValue value && value.TryGetValue<string>(out var found) && found == text;

    private static string Simplify(string path, bool keepsStart)
    {
        var steps = new List<string>();
        foreach (var step in path.Split('/'))
        {
            if (step == ".." && steps.Count > 0 && steps[^1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or "..") || (step == ".." && keepsStart))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }
}
