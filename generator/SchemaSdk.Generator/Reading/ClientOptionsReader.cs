using Microsoft.CodeAnalysis.Diagnostics;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Reading;

/// <summary>Reads the settings of clients from MSBuild properties, and from the metadata of schemas.</summary>
internal static class ClientOptionsReader
{
    private const string Suffix = "Client";

    /// <summary>
    /// Reads the settings of the project's own client. If a name or namespace is not valid C#, it is converted to a valid one. A value that
    /// is missing or cannot be used is replaced by a default.
    /// </summary>
    public static ClientOptions Read(AnalyzerConfigOptions project)
    {
        var space = new[] { "ModelClientNamespace", "RootNamespace", "AssemblyName" }
            .Select(property => ClientNames.Namespace(Property(project, property)))
            .FirstOrDefault(found => found.Length > 0);
        var service = Property(project, "ModelService");
        return new ClientOptions(
            ClientNames.ClassName(Property(project, "ModelClientName")),
            space ?? "ModelClients",
            Accessibility(Property(project, "ModelClientAccessibility")),
            Service(service))
        {
            GivenService = service.Length > 0 ? service : ClientOptions.UsualService,
        };
    }

    /// <summary>
    /// Reads the settings of the client that a schema's metadata describes; null if the schema belongs to the project's own client.
    /// Metadata takes precedence over properties.
    /// </summary>
    public static ClientOptions? ReadOwn(AnalyzerConfigOptions item, AnalyzerConfigOptions project)
    {
        var (name, space) = (Metadata(item, "ModelClientName"), Metadata(item, "ModelClientNamespace"));
        var (accessibility, service) = (Metadata(item, "ModelClientAccessibility"), Metadata(item, "ModelService"));
        if (name.Length + space.Length + accessibility.Length + service.Length == 0)
        {
            return null;
        }

        var usual = Read(project);
        var className = name.Length > 0 ? ClientNames.ClassName(name) : usual.Name;
        var client = new ClientOptions(
            className,
            ClientNames.Namespace(space) is { Length: > 0 } given ? given
                : className == usual.Name ? usual.Namespace
                : $"{usual.Namespace}.{WithoutSuffix(className)}",
            accessibility.Length > 0 ? Accessibility(accessibility) : usual.Accessibility,
            service.Length > 0 ? Service(service) : usual.Service)
        {
            GivenService = service.Length > 0 ? service : usual.GivenService,
        };
        return client == usual ? null : client;
    }

    private static string Accessibility(string text) => text.Equals("internal", StringComparison.OrdinalIgnoreCase) ? "internal" : "public";

    private static string Service(string text)
    {
        var parts = text.Split('.');
        return parts.All(Identifiers.IsValid) ? string.Join(".", parts.Select(ClientNames.Escape)) : ClientOptions.UsualService;
    }

    /// <summary>
    /// Removes <c>Client</c> from the end of a name. Never returns Models, because the project's own client has a namespace of that name.
    /// </summary>
    private static string WithoutSuffix(string className) =>
        className.EndsWith(Suffix, StringComparison.Ordinal)
        && className.Substring(0, className.Length - Suffix.Length) is { Length: > 0 } rest and not "Models"
            ? ClientNames.Escape(rest)
            : className;

    private static string Metadata(AnalyzerConfigOptions item, string name) => Option(item, "build_metadata.AdditionalFiles." + name);

    private static string Property(AnalyzerConfigOptions project, string name) => Option(project, "build_property." + name);

    private static string Option(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out var value) ? value.Trim() : "";
}
