using System.Globalization;
using System.Text.RegularExpressions;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Resolves references to other schema files of the project by embedding those files in the referring document.</summary>
/// <remarks>Nothing is downloaded: only files of the project can be embedded.</remarks>
internal static class ForeignReferences
{
    /// <summary>Appended to the key of an embedded file until no definition has that key.</summary>
    private const char End = '_';

    private static readonly Regex Reference = new("\"\\$ref\"\\s*:\\s*\"(?<file>[^\"#]+)(#[^\"]*)?\"", RegexOptions.CultureInvariant);

    // The other escapes of JSON stand for characters that file names cannot contain.
    private static readonly Regex Escape = new("\\\\(/|u[0-9A-Fa-f]{4})", RegexOptions.CultureInvariant);

    /// <summary>Lists the files that a schema refers to. Searches the text instead of parsing it.</summary>
    public static IEnumerable<string> Mentioned(string text) => Reference.Matches(text)
        .Cast<Match>()
        .Select(match => Unescape(match.Groups["file"].Value))
        .Distinct(StringComparer.Ordinal)
        .OrderBy(file => file, StringComparer.Ordinal);

    /// <summary>
    /// Finds the file that a reference points to; null if no file matches. Looks in the folder of the referring file and then in each
    /// folder above it, because a shared output schema may have been copied into the folders of its models. If nothing is found there,
    /// accepts a file whose path is the end of the reference (<c>b.json</c> for <c>a/b.json</c>), or else one whose path ends with the
    /// reference (<c>x/a/b.json</c>).
    /// </summary>
    public static string? Find(string reference, string from, IReadOnlyList<string> names) => FindPath(reference, from, names)
        ?? (reference.IndexOf('%') < 0 ? null : FindPath(Uri.UnescapeDataString(reference), from, names));

    /// <summary>
    /// Embeds the referenced files in the document's <c>definitions</c>, and redirects the references to them. <c>read</c> is called once
    /// for each file, and returns null if the file is not a JSON object.
    /// </summary>
    public static void Embed(JsonObject document, string name, IReadOnlyList<string> names, Func<string, JsonNode, JsonObject?> read)
    {
        var taken = new Dictionary<string, TakenFile?>(StringComparer.Ordinal);
        var open = new Queue<(WrittenSchemas Part, string Name, string Home)>();
        var countsBeside = DraftRules.CountBesideReference(document);
        var written = new WrittenSchemas(document);
        PlainReferences.Write(written);
        open.Enqueue((written, name, "#"));
        while (open.Count > 0)
        {
            var (part, from, home) = open.Dequeue();
            foreach (var reference in part.References
                .Where(member => member.Name == KeywordName.Ref)
                .Concat(part.Mapped)
                .Select(member => (JsonValue)member.Value))
            {
                var text = (string)reference.Value!;
                var end = text.IndexOf('#');
                var (path, fragment) = end < 0 ? (text, "") : (text.Substring(0, end), text.Substring(end + 1));
                if (SchemaPointers.PointerIn(text) is not null)
                {
                    reference.Value = home + fragment;
                }

                if (path.Length == 0 || Find(path, from, names) is not { } target)
                {
                    continue;
                }

                if (!taken.TryGetValue(target, out var file))
                {
                    taken[target] = file = read(target, reference) is { } content
                        ? new TakenFile(content, FreeKey(Definitions(document), target), countsBeside)
                        : null;
                    if (file is not null)
                    {
                        Definitions(document)[file.Key] = file.Written.Document;
                        open.Enqueue((file.Written, target, file.Home));
                    }
                }

                reference.Value = file?.Refer(fragment) ?? text;
            }
        }
    }

    /// <summary>
    /// Returns the pointer to show in a message. A pointer into an embedded file becomes the file's name and the pointer within that file.
    /// </summary>
    /// <param name="pointer">
    /// A pointer such as <c>/definitions/file_a_002eschema_002ejson/x</c>, with or without a leading <c>#</c>. Text that does not point
    /// into an embedded file is returned unchanged.
    /// </param>
    /// <param name="names">The names of the embedded files.</param>
    /// <returns>For the example above, <c>a.schema.json#/x</c>.</returns>
    public static string Shown(string pointer, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var home = $"/{KeywordName.Definitions}/{KeyOf(name)}";
            var rest = pointer.StartsWith("#", StringComparison.Ordinal) ? pointer.Substring(1) : pointer;
            var way = rest.StartsWith(home, StringComparison.Ordinal) ? rest.Substring(home.Length).TrimStart(End) : null;
            if (way is "" || way?[0] == '/')
            {
                return $"{name}#{way}";
            }
        }

        return pointer;
    }

    private static string? FindPath(string reference, string from, IReadOnlyList<string> names)
    {
        var below = Simplify(reference, keepsStart: false);
        return FoldersOf(from)
                .Select(folder => Simplify(folder + reference, keepsStart: true))
                .Append(below)
                .Select(path => names.FirstOrDefault(name => name == path))
                .FirstOrDefault(name => name is not null)
            ?? names.FirstOrDefault(name => ("/" + below).EndsWith("/" + name, StringComparison.Ordinal))
            ?? names.FirstOrDefault(name => name.EndsWith("/" + below, StringComparison.Ordinal));
    }

    /// <summary>
    /// Returns the path of a file's folder and of each folder above it, nearest first. The root's path is empty; others end with <c>/</c>.
    /// </summary>
    private static IEnumerable<string> FoldersOf(string file)
    {
        for (var end = file.LastIndexOf('/'); end > 0; end = file.LastIndexOf('/', end - 1))
        {
            yield return file.Substring(0, end + 1);
        }

        yield return "";
    }

    private static string Unescape(string text) => Escape.Replace(text, escape => escape.Value == "\\/"
        ? "/"
        : ((char)int.Parse(escape.Value.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());

    private static JsonObject Definitions(JsonObject document)
    {
        if (document[KeywordName.Definitions] is not JsonObject definitions)
        {
            document[KeywordName.Definitions] = definitions = [];
        }

        return definitions;
    }

    private static string FreeKey(JsonObject definitions, string name)
    {
        var key = KeyOf(name);
        while (definitions.ContainsKey(key))
        {
            key += End;
        }

        return key;
    }

    /// <summary>
    /// Returns the preferred key of an embedded file. Every file gets a different key, and a JSON pointer to the key needs no escapes.
    /// </summary>
    private static string KeyOf(string name) => "file_" + Regex.Replace(name, "[^A-Za-z0-9]", match => $"_{(int)match.Value[0]:x4}");

    private static string Simplify(string path, bool keepsStart)
    {
        var steps = new List<string>();
        foreach (var step in path.Split('/'))
        {
            if (step == ".." && steps.Count > 0 && steps[steps.Count - 1] != "..")
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or "..") || (step == ".." && keepsStart))
            {
                steps.Add(step);
            }
        }

        return string.Join("/", steps);
    }
}
