using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Model;

/// <summary>A project's reference files, ordered by name. Schemas and patches refer to these files.</summary>
internal sealed record ReferenceIndex(EquatableArray<ReferenceFile> Files)
{
    public static ReferenceIndex Build(IEnumerable<ReferenceFile> files) =>
        new(files.OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>
    /// Returns a schema with the files that it refers to, directly or through other files. A change to any other file does not change the
    /// result.
    /// </summary>
    public SchemaFile Link(SchemaFile file)
    {
        if (file.Mentioned.Count == 0)
        {
            return file;
        }

        // If files in several schema folders have the same name, the one in the folder of this schema is used.
        var files = Files.Where(other => other.Client == file.Client)
            .OrderBy(other => other.Root == file.Root ? 0 : 1).ToList();
        var names = files.Select(other => other.Name).ToList();
        var needed = new SortedDictionary<string, ReferenceFile>(StringComparer.Ordinal);
        var open = new Queue<(string Name, EquatableArray<string> Mentioned)>([(file.Name, file.Mentioned)]);
        while (open.Count > 0)
        {
            var (from, mentioned) = open.Dequeue();
            foreach (var reference in mentioned)
            {
                if (ForeignReferences.Find(reference, from, names) is { } name && !needed.ContainsKey(name))
                {
                    var found = files.First(other => other.Name == name);
                    needed.Add(name, found);
                    open.Enqueue((name, found.Mentioned));
                }
            }
        }

        return file with { References = needed.Values.ToEquatableArray() };
    }
}
