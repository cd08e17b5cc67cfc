using System.Globalization;
using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Keywords;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Reading;
using SchemaSdk.Schemas.Rules;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Schemas.Types;

/// <summary>Builds records from object schemas.</summary>
internal sealed class ObjectShapes(ShapeBuilder shapes, ProblemList problems, KeptMemberNames kept)
{
    private RuleReferences? _references;

    /// <summary>Builds the shape of an object schema.</summary>
    /// <param name="node">The schema.</param>
    /// <param name="typeName">The name for the type.</param>
    /// <param name="place">The pointer to the object in a document.</param>
    /// <param name="around">The names of the enclosing types. Nested types must not hide them.</param>
    public ObjectShape Build(SchemaNode node, string typeName, string place, IEnumerable<string> around)
    {
        var properties = node.Properties.ToList();
        var wireNames = properties.ConvertAll(property => property.Name);
        var settled = kept.In(shapes.Path);
        var names = new GivenNames(problems).Name(
            [.. properties.Select(property => (property.Name, (SchemaNode?)property.Node))],
            name => ReservedNames.OfRecord(name) || name == typeName,
            TypeNames.IsOfType,
            settled);
        Dictionary<string, int>? positions = null;
        foreach (var clash in NameScope.Clashes(
            properties.Where(property => property.Node.GivenName is null).Select(property => property.Name))
            .Where(clash => !clash.All(settled.ContainsKey)))
        {
            positions ??= wireNames.Select((name, i) => (name, i)).ToDictionary(item => item.name, item => item.i, StringComparer.Ordinal);
            var last = wireNames[clash.Max(name => positions[name])];
            problems.AddIn(
                ProblemKinds.NamesClash, node, [KeywordName.Properties, last], NameScope.Quoted(clash), NameScope.Named(clash, names));
        }

        var described = new HashSet<string>(wireNames, StringComparer.Ordinal);
        foreach (var (item, index) in (node.Json[KeywordName.Required] as JsonArray ?? []).Select((item, index) => (item, index)))
        {
            if (item is JsonValue { Value: string { Length: > 0 } name } && !described.Contains(name))
            {
                problems.AddIn(
                    ProblemKinds.RequiredIsNoProperty,
                    node,
                    [KeywordName.Required, index.ToString(CultureInfo.InvariantCulture)],
                    name,
                    problems.IsOfInput && item.Origin is { } origin && RuleMembers.Asks(origin, _references ??= new(origin.Root))
                        ? "the rule is enforced, because another schema for the same value may describe the property"
                        : "the rule is not enforced");
            }
        }

        var types = new NestedTypes(
            names.Values, new HashSet<string>(names.Values.SelectMany(TypeNames.Around).Concat(around), StringComparer.Ordinal));
        var required = new HashSet<string>(node.Required, StringComparer.Ordinal);

        // The order of the properties in the schema must not determine which of them exceed a limit.
        var built = properties.OrderBy(property => property.Name, StringComparer.Ordinal).ToDictionary(
            property => property.Name,
            property => BuildProperty(property.Name, property.Node, names[property.Name], required.Contains(property.Name), types, place),
            StringComparer.Ordinal);
        return new ObjectShape(
            typeName, DocumentationReader.Read(node), properties.Select(property => built[property.Name]).ToEquatableArray());
    }

    private PropertyModel BuildProperty(string wireName, SchemaNode node, string name, bool isRequired, NestedTypes types, string place)
    {
        var pointer = JsonPointer.Append(place, wireName);
        var shape = types.Build(
            taken => TypeNames.OfProperty(name, taken), typeName => shapes.Build(node, wireName, typeName, pointer));
        return new PropertyModel(wireName, name, shape, isRequired, node.IsNullable, pointer, DocumentationReader.Read(node));
    }
}
