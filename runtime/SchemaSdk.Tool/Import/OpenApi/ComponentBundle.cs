using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>
/// Makes the schemas of an OpenAPI document self-contained. Copies each referenced component into the definitions of the schema.
/// </summary>
/// <param name="files">The document and the files next to it. They are not changed.</param>
internal sealed class ComponentBundle(DocumentFiles files)
{
    // The JSON Schema draft of OpenAPI 3.0 has only this keyword for definitions, and later drafts still support it.
    private const string Definitions = KeywordName.Definitions;

    // All definitions together can be longer than the files: a part can be copied both by itself and within a larger part.
    private const int MostCharacters = 16_000_000;

    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Returns the schema at this location with all definitions that it needs. The schema must be an object.</summary>
    internal BundledSchema Bundle(WrittenPlace place)
    {
        var own = Resolve(place);
        var ownNames = own.Names.ToList();
        var whole = (JsonObject)files.At(own)!.DeepClone();
        var lost = new List<string>();
        var taken = new Dictionary<WrittenPlace, string>();
        var open = new Queue<(JsonNode Part, WrittenPlace At)>([(whole, own)]);
        var definitions = whole[Definitions] as JsonObject ?? [];
        var free = new FreeNames();
        foreach (var (key, _) in definitions)
        {
            free.Take(key);
        }

        var characters = 0;
        while (open.TryDequeue(out var part))
        {
            foreach (var (holder, name, path) in WrittenReferences.In(part.Part))
            {
                var text = (string)holder[name]!;
                var at = part.At.Below(path);
                if (Target(text, at) is not { } target)
                {
                    lost.AddRange(IsInside(whole, text) ? [] : [text]);
                    continue;
                }

                var names = target.Names.ToList();
                if (target.File == own.File && names.Take(ownNames.Count).SequenceEqual(ownNames))
                {
                    holder[name] = "#" + Fragment(names.Skip(ownNames.Count));
                    continue;
                }

                var length = LengthOfUnit(names);
                var unit = new WrittenPlace(target.File, "").Below(names.Take(length));
                if (!taken.TryGetValue(unit, out var key))
                {
                    taken[unit] = key = free.Take(NameOf(unit));
                    definitions[key] = files.At(unit)!.DeepClone();
                    open.Enqueue((definitions[key]!, unit));
                    characters += definitions[key]!.ToJsonString(Written).Length;
                    if (characters > MostCharacters)
                    {
                        throw files.Refused($"the schema at {own} has more than {MostCharacters} characters, including its references.");
                    }
                }

                holder[name] = $"#{Fragment([Definitions, key, .. names.Skip(length)])}";
            }
        }

        if (taken.Count > 0 && definitions.Parent is null)
        {
            whole[Definitions] = definitions;
        }

        if (files.Draft is { } draft && whole[KeywordName.Schema] is null && WrittenReferences.HaveSiblings(whole))
        {
            whole[KeywordName.Schema] = draft;
        }

        return new BundledSchema(whole.ToJsonString(Written), [.. lost.Distinct(StringComparer.Ordinal)]);
    }

    private WrittenPlace Resolve(WrittenPlace place)
    {
        var seen = new HashSet<WrittenPlace>();
        while (seen.Add(place)
            && files.At(place) is JsonObject { Count: 1 } schema
            && schema[KeywordName.Ref] is JsonValue reference
            && reference.TryGetValue<string>(out var text)
            && Target(text, place.Below(KeywordName.Ref)) is { } next
            && files.At(next) is JsonObject)
        {
            place = next;
        }

        return place;
    }

    // Some services write definitions in the schema itself.
    private static bool IsInside(JsonObject whole, string reference) =>
        reference.Split('/') is ["#", KeywordName.Definitions or KeywordName.Defs, var name, ..]
            && whole[reference.Split('/')[1]]?[name] is not null;

    private WrittenPlace? Target(string reference, WrittenPlace at)
    {
        // In the mapping of a discriminator, the name of a component counts as a reference to that component.
        var named = new WrittenPlace(at.File, "").Below(KeywordName.Components, "schemas", Uri.UnescapeDataString(reference));
        if (!reference.Contains('/') && files.At(named) is not null)
        {
            return named;
        }

        return reference.Contains('/') || IsFile(reference.Split('#')[0]) ? files.Find(reference, at) : null;
    }

    // Without a slash, only a reference with one of these extensions names a file. Any other reference names a component.
    private static bool IsFile(string name) => Path.GetExtension(name).ToLowerInvariant() is ".json" or ".yaml" or ".yml";

    // Components are copied whole, so the path inside a component does not matter.
    private static int LengthOfUnit(List<string> names) => names switch
    {
        [KeywordName.Components, "schemas", _, ..] => 3,
        [KeywordName.Definitions or KeywordName.Defs, _, ..] => 2,
        _ => names.Count,
    };

    private static string Fragment(IEnumerable<string> names) =>
        string.Concat(names.Select(static name => "/" + Uri.EscapeDataString(WrittenPlace.Escaped(name))));

    private static string NameOf(WrittenPlace unit) => unit.Names.LastOrDefault() ?? Path.GetFileNameWithoutExtension(unit.File);
}
