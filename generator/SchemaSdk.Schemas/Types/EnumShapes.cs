using System.Globalization;
using System.Numerics;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Types;

/// <summary>Builds open enums from the values of <c>enum</c>.</summary>
internal sealed class EnumShapes(ShapeBuilder shapes, TypeLimit limit, ProblemList problems, KeptMemberNames kept)
{
    /// <summary>
    /// Builds the shape of an enum. Returns null if the values are of several kinds, are not strings, numbers or booleans, or are numbers
    /// that no type can represent.
    /// </summary>
    /// <param name="node">The schema with the enum.</param>
    /// <param name="values">The values other than null.</param>
    /// <param name="typeName">The name for the type.</param>
    /// <param name="branches">The branches that describe single values; null if the values come from one schema.</param>
    public Shape? Build(SchemaNode node, IReadOnlyList<JsonValue> values, string typeName, IEnumerable<SchemaNode>? branches = null)
    {
        if (!shapes.HasRoomFor(values))
        {
            return shapes.Untyped(
                node,
                $"an enum beyond the limit of {ShapeBuilder.MaxEnumLength} characters per schema (for all enums together)",
                KeywordName.Enum);
        }

        if (values.Count > 0 && values.All(value => value.Kind == JsonKind.Boolean))
        {
            return new ScalarShape(ScalarKind.Boolean);
        }

        if (values.Any(value => value.Value is BigInteger) && values.All(value => value.Kind == JsonKind.Integer))
        {
            // An enum of integers is limited to 64 bits, so larger integers get no named values.
            return values.All(value => value.Value is not BigInteger number || IsWithin128(number))
                ? new ScalarShape(ScalarKind.Int128)
                : null;
        }

        EnumKind? kind = values.Count == 0 ? null
            : values.All(value => value.Kind == JsonKind.String) ? EnumKind.Text
            : values.All(value => value.Value is long) ? EnumKind.Integer
            : values.All(IsDouble) ? EnumKind.Number
            : null;
        return kind is { } known
            ? Build(
                node,
                known,
                values,
                typeName,
                [.. (branches ?? [node]).Where(branch => GivenNames.NamesValue(branch.Json) && branch.Enum?.Count == 1)])
            : null;
    }

    private static string Text(JsonNode value) => value.ToString();

    private static string WireValue(EnumKind kind, JsonValue value) => kind == EnumKind.Text
        ? (string)value.Value!
        : value.Value is BigInteger number ? ((double)number).ToString("R", CultureInfo.InvariantCulture) : Text(value);

    private static bool IsWithin128(BigInteger number) => number >= -(BigInteger.One << 127) && number < BigInteger.One << 127;

    /// <summary>Returns true if a double represents the number exactly.</summary>
    private static bool IsDouble(JsonValue value) => value.Value switch
    {
        double => true,
        long number => new BigInteger((double)number) == number,
        BigInteger number => !double.IsInfinity((double)number) && new BigInteger((double)number) == number,
        _ => false,
    };

    /// <summary>Returns the index of each value in the schema's <c>enum</c>; empty if the values come from branches.</summary>
    private static Dictionary<string, string> PlacesOf(SchemaNode node) => (node.Json[KeywordName.Enum] as JsonArray ?? [])
        .Select((item, i) => (Text: Text(item), Place: i.ToString(CultureInfo.InvariantCulture)))
        .GroupBy(item => item.Text, item => item.Place, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    private EnumShape Build(SchemaNode node, EnumKind kind, IReadOnlyList<JsonValue> values, string typeName, List<SchemaNode> branches)
    {
        if (limit.IsPlanning)
        {
            // Planning needs only the names of types. Naming all values in each step would use a lot of memory.
            return new EnumShape(typeName, kind, default);
        }

        // 100000000000000000000 and 1e20 are the same double, so they are one member.
        values = [.. values.GroupBy(value => WireValue(kind, value), StringComparer.Ordinal).Select(same => same.First())];
        var texts = values.Select(value => WireValue(kind, value)).ToList();

        // A sign belongs to the number and is not a separator: -1 must not become 1.
        var wireNames = texts.ConvertAll(text => kind == EnumKind.Text ? text : text.Replace("-", "minus ").Replace("+", ""));
        var nodes = new Dictionary<JsonNode, SchemaNode>(JsonEquality.Comparer);
        foreach (var branch in branches)
        {
            var only = branch.Enum![0];
            nodes[only] = nodes.TryGetValue(only, out var first) ? first : branch;
        }

        var members =
            wireNames.Select((name, i) =>
                (Name: name, Node: nodes.TryGetValue(values[i], out var found) ? found : null)).ToList();
        var settled = kept.In(KeptMember.Inside(shapes.Path, typeName));
        var names = new GivenNames(problems).Name(
            members, name => ReservedNames.OfEnum(name) || name == typeName, _ => false, settled);
        var clashes = NameScope.Clashes(members.Where(member => member.Node?.GivenName is null).Select(member => member.Name))
            .Where(clash => !clash.All(settled.ContainsKey))
            .ToList();
        if (clashes.Count > 0)
        {
            Note(clashes, node, values, wireNames, names);
        }

        return new EnumShape(
            typeName, kind, texts.Select((text, index) => new EnumMember(text, names[wireNames[index]])).ToEquatableArray());
    }

    private void Note(
        List<IReadOnlyList<string>> clashes,
        SchemaNode node,
        IReadOnlyList<JsonValue> values,
        List<string> wireNames,
        IReadOnlyDictionary<string, string> names)
    {
        var positions = wireNames.Select((name, i) => (name, i))
            .GroupBy(item => item.name, item => item.i, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last());
        var places = PlacesOf(node);
        foreach (var clash in clashes)
        {
            var last = values[clash.Max(name => positions[name])];
            problems.AddIn(
                ProblemKinds.NamesClash,
                node,
                places.TryGetValue(Text(last), out var place) ? [KeywordName.Enum, place] : [],
                NameScope.Quoted(clash),
                NameScope.Named(clash, names));
        }
    }
}
