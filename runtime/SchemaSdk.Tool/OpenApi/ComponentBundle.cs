using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Tool.OpenApi;

/// <summary>
/// Makes schemas of an OpenAPI document stand by themselves: the components that they refer to come along as definitions.
/// </summary>
/// <param name="document">The document. It stays as it is.</param>
internal sealed class ComponentBundle(JsonObject document)
{
    private const string Components = "#/components/schemas/";

    // The schemas of OpenAPI 3.0 are of a draft that knows no other place, and each later one knows it too.
    private const string Definitions = KeywordName.Definitions;

    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _components = document[KeywordName.Components]?["schemas"] as JsonObject ?? [];

    /// <param name="schema">The schema, a part of the document.</param>
    internal BundledSchema Bundle(JsonObject schema)
    {
        var (own, root) = Resolve(schema);
        var whole = (JsonObject)root.DeepClone();
        var lost = new List<string>();
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<JsonNode>([whole]);
        var definitions = whole[Definitions] as JsonObject ?? [];
        while (open.TryDequeue(out var part))
        {
            foreach (var (holder, name) in WrittenReferences.In(part))
            {
                var text = (string)holder[name]!;
                if (PartOf(text) is not { } target)
                {
                    lost.AddRange(IsInside(whole, text) ? [] : [text]);
                }
                else if (target.Name == own)
                {
                    holder[name] = "#" + target.Below;
                }
                else
                {
                    if (!taken.TryGetValue(target.Name, out var key))
                    {
                        taken[target.Name] = key = FreeName(definitions, target.Name);
                        definitions[key] = _components[target.Name]!.DeepClone();
                        open.Enqueue(definitions[key]!);
                    }

                    holder[name] = $"#/{Definitions}/{Escaped(key)}{target.Below}";
                }
            }
        }

        if (taken.Count > 0 && definitions.Parent is null)
        {
            whole[Definitions] = definitions;
        }

        return new BundledSchema(whole.ToJsonString(Written), [.. lost.Distinct(StringComparer.Ordinal)]);
    }

    // A schema that is nothing but a reference is what that leads to; through some of them, since documents chain them.
    private (string? Name, JsonObject Schema) Resolve(JsonObject schema)
    {
        string? own = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (schema.Count == 1
            && schema[KeywordName.Ref] is JsonValue reference
            && reference.TryGetValue<string>(out var text)
            && PartOf(text) is { Below: "" } target
            && seen.Add(target.Name)
            && _components[target.Name] is JsonObject next)
        {
            (own, schema) = (target.Name, next);
        }

        return (own, schema);
    }

    // Some services leave the definitions of a schema inside it, with references as if it stood by itself already.
    private static bool IsInside(JsonObject whole, string reference) =>
        reference.Split('/') is ["#", KeywordName.Definitions or KeywordName.Defs, var name, ..]
            && whole[reference.Split('/')[1]]?[name] is not null;

    private (string Name, string Below)? PartOf(string reference)
    {
        if (!reference.Contains('/'))
        {
            // In the mapping of a discriminator, the name of a component stands for a reference to it.
            reference = Components + reference;
        }

        if (!reference.StartsWith(Components, StringComparison.Ordinal))
        {
            return null;
        }

        var end = reference.IndexOf('/', Components.Length);
        var segment = end < 0 ? reference[Components.Length..] : reference[Components.Length..end];
        var name = Uri.UnescapeDataString(segment)
            .Replace("~1", "/", StringComparison.Ordinal)
            .Replace("~0", "~", StringComparison.Ordinal);
        return _components[name] is not null ? (name, end < 0 ? "" : reference[end..]) : null;
    }

    private static string FreeName(JsonObject definitions, string name)
    {
        while (definitions.ContainsKey(name))
        {
            name += "_";
        }

        return name;
    }

    private static string Escaped(string name) =>
        Uri.EscapeDataString(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
}
