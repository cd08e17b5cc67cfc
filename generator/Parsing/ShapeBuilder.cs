using NJsonSchema;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Generator.Dialect;
using SchemaSdk.Generator.Json;
using SchemaSdk.Generator.Model;

namespace SchemaSdk.Generator.Parsing;

/// <summary>Schema -> what a value of it looks like in C#.</summary>
/// <param name="problems">Where it is noted what has no typed form.</param>
internal sealed class ShapeBuilder(ProblemList problems)
{
    private static readonly string[] Untyped = ["oneOf", "anyOf", "allOf", "not", "if", "patternProperties"];

    /// <summary>The objects and arrays that are being built, so that one inside itself is noticed.</summary>
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Builds the shape of a whole document.</summary>
    /// <param name="root">Its schema.</param>
    /// <returns>An object's shape, or any JSON: other roots have no typed form.</returns>
    public Shape BuildRoot(SchemaNode root)
    {
        var shape = Build(root, "", "", "");
        return shape is ObjectShape or ScalarShape { Kind: ScalarKind.Json } ? shape : Fallback(root, "a root that is no object with properties");
    }

    private Shape Build(SchemaNode node, string wireName, string typeName, string place)
    {
        if (Array.Find(Untyped, keyword => node.Json[keyword] is not null) is { } keyword)
        {
            return Fallback(node, $"'{keyword}'");
        }

        if (node.Json["enum"] is not null)
        {
            return node.EnumStrings is { } values && typeName.Length > 0 ? BuildEnum(node, values, typeName) : Fallback(node, "an enum that is not of strings");
        }

        return node.Type switch
        {
            JsonObjectType.String => new ScalarShape(IsFile(node, wireName) ? ScalarKind.File : ScalarKind.String),
            JsonObjectType.Boolean => new ScalarShape(ScalarKind.Boolean),
            JsonObjectType.Number => new ScalarShape(ScalarKind.Double),
            JsonObjectType.Integer => new ScalarShape(FitsInt32(node) ? ScalarKind.Int32 : ScalarKind.Int64),
            JsonObjectType.Array => BuildList(node, wireName, typeName, place),
            JsonObjectType.Object or JsonObjectType.None when node.Schema.Properties.Count > 0 => BuildObject(node, typeName, place),
            JsonObjectType.None => Fallback(node, "no type"),
            var type => Fallback(node, $"the type {type.ToString().ToLowerInvariant()} without more"),
        };
    }

    private Shape BuildList(SchemaNode node, string wireName, string typeName, string place)
    {
        if (node.Item is { } item)
        {
            var name = typeName.EndsWith("Value", StringComparison.Ordinal) ? typeName.Substring(0, typeName.Length - 5) : typeName;
            if (!_open.Add(node.Pointer))
            {
                return Fallback(node, "an array inside itself");
            }

            var shape = Build(item, wireName, name + "Item", place + "/*");
            _open.Remove(node.Pointer);
            return new ListShape(shape);
        }

        return IsFile(node, wireName) ? new ListShape(new ScalarShape(ScalarKind.File)) : new ListShape(Fallback(node, "an array without items"));
    }

    private Shape BuildObject(SchemaNode node, string typeName, string place)
    {
        if (!_open.Add(node.Pointer))
        {
            return Fallback(node, "an object inside itself");
        }

        var properties = node.Properties.ToList();
        var wireNames = properties.ConvertAll(property => property.Name);
        var names = NameScope.Assign(wireNames, name => ReservedNames.OfRecord(name) || name == typeName);
        foreach (var clash in NameScope.Clashes(wireNames))
        {
            ReportClash(node, clash, names);
        }

        foreach (var name in node.Required.Where(name => !wireNames.Contains(name)))
        {
            problems.Add(Descriptors.RequiredIsNoProperty, JsonPointer.Append(node.Pointer, "required"), node.Pointer, name);
        }

        var taken = new HashSet<string>(names.Values, StringComparer.Ordinal) { typeName };
        var members = properties.ConvertAll(property => BuildProperty(node, property.Name, property.Node, names[property.Name], taken, place));
        _open.Remove(node.Pointer);
        return new ObjectShape(typeName, DocumentationReader.Read(node), members.ToEquatableArray());
    }

    private PropertyModel BuildProperty(SchemaNode owner, string wireName, SchemaNode node, string name, HashSet<string> taken, string place)
    {
        var typeName = name.TrimEnd('_') + "Value";
        while (taken.Contains(typeName) || taken.Contains(typeName.Substring(0, typeName.Length - 5) + "Item"))
        {
            typeName = typeName.Substring(0, typeName.Length - 5) + "_Value";
        }

        var pointer = JsonPointer.Append(place, wireName);
        return new PropertyModel(
            wireName,
            name,
            Build(node, wireName, typeName, pointer),
            owner.Required.Contains(wireName),
            node.IsNullable,
            pointer,
            DocumentationReader.Read(node));
    }

    private EnumShape BuildEnum(SchemaNode node, IReadOnlyList<string> values, string typeName)
    {
        var names = NameScope.Assign(values, name => ReservedNames.OfEnum(name) || name == typeName);
        foreach (var clash in NameScope.Clashes(values))
        {
            ReportClash(node, clash, names);
        }

        return new EnumShape(typeName, values.Select(value => new EnumMember(value, names[value])).ToEquatableArray());
    }

    private void ReportClash(SchemaNode node, IReadOnlyList<string> clash, IReadOnlyDictionary<string, string> names) => problems.Add(
        Descriptors.NamesClash,
        node.Pointer,
        node.Pointer,
        NameScope.Quoted(clash),
        NameScope.Named(clash, names));

    private Shape Fallback(SchemaNode node, string what)
    {
        if (!problems.HasAt(node.Pointer))
        {
            problems.Add(Descriptors.NotTyped, node.Pointer, node.Pointer, what);
        }

        return new ScalarShape(ScalarKind.Json);
    }

    private static bool IsFile(SchemaNode node, string wireName) =>
        FormatRules.IsFile(node.Schema.Format ?? "") || (string.IsNullOrEmpty(node.Schema.Format) && FormatRules.IsFile(wireName));

    private static bool FitsInt32(SchemaNode node) =>
        node.Schema.Minimum is >= int.MinValue and <= int.MaxValue && node.Schema.Maximum is >= int.MinValue and <= int.MaxValue;
}
