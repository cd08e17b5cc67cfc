using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Schema -> what a value of it has to be. What is not understood is not asked: no valid value is ever refused.</summary>
internal sealed class RuleBuilder
{
    private static readonly (JsonObjectType Flag, string Name)[] TypeNames =
    [
        (JsonObjectType.String, "String"), (JsonObjectType.Integer, "Integer"), (JsonObjectType.Number, "Number"),
        (JsonObjectType.Boolean, "Boolean"), (JsonObjectType.Array, "Array"), (JsonObjectType.Object, "Object"), (JsonObjectType.Null, "Null"),
    ];

    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private int _parts;

    /// <summary>Builds the rule of a schema.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="name">Name of the method that will check it.</param>
    public Rule Build(SchemaNode node, string name)
    {
        if (++_parts > ShapeBuilder.MaxParts || !_open.Add(node.Pointer))
        {
            return new Rule(name, default, default, default, null, default);
        }

        var item = node.Item is { } itemNode ? Build(itemNode, name + "_Item") : null;
        var rule = new Rule(
            name,
            TypeNames.Where(type => node.Schema.Type.HasFlag(type.Flag)).Select(type => type.Name).ToEquatableArray(),
            Keywords(node).ToEquatableArray(),
            (node.Type is JsonObjectType.String && node.Enum is { } values && values.All(value => value.Value is string) ? values.Select(value => (string)value.Value!) : []).ToEquatableArray(),
            item is { IsEmpty: false } ? item : null,
            Members(node, name).ToEquatableArray());
        _open.Remove(node.Pointer);
        return rule;
    }

    private IEnumerable<MemberRule> Members(SchemaNode node, string name)
    {
        var required = new HashSet<string>(node.Required, StringComparer.Ordinal);
        var properties = node.Properties.ToList();
        var names = NameScope.Assign(properties.ConvertAll(property => property.Name), wireName => wireName == "Item");
        foreach (var (wireName, property) in properties)
        {
            var rule = Build(property, name + "_" + names[wireName]);
            yield return new MemberRule(wireName, required.Contains(wireName), rule);
        }
    }

    private static IEnumerable<KeywordRule> Keywords(SchemaNode node)
    {
        foreach (var keyword in new[] { "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" })
        {
            if (node.Json[keyword] is JValue { Type: JTokenType.Integer or JTokenType.Float } bound && Number(bound) is { } number)
            {
                yield return new KeywordRule(Pascal(keyword), number);
            }
        }

        foreach (var keyword in new[] { "minLength", "maxLength" })
        {
            if (Count(node.Json[keyword]) is { } count)
            {
                yield return new KeywordRule(Pascal(keyword), count);
            }
        }

        foreach (var keyword in new[] { "minItems", "maxItems" })
        {
            if (Count(node.Json[keyword]) is { } count && count != "0")
            {
                yield return new KeywordRule(Pascal(keyword), count, CountsItems: true);
            }
        }
    }

    private static string Pascal(string keyword) => char.ToUpperInvariant(keyword[0]) + keyword.Substring(1);

    /// <summary>A bound as C# text; none for one beyond int64, which no typed value can break.</summary>
    private static string? Number(JValue bound) => bound.Value switch
    {
        long value when value == long.MinValue => "long.MinValue",
        long value => value.ToString(CultureInfo.InvariantCulture),
        double value => value.ToString("R", CultureInfo.InvariantCulture) + "d",
        _ => null,
    };

    private static string? Count(JToken? token) => token is JValue { Value: long and >= 0 and <= int.MaxValue } count
        ? ((long)count).ToString(CultureInfo.InvariantCulture)
        : null;
}
