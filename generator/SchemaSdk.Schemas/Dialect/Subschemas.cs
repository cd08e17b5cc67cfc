using System.Runtime.CompilerServices;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Finds the schemas directly inside a schema. Skips data, such as <c>default</c> and <c>enum</c>.</summary>
internal static class Subschemas
{
    private static readonly string[] Whole = Names(SubschemaPlaces.Whole, SubschemaPlaces.WholeOrItems);
    private static readonly string[] WholeOrFlag = Names(SubschemaPlaces.WholeOrFlag);
    private static readonly string[] Items = Names(SubschemaPlaces.Items, SubschemaPlaces.WholeOrItems);
    private static readonly string[] Members = Names(SubschemaPlaces.Members, SubschemaPlaces.Definitions);
    private static readonly string[] MembersOrNames = Names(SubschemaPlaces.MembersOrNames);
    private static readonly string[] Components = Names(SubschemaPlaces.Components);

    private static readonly HashSet<string> Holders = new(Whole.Concat(WholeOrFlag).Concat(Items), StringComparer.Ordinal);
    private static readonly HashSet<string> Maps = new(Members.Concat(MembersOrNames), StringComparer.Ordinal);

    /// <summary>Returns true if the value of a keyword is a schema or an array of schemas.</summary>
    public static bool IsHolder(string keyword) => Holders.Contains(keyword);

    /// <summary>Returns true if the value of a keyword maps names to schemas.</summary>
    public static bool IsMap(string keyword) => Maps.Contains(keyword);

    [MethodImpl(Compiled.AtOnce)]
    public static IEnumerable<JsonObject> Of(JsonObject schema)
    {
        var found = new List<JsonObject>();
        AddObjects(Places(schema), found);
        foreach (var keyword in WholeOrFlag)
        {
            if (schema[keyword] is JsonObject subschema)
            {
                found.Add(subschema);
            }
        }

        return found;
    }

    /// <summary>Lists the values at positions where only a schema is valid, including values that are not objects.</summary>
    [MethodImpl(Compiled.AtOnce)]
    public static List<JsonNode> Places(JsonObject schema)
    {
        var found = new List<JsonNode>();
        foreach (var keyword in Whole)
        {
            if (schema[keyword] is { } value and not JsonArray and not JsonValue { Value: null })
            {
                found.Add(value);
            }
        }

        foreach (var keyword in Items)
        {
            AddItems(schema[keyword] as JsonArray, found);
        }

        foreach (var keyword in Members)
        {
            AddValues(schema[keyword] as JsonObject, found);
        }

        foreach (var keyword in MembersOrNames)
        {
            found.AddRange((schema[keyword] as JsonObject)?.Values.Where(value => value is not JsonArray) ?? []);
        }

        foreach (var keyword in Components)
        {
            AddValues((schema[keyword] as JsonObject)?["schemas"] as JsonObject, found);
        }

        return found;
    }

    private static string[] Names(params SubschemaPlaces[] places) =>
        KeywordTable.Names(keyword => Array.IndexOf(places, keyword.Holds) >= 0);

    private static void AddItems(JsonArray? items, List<JsonNode> found)
    {
        if (items is not null)
        {
            found.AddRange(items);
        }
    }

    private static void AddValues(JsonObject? members, List<JsonNode> found)
    {
        if (members is not null)
        {
            found.AddRange(members.Values);
        }
    }

    private static void AddObjects(List<JsonNode> places, List<JsonObject> found)
    {
        foreach (var place in places)
        {
            if (place is JsonObject schema)
            {
                found.Add(schema);
            }
        }
    }
}
