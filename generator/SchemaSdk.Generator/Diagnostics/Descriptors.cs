using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SchemaSdk.Schemas.Problems;

namespace SchemaSdk.Generator.Diagnostics;

/// <summary>The diagnostic descriptors of the generator and the analyzers.</summary>
internal static class Descriptors
{
    private const string Category = "SchemaSdk";

    // The release-tracking analyzer finds a descriptor only if it is a field with a literal id.
    private static readonly DiagnosticDescriptor NotJson = Of("SSDK001");
    private static readonly DiagnosticDescriptor NoOutputSchema = Of("SSDK002");
    private static readonly DiagnosticDescriptor NotTyped = Of("SSDK003");
    private static readonly DiagnosticDescriptor RequiredIsNoProperty = Of("SSDK004");
    private static readonly DiagnosticDescriptor ReferenceRefused = Of("SSDK005");
    private static readonly DiagnosticDescriptor NoModelId = Of("SSDK006");
    private static readonly DiagnosticDescriptor DuplicateModelId = Of("SSDK007");
    private static readonly DiagnosticDescriptor NamesClash = Of("SSDK008");
    private static readonly DiagnosticDescriptor NotReadable = Of("SSDK009");
    private static readonly DiagnosticDescriptor PatternNotChecked = Of("SSDK010");
    private static readonly DiagnosticDescriptor Failed = Of("SSDK011");
    private static readonly DiagnosticDescriptor PatchWithoutSchema = Of("SSDK012");
    private static readonly DiagnosticDescriptor PatchOutdated = Of("SSDK013");
    private static readonly DiagnosticDescriptor RuleNotChecked = Of("SSDK014");
    private static readonly DiagnosticDescriptor NameNotGiven = Of("SSDK015");
    private static readonly DiagnosticDescriptor LanguageTooOld = Of("SSDK016");
    private static readonly DiagnosticDescriptor TargetTooOld = Of("SSDK017");
    private static readonly DiagnosticDescriptor ModelIdMalformed = Of("SSDK018");
    private static readonly DiagnosticDescriptor ServiceUnknown = Of("SSDK019");
    private static readonly DiagnosticDescriptor Misspelt = Of("SSDK020");
    private static readonly DiagnosticDescriptor ValueRefused = Of("SSDK021");
    private static readonly DiagnosticDescriptor NothingFits = Of("SSDK022");
    private static readonly DiagnosticDescriptor ClientsClash = Of("SSDK024");
    private static readonly DiagnosticDescriptor LockNotRead = Of("SSDK025");
    private static readonly DiagnosticDescriptor NameNotKept = Of("SSDK026");

    /// <summary>
    /// Arguments: {0} = the literal; {1} = the enum; {2} = the values of the enum. This descriptor has no <see cref="ProblemKind"/>,
    /// because the problem is in code and not in a schema.
    /// </summary>
    public static readonly DiagnosticDescriptor ValueUnknown = new(
        "SSDK023",
        "A literal is not a known enum value",
        "{0} is not a known value of '{1}', which lists {2}; the client or the service may refuse it; use a listed value, add {0} in a "
            + "patch of the schema, or write 'new {1}({0})' to get no warning",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    /// <summary>The descriptors of all problems in schemas and projects, ordered by id.</summary>
    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        NotJson, NoOutputSchema, NotTyped, RequiredIsNoProperty, ReferenceRefused, NoModelId, DuplicateModelId, NamesClash, NotReadable,
        PatternNotChecked, Failed, PatchWithoutSchema, PatchOutdated, RuleNotChecked, NameNotGiven, LanguageTooOld, TargetTooOld,
        ModelIdMalformed, ServiceUnknown, Misspelt, ValueRefused, NothingFits, ClientsClash, LockNotRead, NameNotKept);

    private static readonly Dictionary<string, DiagnosticDescriptor> Known = All.ToDictionary(
        descriptor => descriptor.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor ById(string id) => Known[id];

    /// <summary>
    /// Creates a descriptor. A problem of the whole project is reported at the end of the compilation, so Roslyn requires its descriptor
    /// to have the tag <c>CompilationEnd</c>.
    /// </summary>
    private static DiagnosticDescriptor Of(string id) => ProblemKinds.ById(id) is var kind && kind.IsOfProject
        ? new(
            id,
            kind.Title,
            kind.Message,
            Category,
            Severity(kind),
            isEnabledByDefault: true,
            customTags: WellKnownDiagnosticTags.CompilationEnd)
        : new(id, kind.Title, kind.Message, Category, Severity(kind), isEnabledByDefault: true);

    private static DiagnosticSeverity Severity(ProblemKind kind) => kind.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
}
