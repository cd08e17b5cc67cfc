using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Tool.SchemaFolders.Changing;

/// <summary>Finds names in a schema that become the same C# name. For speed, names of different types are not distinguished.</summary>
internal sealed class PlainNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Stack<JsonNode> _open = new();

    private PlainNames()
    {
    }

    /// <summary>
    /// Returns true if two names in a schema become the same C# name, perhaps in different types. Only compiling the schema shows whether
    /// the names belong to the same type.
    /// </summary>
    internal static bool MayClash(SchemaFile file)
    {
        var names = new PlainNames();
        try
        {
            return file.References.Select(static other => other.Written)
                .Append(file.Patch?.Written)
                .Append(file.Written)
                .OfType<string>()
                .Any(text => names.HasClash(JsonParser.Read(text)));
        }
        catch (JsonTextException)
        {
            // If the file is not valid JSON, the schema must be compiled, so that the compiler finds the error.
            return true;
        }
    }

    private bool HasClash(JsonNode root)
    {
        _open.Clear();
        _open.Push(root);
        while (_open.TryPop(out var node))
        {
            if (node is JsonArray items)
            {
                Open(items);
            }
            else if (node is JsonObject members)
            {
                Open(members.Values);
                if (members.Members.SelectMany(NamesOf).Any(IsClash))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void Open(IEnumerable<JsonNode> nodes)
    {
        foreach (var node in nodes.Where(static node => node is JsonArray or JsonObject))
        {
            _open.Push(node);
        }
    }

    private static IEnumerable<string> NamesOf(JsonMember member) => (member.Name, member.Value) switch
    {
        (KeywordName.Properties, JsonObject properties) => properties.Members.Select(static property => property.Name),
        (KeywordName.Enum, JsonArray values) => values.Select(Text),
        (KeywordName.Const, JsonValue value) => [Text(value)],
        (KeywordName.Ref, JsonValue { Value: string text }) => [text[(text.LastIndexOf('/') + 1)..]],
        _ => [],
    };

    private bool IsClash(string name) => !_names.TryAdd(Identifiers.Clean(name), name) && _names[Identifiers.Clean(name)] != name;

    private static string Text(JsonNode value) => (value as JsonValue)?.Value as string ?? value.ToString();
}
