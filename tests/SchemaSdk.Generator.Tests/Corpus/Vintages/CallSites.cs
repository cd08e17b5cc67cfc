namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>
/// Writes code that uses everything that a client offers for one model: its path from the client, inputs with all members and with only
/// the required ones, each conversion to a union, each known value, and every member of an input or a result.
/// </summary>
internal static class CallSites
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string Of(CallerKind kind, INamedTypeSymbol model, string path, IEnumerable<INamedTypeSymbol> roots)
    {
        var code = new StringBuilder($$"""
            #nullable enable
            file static class Caller
            {
                private static T Any<T>() => throw null!;
                private static void Send<TIn, TOut>(SchemaSdk.ModelEndpoint<TIn, TOut> model, TIn input) => throw null!;
                private static TOut Get<TIn, TOut>(SchemaSdk.ModelEndpoint<TIn, TOut> model) => throw null!;
                private static System.Collections.Generic.IEnumerable<T> Only<T>(T value) => throw null!;

                internal static void Call()
                {

            """);
        AddCall(kind, model, path, code);
        var open = new Queue<INamedTypeSymbol>(roots);
        while (open.TryDequeue(out var type))
        {
            (kind == CallerKind.Sends ? AddSent : (Action<INamedTypeSymbol, StringBuilder>)AddRead)(type, code);
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

    private static void AddCall(CallerKind kind, INamedTypeSymbol model, string path, StringBuilder code)
    {
        var endpoint = model;
        while (endpoint.Name != "ModelEndpoint")
        {
            endpoint = endpoint.BaseType!;
        }

        if (kind != CallerKind.ReadsInput)
        {
            var called = $"Any<global::{ClientPaths.Client}>().{path}";
            Line(code, kind == CallerKind.Sends
                ? $"Send({called}, Any<{NameOf(endpoint.TypeArguments[0])}>());"
                : Read(NameOf(endpoint.TypeArguments[1]), $"Get({called})"));
        }
    }

    private static void AddRead(INamedTypeSymbol type, StringBuilder code)
    {
        foreach (var property in Properties(type))
        {
            Line(code, Read(property.Type.ToDisplayString(Format), $"Any<{NameOf(type)}>().@{property.Name}"));
        }
    }

    // Callers also use the members of a value, so this must not compile if the type changes, even to one that C# could convert.
    private static string Read(string type, string value) => $"System.Collections.Generic.IEnumerable<{type}> v = Only({value});";

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
            AddCreation(type, set, code, property => property.Type.ToDisplayString(Format));
        }
    }

    private static void AddCreation(
        INamedTypeSymbol type, IEnumerable<IPropertySymbol> set, StringBuilder code, Func<IPropertySymbol, string>? typeOf = null) => Line(
            code,
            $"_ = new {NameOf(type)} {{ "
                + string.Concat(set.Select(property => $"@{property.Name} = Any<{typeOf?.Invoke(property) ?? NameOf(property.Type)}>(), "))
                + "};");

    private static bool IsWayIn(IMethodSymbol method) =>
        method is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, Parameters.Length: 1 }
        && (method.MethodKind == MethodKind.Conversion || method.Name.StartsWith("From", StringComparison.Ordinal));

    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type) => type.GetMembers()
        .OfType<IPropertySymbol>()
        .Where(property => property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsOverride: false });

    /// <summary>Returns the name of the type without nullability.</summary>
    private static string NameOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } maybe
            ? NameOf(maybe.TypeArguments[0])
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Format);

    private static void Line(StringBuilder code, string statement) => code.Append("        { ").Append(statement).Append(" }\n");
}
