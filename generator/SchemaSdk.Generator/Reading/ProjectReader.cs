using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Problems;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Generator.Reading;

/// <summary>Reads facts about the whole project from the compilation and from MSBuild properties.</summary>
internal static class ProjectReader
{
    private const int OldestRuntime = 8;
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp12;

    public static ProjectModel Read(Compilation compilation, AnalyzerConfigOptionsProvider options, IEnumerable<string> services)
    {
        var known = KnownServices(compilation);
        return new ProjectModel(
            IsInEditor(options),
            TooOld(compilation, options),
            services.Where(service => known.Count > 0 && IsUnknown(compilation, known, service)).ToEquatableArray(),
            known.ToEquatableArray());
    }

    /// <summary>Returns true if the compiler is running in an editor rather than in a build; false if that is unknown.</summary>
    public static bool IsInEditor(AnalyzerConfigOptionsProvider options) =>
        Option(options, "SchemaSdkLive").Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reports a target framework or C# version that is too old. If both are too old, reports only the target, because a newer target
    /// framework brings a newer C# version.
    /// </summary>
    private static Problem? TooOld(Compilation compilation, AnalyzerConfigOptionsProvider options)
    {
        var library = compilation.GetSpecialType(SpecialType.System_Object) is { TypeKind: TypeKind.Class } found
            ? found.ContainingAssembly.Identity
            : null;
        if (library is not null && IsTooOld(library))
        {
            var target = Option(options, "TargetFramework");
            return Problem.OfProject(ProblemKinds.TargetTooOld, target.Length > 0 ? target : $"{library.Name} {library.Version}");
        }

        return compilation is CSharpCompilation { LanguageVersion: < OldestLanguage and var language }
            ? Problem.OfProject(ProblemKinds.LanguageTooOld, language.ToDisplayString())
            : null;
    }

    /// <summary>
    /// Returns the names of the services in <c>ModelService</c>. If the project lacks this type, returns none, and the compiler reports the
    /// error.
    /// </summary>
    private static IReadOnlyList<string> KnownServices(Compilation compilation) =>
        compilation.GetTypeByMetadataName("SchemaSdk.ModelService") is not { } services
            ? []
            :
            [
                .. services.GetMembers()
                    .OfType<IPropertySymbol>()
                    .Where(member => member.IsStatic && SymbolEqualityComparer.Default.Equals(member.Type, services))
                    .Select(member => member.Name),
            ];

    /// <summary>
    /// Returns true for a service that is neither a member of <c>ModelService</c> nor a class that derives from <c>ServiceProfile</c>.
    /// </summary>
    private static bool IsUnknown(Compilation compilation, IReadOnlyList<string> known, string service) =>
        service.Length > 0 && !known.Contains(service, StringComparer.Ordinal) && !IsProfile(compilation, service);

    private static bool IsProfile(Compilation compilation, string service)
    {
        if (compilation.GetTypeByMetadataName(service) is not { IsAbstract: false, ContainingType: null, IsGenericType: false } type
            || compilation.GetTypeByMetadataName("SchemaSdk.Services.ServiceProfile") is not { } profile
            || !type.InstanceConstructors.Any(constructor =>
                constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)))
        {
            return false;
        }

        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(above, profile))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns true if a project's core library belongs to an unsupported .NET version. In a supported version, the library is
    /// System.Runtime, or System.Private.CoreLib if the project sets its own references.
    /// </summary>
    private static bool IsTooOld(AssemblyIdentity library) =>
        library.Name is not ("System.Runtime" or "System.Private.CoreLib") || library.Version.Major < OldestRuntime;

    private static string Option(AnalyzerConfigOptionsProvider options, string property) =>
        options.GlobalOptions.TryGetValue("build_property." + property, out var value) ? value.Trim() : "";
}
