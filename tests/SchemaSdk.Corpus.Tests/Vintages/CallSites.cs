using System.Text;
using Microsoft.CodeAnalysis;

namespace SchemaSdk.Corpus.Tests.Vintages;

/// <summary>
/// Writes the code of a caller who uses all that a client offers of one model: inputs are made with everything and with what is required
/// alone, each way into a union is taken, each known value is named, and every member of a result is read.
/// </summary>
internal static class CallSites
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Writes the code of a caller who makes an input.</summary>
    /// <param name="input">Its type.</param>
    public static string OfInput(INamedTypeSymbol input) => Caller(input, AddSent);

    /// <summary>Writes the code of a caller who reads an output.</summary>
    /// <param name="output">Its type.</param>
    public static string OfOutput(INamedTypeSymbol output) => Caller(output, AddRead);

    private static string Caller(INamedTypeSymbol root, Action<INamedTypeSymbol, StringBuilder> add)
    {
        var code = new StringBuilder($$"""
            #nullable enable
            file static class Caller
            {
                private static T Any<T>() => throw null!;

                internal static void Call()
                {

            """);
        var open = new Queue<INamedTypeSymbol>([root]);
        while (open.TryDequeue(out var type))
        {
            add(type, code);
            foreach (var value in type.GetMembers().OfType<IFieldSymbol>())
            {
                if (value is { IsStatic: true, DeclaredAccessibility: Accessibility.Public })
                {
                    Line(code, $"{NameOf(type)} v = {NameOf(type)}.@{value.Name};");
                }
            }

            foreach (var nested in type.GetTypeMembers().Where(nested => nested.DeclaredAccessibility == Accessibility.Public))
            {
                open.Enqueue(nested);
            }
        }

        return code.Append("    }\n}\n").ToString();
    }

    private static void AddRead(INamedTypeSymbol type, StringBuilder code)
    {
        foreach (var property in Properties(type))
        {
            Line(code, $"{property.Type.ToDisplayString(Format)} v = Any<{NameOf(type)}>().@{property.Name};");
        }
    }

    private static void AddSent(INamedTypeSymbol type, StringBuilder code)
    {
        foreach (var way in type.GetMembers().OfType<IMethodSymbol>().Where(IsWayIn))
        {
            var argument = $"Any<{NameOf(way.Parameters[0].Type)}>()";
            Line(code, way.MethodKind == MethodKind.Conversion
                ? $"{NameOf(type)} v = {argument};"
                : $"{NameOf(type)} v = {NameOf(type)}.@{way.Name}({argument});");
        }

        var set = Properties(type).Where(property => property.SetMethod is { DeclaredAccessibility: Accessibility.Public }).ToList();
        if (!type.IsValueType && set.Count > 0)
        {
            AddCreation(type, set, code);
            AddCreation(type, set.Where(property => property.IsRequired), code);
        }
    }

    private static void AddCreation(INamedTypeSymbol type, IEnumerable<IPropertySymbol> set, StringBuilder code) => Line(
        code,
        $"_ = new {NameOf(type)} {{ "
            + string.Concat(set.Select(property => $"@{property.Name} = Any<{NameOf(property.Type)}>(), ")) + "};");

    private static bool IsWayIn(IMethodSymbol method) =>
        method is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 1 }
        && (method.MethodKind == MethodKind.Conversion || method.Name.StartsWith("From", StringComparison.Ordinal));

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(property => property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsOverride: false });

    /// <summary>The type of a value that is there.</summary>
    private static string NameOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } maybe
            ? NameOf(maybe.TypeArguments[0])
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Format);

    private static void Line(StringBuilder code, string statement) => code.Append("        { ").Append(statement).Append(" }\n");
}
