using SchemaSdk.Schemas.Model;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>Lists every generated name that a caller can use, with its type.</summary>
internal static class NamedParts
{
    public static HashSet<string> Of(Shape shape)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        Add(shape, "", parts);
        return parts;
    }

    private static void Add(Shape shape, string around, HashSet<string> parts)
    {
        switch (shape)
        {
            case ListShape list:
                Add(list.Item, around, parts);
                break;
            case MapShape map:
                Add(map.Value, around, parts);
                break;
            case ObjectShape record:
                foreach (var property in record.Properties)
                {
                    AddMember(property.Name, property.Shape, $"{around}+{record.Name}", parts);
                }

                break;
            case UnionShape union:
                foreach (var branch in union.Branches)
                {
                    AddMember(branch.Name, branch.Shape, $"{around}+{union.Name}", parts);
                }

                break;
            case EnumShape values:
                parts.UnionWith(values.Members.Select(member => $"{around}+{values.Name}.{member.Name} = {member.WireValue}"));
                break;
        }
    }

    private static void AddMember(string name, Shape shape, string type, HashSet<string> parts)
    {
        parts.Add($"{type}.{name} is {TypeOf(shape)}");
        Add(shape, type, parts);
    }

    private static string TypeOf(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Kind.ToString(),
        ListShape list => $"list of {TypeOf(list.Item)}",
        MapShape map => $"map of {TypeOf(map.Value)}",
        RecursiveShape around => $"again {around.Name}",
        EnumShape values => $"{values.Kind} {values.Name}",
        NamedShape named => $"{named.GetType().Name} {named.Name}",
        _ => throw new NotSupportedException(shape.GetType().Name),
    };
}
