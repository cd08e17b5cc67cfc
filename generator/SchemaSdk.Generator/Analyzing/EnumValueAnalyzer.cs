using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SchemaSdk.Generator.Diagnostics;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Generator.Analyzing;

/// <summary>
/// Warns about a literal that is converted to a generated enum but is not one of its values, as in <c>Size = "1024x7688"</c>.
/// </summary>
/// <remarks>Reads the values from an attribute, so enums of clients in referenced packages are checked too.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EnumValueAnalyzer : DiagnosticAnalyzer
{
    private const string AttributeName = "SchemaSdk.CompilerServices.KnownValuesAttribute";

    /// <summary>The maximum number of values in a message. A longer list would hide the advice after it.</summary>
    private const int MaxListed = 20;

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Descriptors.ValueUnknown);

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeName) is { } attribute)
            {
                var known = new ConcurrentDictionary<INamedTypeSymbol, IReadOnlyList<string>>(SymbolEqualityComparer.Default);
                start.RegisterOperationAction(
                    operation => Check(operation, type => known.GetOrAdd(type, _ => ValuesOf(type, attribute))),
                    OperationKind.Conversion);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, Func<INamedTypeSymbol, IReadOnlyList<string>> valuesOf)
    {
        if (context.Operation is IConversionOperation
            {
                IsImplicit: true,
                OperatorMethod.ContainingType: { } type,
                Operand: { ConstantValue: { HasValue: true, Value: { } value } } operand,
            }
            && valuesOf(type) is { Count: > 0 } known
            && !known.Any(other => AreEqual(value, other)))
        {
            var listed = Problem.OneLine(string.Join(", ", known.Take(MaxListed)) + (known.Count > MaxListed ? ", …" : ""));
            var name = type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ValueUnknown, operand.Syntax.GetLocation(), SymbolDisplay.FormatPrimitive(value, true, false), name, listed));
        }
    }

    private static IReadOnlyList<string> ValuesOf(INamedTypeSymbol type, INamedTypeSymbol attribute) => type.GetAttributes()
        .FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
        ?.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Array } values
        ? [.. values.Values.Select(value => value.Value).OfType<string>()]
        : [];

    private static bool AreEqual(object value, string known) => value is string text
        ? text == known
        : double.TryParse(known, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && Convert.ToDouble(value, CultureInfo.InvariantCulture).Equals(number);
}
