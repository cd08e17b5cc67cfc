using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Keywords;

namespace SchemaSdk.Schemas.Dialect;

/// <summary>Where JSON Schema has schemas inside a schema. Data (<c>default</c>, <c>enum</c>, <c>examples</c>) is not among them.</summary>
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

    /// <summary>Whether a keyword holds a schema, or an array of them.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool IsHolder(string keyword) => Holders.Contains(keyword);

    /// <summary>Whether a keyword maps names to schemas.</summary>
    /// <param name="keyword">The keyword.</param>
    public static bool IsMap(string keyword) => Maps.Contains(keyword);

    /// <summary>Lists the schemas directly inside a schema.</summary>
    /// <param name="schema">The schema to look into.</param>
    public static IEnumerable<JObject> Of(JObject schema)
    {
        var found = new List<JObject>();
        AddObjects(Places(schema), found);
        foreach (var keyword in WholeOrFlag)
        {
            if (schema[keyword] is JObject subschema)
            {
                found.Add(subschema);
            }
        }

        return found;
    }

    /// <summary>Lists what stands where only a schema can: it is one, or a value that stands for one.</summary>
    /// <param name="schema">The schema to look into.</param>
    public static List<JToken> Places(JObject schema)
    {
        var found = new List<JToken>();
        foreach (var keyword in Whole)
        {
            if (schema[keyword] is { } value and not JArray and not JValue { Value: null })
            {
                found.Add(value);
            }
        }

        foreach (var keyword in Items)
        {
            AddItems(schema[keyword] as JArray, found);
        }

        foreach (var keyword in Members)
        {
            AddValues(schema[keyword] as JObject, found);
        }

        foreach (var keyword in MembersOrNames)
        {
            found.AddRange((schema[keyword] as JObject)?.PropertyValues().Where(value => value is not JArray) ?? []);
        }

        foreach (var keyword in Components)
        {
            AddValues((schema[keyword] as JObject)?["schemas"] as JObject, found);
        }

        return found;
    }

    private static string[] Names(params SubschemaPlaces[] places) =>
        KeywordTable.Names(keyword => Array.IndexOf(places, keyword.Holds) >= 0);

    private static void AddItems(JArray? items, List<JToken> found)
    {
        if (items is not null)
        {
            found.AddRange(items);
        }
    }

    private static void AddValues(JObject? members, List<JToken> found)
    {
        if (members is not null)
        {
            found.AddRange(members.PropertyValues());
        }
    }

    private static void AddObjects(List<JToken> places, List<JObject> found)
    {
        foreach (var place in places)
        {
            if (place is JObject schema)
            {
                found.Add(schema);
            }
        }
    }
}
