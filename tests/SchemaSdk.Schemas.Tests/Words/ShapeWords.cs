using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Reading;

namespace SchemaSdk.Schemas.Tests.Words;

/// <summary>Writes a shape on one line, with the names of all members and branches.</summary>
/// <example><c>{A!: Int32, B: AValue(x=X, y=Y), C?: [String]}</c></example>
internal static class ShapeWords
{
    /// <summary>Returns the shape of a schema as text.</summary>
    public static string Of(string schema, SchemaRole role = SchemaRole.Input) => Of(Parse(schema, role).Shape!);

    /// <summary>Sorts the words of a shape, so that comparisons ignore the order of its members and branches.</summary>
    public static string Sorted(string shape) =>
        string.Join(" ", shape.Split([' ', ',', '{', '}', '(', ')', '<', '>', '|', '[', ']']).Order(StringComparer.Ordinal));

    /// <summary>Returns the shape of a property <c>a</c> that has this schema.</summary>
    public static string OfMember(string schema) => Of(Member(schema));

    /// <summary>Returns the marks of a union's branches: kind, pattern, item, required names and constants.</summary>
    public static string Marks(string schema, string rest = "}") => string.Join(
        "; ",
        ((UnionShape)Member(schema, rest).Shape).Branches.Select(branch => string.Join(" ", new[]
        {
            branch.Name + ":",
            branch.Mark.Kind,
            branch.Mark.Pattern,
            branch.Mark.Item.Length > 0 ? $"[{branch.Mark.Item}]" : "",
            string.Join(",", branch.Mark.Required),
            branch.Mark.Constants.Count > 0 ? $"({string.Join(" ", branch.Mark.Constants)})" : "",
        }.Where(word => word.Length > 0))));

    /// <summary>Returns the problems of a schema, as <c>SSDK003 1:2 message</c>.</summary>
    public static string Problems(string schema, SchemaRole role = SchemaRole.Input) => string.Join(
        "\n",
        Parse(schema, role).Problems.Select(problem =>
            $"{problem.Id} {problem.Place.StartLine + 1}:{problem.Place.StartColumn + 1} {problem.Message}"));

    /// <summary>Asserts that a schema has exactly one problem, and that its message contains this text.</summary>
    public static void HasOneProblem(string text, string schema) =>
        Assert.Contains(text, Assert.Single(Problems(schema).Split('\n')), StringComparison.Ordinal);

    /// <summary>
    /// Returns the problems by position, as <c>SSDK003 1:2 /properties/a: what; more</c>. Leaves out the text that all messages of a
    /// kind share.
    /// </summary>
    public static string Reported(string schema, SchemaRole role = SchemaRole.Input) => string.Join(
        "\n",
        Parse(schema, role).Problems
            .OrderBy(problem => problem.Place.StartLine)
            .ThenBy(problem => problem.Place.StartColumn)
            .Select(problem => $"{problem.Id} {problem.Place.StartLine + 1}:{problem.Place.StartColumn + 1} {problem.Arguments[1]}: "
                + string.Join("; ", problem.Arguments.Skip(2))));

    /// <summary>Returns the ids and JSON pointers of a schema's problems.</summary>
    public static string Pointers(string schema) =>
        string.Join(", ", Parse(schema).Problems.Select(problem => $"{problem.Id} {problem.Arguments[1]}"));

    private static PropertyModel Member(string schema, string rest = "}") =>
        ((ObjectShape)Parse($$"""{"properties":{"a":{{schema}} }""" + rest).Shape!).Properties[0];

    private static ParsedSchema Parse(string schema, SchemaRole role = SchemaRole.Input) =>
        SchemaParser.Parse(SchemaNormalizer.Normalize(new SchemaFile("acme/schema.json", "acme/a", role, schema)));

    private static string Of(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Kind.ToString(),
        ListShape list => $"[{Of(list.Item)}]",
        MapShape map => $"{{*: {Of(map.Value)}}}",
        RecursiveShape around => $"{(around.IsUnion ? "^|" : "^")}{around.Name}",
        EnumShape values => $"{values.Name}:{values.Kind}({string.Join(", ", values.Members.Select(Of))})",
        UnionShape union => $"{union.Name}<{string.Join(" | ", union.Branches.Select(branch => $"{branch.Name}: {Of(branch.Shape)}"))}>",
        ObjectShape members => $"{members.Name}{{{string.Join(", ", members.Properties.Select(Of))}}}",
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    private static string Of(EnumMember member) => member.WireValue == member.Name ? member.Name : $"{member.WireValue}={member.Name}";

    private static string Of(PropertyModel property) =>
        $"{property.Name}{(property.IsRequired ? "!" : "")}{(property.IsNullable ? "?" : "")}: {Of(property.Shape)}";
}
