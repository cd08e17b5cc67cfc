using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Reading;

/// <summary>Reads the client's settings from MSBuild properties.</summary>
internal static class ClientOptionsReader
{
    /// <summary>Reads the settings. A default replaces a missing value and a value that is not a C# name.</summary>
    public static ClientOptions Read(AnalyzerConfigOptions options)
    {
        var space = new[] { "ModelClientNamespace", "RootNamespace", "AssemblyName" }
            .Select(property => Namespace(Option(options, property)))
            .FirstOrDefault(found => found.Length > 0);
        return new ClientOptions(
            ClassName(Option(options, "ModelClientName")),
            space ?? "ModelClients",
            Option(options, "ModelClientAccessibility").Equals("internal", StringComparison.OrdinalIgnoreCase) ? "internal" : "public",
            Service(Option(options, "ModelService")));
    }

    private static string Service(string text)
    {
        var parts = text.Split('.');
        return parts.All(SyntaxFacts.IsValidIdentifier) ? string.Join(".", parts.Select(Escape)) : ClientOptions.UsualService;
    }

    /// <summary>The client cannot be called Models, because that is the namespace of the models.</summary>
    private static string ClassName(string text)
    {
        var name = SyntaxFacts.IsValidIdentifier(text) ? text : Identifiers.Clean(text);
        return name is "" or "Models" ? name + "ModelsClient" : Escape(name);
    }

    private static string Namespace(string text) => string.Join(".", text
        .Split('.')
        .Select(part => SyntaxFacts.IsValidIdentifier(part) ? Escape(part) : Identifiers.Clean(part))
        .Where(part => part.Length > 0));

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Option(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue("build_property." + property, out var value) ? value.Trim() : "";
}
