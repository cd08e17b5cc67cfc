using Microsoft.CodeAnalysis;

namespace SchemaSdk.EndToEnd.Tests.PublicApi;

/// <summary>Writes a line with the full signature of each public type and member.</summary>
internal static class Surface
{
    private static readonly SymbolDisplayFormat Format = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue
            | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>
    /// Lists top-level types with their members and nested types. Omits the types for which <paramref name="isLeftOut"/> returns true, and
    /// every property whose type is one of them.
    /// </summary>
    public static SortedSet<string> Of(IEnumerable<INamedTypeSymbol> types, Func<ITypeSymbol, bool> isLeftOut) =>
        new(types.Where(IsVisible).Where(type => !isLeftOut(type)).SelectMany(type => Lines(type, isLeftOut)), StringComparer.Ordinal);

    private static IEnumerable<string> Lines(INamedTypeSymbol type, Func<ITypeSymbol, bool> isLeftOut)
    {
        var name = type.ToDisplayString(Format);
        var modifiers = (type.IsStatic ? "static " : type.IsAbstract ? "abstract " : "")
            + (type.IsSealed ? "sealed " : "") + (type.IsRecord ? "record " : "");
        yield return $"{type.DeclaredAccessibility} {modifiers}{type.TypeKind} {name}";
        if (type.BaseType is { SpecialType: not SpecialType.System_Object and not SpecialType.System_Enum } parent)
        {
            yield return $"{name} : {parent.ToDisplayString(Format)}";
        }

        foreach (var inherited in type.Interfaces)
        {
            yield return $"{name} : {inherited.ToDisplayString(Format)}";
        }

        foreach (var line in Attributes(type, name))
        {
            yield return line;
        }

        foreach (var member in type.GetMembers().Where(IsVisible))
        {
            // Accessors get no line of their own, because the line of their property includes them.
            if (member is IMethodSymbol { AssociatedSymbol: not null } || (member is IPropertySymbol property && isLeftOut(property.Type)))
            {
                continue;
            }

            foreach (var line in member is INamedTypeSymbol nested ? Lines(nested, isLeftOut) : Member(member))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Member(ISymbol member)
    {
        var line = member.ToDisplayString(Format);
        yield return member is IPropertySymbol { IsRequired: true } ? $"required {line}" : line;
        foreach (var attribute in Attributes(member, line).Concat(member is IMethodSymbol method ? ReturnAttributes(method, line) : []))
        {
            yield return attribute;
        }
    }

    private static IEnumerable<string> Attributes(ISymbol symbol, string line) =>
        symbol.GetAttributes().Where(IsOfCallers).Select(attribute => $"[{attribute}] {line}");

    private static IEnumerable<string> ReturnAttributes(IMethodSymbol method, string line) =>
        method.GetReturnTypeAttributes().Where(IsOfCallers).Select(attribute => $"[return: {attribute}] {line}");

    // Attributes for compilers and debuggers do not concern callers. Our own attributes may change when the service changes.
    private static bool IsOfCallers(AttributeData attribute) => attribute.AttributeClass!.ContainingNamespace.ToDisplayString()
        is not ("System.Runtime.CompilerServices" or "System.Diagnostics" or "System.CodeDom.Compiler" or "SchemaSdk.CompilerServices");

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
